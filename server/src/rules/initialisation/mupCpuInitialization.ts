import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mup-cpu-initialization",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_mup", "use_cpu_initialization"],
  neox: { at: "megatron/mpu/layers.py:mup_reinitialize_weights", raises: "AssertionError" },
  summary: "muP cannot initialise on the CPU",
  sources: ["megatron/mpu/layers.py:540:mup_reinitialize_weights"],
  explain: `The second initialisation for muP makes the weights anew, which then have no base shapes: \`Please call
set_base_shapes\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    use_cpu_initialization: true
    base_shapes_file: shapes
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    base_shapes_file: shapes
  `,
  check(launch, report) {
    if (launch.get("use_mup") !== true || launch.get("use_cpu_initialization") !== true) return;
    report({
      at: "use_cpu_initialization",
      message: t("muP initialises a second time, which fails with use_cpu_initialization."),
      fixes: () => [setValue("use_cpu_initialization", false)],
    });
  },
});
