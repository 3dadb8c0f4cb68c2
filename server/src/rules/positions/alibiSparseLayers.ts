import { t } from "../../base/l10n";
import { sparseKinds } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "alibi-sparse-layers",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["pos_emb", "attention_config"],
  at: "pos_emb",
  neox: { at: "megatron/model/transformer.py:sparse_attention" },
  summary: "ALiBi does not reach sparse layers",
  sources: [
    "megatron/model/transformer.py:530:attention",
    "megatron/model/transformer.py:692:sparse_attention",
  ],
  explain: `Only global and flash layers add its bias: a sparse layer has no position information. Take rotary
embeddings, or global and flash layers.`,
  bad: {
    files: {
      "model.yml":
        `${EXAMPLE_MODEL}num_kv_heads: null\npos_emb: alibi\nattention_config: [[["local", "global"], 6]]\n`.replace(
          "num_attention_heads: 12",
          "num_attention_heads: 16",
        ),
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        pos_emb: rotary
        attention_config: [[["local", "global"], 6]]
      `,
    },
    neox: "2024-10-31",
  },
  message: (launch) =>
    launch.get("pos_emb") === "alibi" && sparseKinds(launch).length > 0
      ? t("Sparse layers do not add ALiBi's bias: they have no positions.")
      : undefined,
  fixes: () => [setValue("pos_emb", "rotary")],
});
