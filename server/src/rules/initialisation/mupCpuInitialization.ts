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
  neox: { at: "megatron/mpu/layers.py:mup_reinitialize_weights", raises: "NameError" },
  summary: "muP cannot initialise on the CPU",
  sources: ["megatron/mpu/layers.py:540:mup_reinitialize_weights"],
  explain: `The second initialisation for muP uses a name that does not exist there: \`name
'keep_master_weight_for_test' is not defined\`. Seen by running NeoX's own layer.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    use_cpu_initialization: true
    base_shapes_file: shapes
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
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
