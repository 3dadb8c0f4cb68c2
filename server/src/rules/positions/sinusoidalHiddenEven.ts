import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sinusoidal-hidden-even",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["hidden_size", "pos_emb"],
  neox: { at: "megatron/model/word_embeddings.py:forward", raises: "RuntimeError" },
  summary: "Sinusoidal positions need an even `hidden_size`",
  sources: [
    "megatron/model/positional_embeddings.py:22:__init__",
    "megatron/model/word_embeddings.py:151:forward",
  ],
  explain: `The table has a sine and a cosine for every two dimensions, so an odd \`hidden_size\` does not meet it
when both are added.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 765
    num_attention_heads: 15
    seq_length: 2048
    max_position_embeddings: 2048
    train_micro_batch_size_per_gpu: 4
    pos_emb: sinusoidal
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: sinusoidal
  `,
  check(launch, report) {
    const hiddenSize = positiveInt(launch, "hidden_size");
    if (launch.get("pos_emb") !== "sinusoidal" || hiddenSize === undefined || hiddenSize % 2 === 0) return;
    report({
      at: "hidden_size",
      message: t("Sinusoidal positions are {0} wide, and hidden_size is {1}.", hiddenSize + 1, hiddenSize),
    });
  },
});
