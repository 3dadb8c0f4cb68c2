import { t } from "../../base/l10n";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "orthogonal-init",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["init_method", "output_layer_init_method", "mup_init_scale"],
  neox: { at: "megatron/model/init_functions.py:orthogonal_init_method", raises: "ValueError" },
  summary: "`orthogonal` always fails; `scaled_orthogonal` works",
  sources: [
    "megatron/model/init_functions.py:98:orthogonal_init_method",
    "megatron/model/init_functions.py:197:_get",
  ],
  explain: `NeoX passes the arguments of the orthogonal method one place off, so that \`mup_init_scale\` (1.0) stands
for \`use_mup\`, which the method refuses.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    init_method: orthogonal
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    init_method: scaled_orthogonal
  `,
  check(launch, report) {
    if (realNumber(launch, "mup_init_scale") === 0) return;
    for (const key of ["init_method", "output_layer_init_method"]) {
      if (launch.named(key) !== "orthogonal") continue;
      report({
        at: key,
        message: t("{0} orthogonal always fails: NeoX takes mup_init_scale for use_mup.", key),
        operands: [key],
        fixes: () => [setValue(key, "scaled_orthogonal")],
      });
    }
  },
});
