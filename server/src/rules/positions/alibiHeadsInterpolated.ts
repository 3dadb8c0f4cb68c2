import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "alibi-heads-interpolated",
  phase: "model",
  severity: "hint",
  outcome: "slow",
  evidence: "ran",
  keys: ["num_attention_heads", "pos_emb"],
  neox: { at: "megatron/model/positional_embeddings.py:_get_slopes" },
  summary: "ALiBi is made for a power of two of heads",
  sources: ["megatron/model/positional_embeddings.py:146:_get_slopes"],
  explain: "For other numbers NeoX interpolates the slopes.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: alibi
  `,
  good: yaml`
    ${EXAMPLE_MODEL.replace("num_attention_heads: 12", "num_attention_heads: 16")}
    pos_emb: alibi
  `,
  check(launch, report) {
    const heads = positiveInt(launch, "num_attention_heads");
    if (
      heads === undefined ||
      launch.get("pos_emb") !== "alibi" ||
      launch.get("te_mha") === true ||
      Number.isInteger(Math.log2(heads))
    )
      return;
    report({
      at: "num_attention_heads",
      message: t(
        "ALiBi's slopes are made for a power of two of heads; for {0} NeoX interpolates them.",
        heads,
      ),
    });
  },
});
