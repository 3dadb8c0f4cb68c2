import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "scaled-orthogonal-mup",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["init_method", "output_layer_init_method", "use_mup"],
  neox: { at: "megatron/mpu/layers.py:_initialize_affine_weight_gpu", raises: "TypeError" },
  summary: "`scaled_orthogonal` does not know muP",
  sources: ["megatron/model/init_functions.py:84-103:_orthogonal"],
  explain: `With \`use_mup\` the weights are initialised again by a call that the orthogonal method does not take.
Seen by running NeoX's own initialisation.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    init_method: scaled_orthogonal
    use_mup: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    init_method: scaled_orthogonal
  `,
  check(launch, report) {
    if (launch.get("use_mup") !== true) return;
    for (const key of ["init_method", "output_layer_init_method"]) {
      if (launch.named(key) !== "scaled_orthogonal") continue;
      report({
        at: key,
        message: t("{0} scaled_orthogonal does not know muP, and use_mup is true.", key),
        operands: [key, "use_mup"],
        fixes: () => [setValue(key, "normal")],
      });
    }
  },
});
