import { byteFigure } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import { keepsSecondCopy, secondCopyOf } from "../../model/memory/secondCopy";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Less is not worth a word. */
const WORTH_TELLING = 1e9;

const MODEL = `num_layers: 24
hidden_size: 2048
num_attention_heads: 16
seq_length: 2048
max_position_embeddings: 2048
train_micro_batch_size_per_gpu: 4
train_iters: 1000
`;

export default defineRule({
  id: "tied-second-copy",
  phase: "model",
  severity: "information",
  outcome: "slow",
  evidence: "standIns",
  keys: ["no_weight_tying", "pipe_parallel_size"],
  neox: { at: "megatron/model/gpt2_model.py:to_sequential" },
  summary: "Tied embeddings without a pipeline keep a second copy of all weights",
  sources: [
    "megatron/model/gpt2_model.py:388-402:to_sequential",
    "megatron/model/gpt2_model.py:307:_logits_helper",
  ],
  explain: `Without a pipeline (\`pipe_parallel_size: 0\`) NeoX builds every layer, and then all of them once more in one
sequence. The tied head refers to the first model, so that its weights stay in memory and are never trained. Seen by
looking at every tensor that lives in real runs. A pipeline of one stage keeps one copy; so does an output layer of its own,
which is another model.`,
  bad: yaml`
    ${MODEL}
    no_weight_tying: false
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${MODEL}
    no_weight_tying: false
    pipe_parallel_size: 1
  `,
  message: (launch) => {
    if (!isTraining(launch) || !keepsSecondCopy(launch)) return undefined;
    const bytes = secondCopyOf(launch);
    if (bytes === undefined || bytes < WORTH_TELLING) return undefined;
    return t(
      "The embeddings are tied without a pipeline: a second copy of all weights stays on every GPU, {0}.",
      byteFigure(bytes),
    );
  },
  fixes: () => [setValue("pipe_parallel_size", 1n, false), setValue("no_weight_tying", true, false)],
});
