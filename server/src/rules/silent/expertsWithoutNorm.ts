import { t } from "../../l10n";
import { isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { hasExperts } from "../experts/hasExperts";
import { SINCE_EXPERTS } from "../windows";
import { defineSilentRule } from "./silentRule";

export default defineSilentRule({
  id: "experts-without-norm",
  phase: "forward",
  severity: "warning",
  keys: ["te_layernorm_mlp", "moe_num_experts"],
  at: "te_layernorm_mlp",
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "With `te_layernorm_mlp`, experts get input that is not normalised",
  explain: `The norm before the MLP is left to Transformer Engine's MLP, which a layer of experts does not have
(\`megatron/model/transformer.py:993\`, \`:1153\`).`,
  bad: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nte_layernorm_mlp: true\n` },
    neox: "main",
  },
  good: { files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\n` }, neox: "main" },
  instead: (launch) =>
    isSwitchedOn(launch, "te_layernorm_mlp") && hasExperts(launch)
      ? t("No norm comes before the experts: te_layernorm_mlp leaves it to an MLP they replace.")
      : undefined,
  mend: () => [["te_layernorm_mlp", undefined]],
});
