import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

export default defineRule({
  id: "sinusoidal-hidden-even",
  phase: "forward",
  severity: "error",
  keys: ["hidden_size", "pos_emb"],
  neox: { at: "megatron/model/word_embeddings.py:forward", raises: "RuntimeError" },
  summary: "Sinusoidal positions need an even `hidden_size`",
  explain: `The table has a sine and a cosine for every two dimensions (\`megatron/model/positional_embeddings.py:22\`),
so an odd \`hidden_size\` does not meet it when both are added (\`megatron/model/word_embeddings.py:151\`).`,
  bad: "num_layers: 12\nhidden_size: 765\nnum_attention_heads: 15\nseq_length: 2048\nmax_position_embeddings: 2048\ntrain_micro_batch_size_per_gpu: 4\npos_emb: sinusoidal\n",
  good: `${EXAMPLE_MODEL}pos_emb: sinusoidal\n`,
  check(launch, report) {
    const hiddenSize = positiveInt(launch, "hidden_size");
    if (launch.get("pos_emb") !== "sinusoidal" || hiddenSize === undefined || hiddenSize % 2 === 0) return;
    report({
      at: "hidden_size",
      message: t("Sinusoidal positions are {0} wide, and hidden_size is {1}.", hiddenSize + 1, hiddenSize),
    });
  },
});
