import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { hasExperts } from "../../model/experts";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "experts-without-norm",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["te_layernorm_mlp", "moe_num_experts"],
  at: "te_layernorm_mlp",
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "With `te_layernorm_mlp`, experts get input that is not normalised",
  sources: ["megatron/model/transformer.py:993:__init__", "megatron/model/transformer.py:1153:forward"],
  explain: `The norm before the MLP is left to Transformer Engine's MLP, which a layer of experts does not have.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        te_layernorm_mlp: true
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    isSwitchedOn(launch, "te_layernorm_mlp") && hasExperts(launch)
      ? t("No norm comes before the experts: te_layernorm_mlp leaves it to an MLP they replace.")
      : undefined,
  fixes: () => [removeKey("te_layernorm_mlp")],
});
