import { t } from "../../base/l10n";
import { loadingOf } from "../../resume/loading";
import { defineRule } from "../kit/defineRule";
import { atIteration, exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-trained-already",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["train_iters", "load"],
  neox: { at: "megatron/training.py:train" },
  summary: "The checkpoint has as many iterations as the training is to have",
  explain: `A training that goes on counts from the checkpoint's iteration up to \`train_iters\`, the iterations of both together
(\`megatron/training.py:train\`). Where the checkpoint has them already nothing is trained, and the run ends well.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL },
    loads: { said: "a checkpoint of the model after 2000 iterations", facts: () => atIteration(2000) },
  },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "loads" || loading.context.isFinetuning || !loading.context.isTraining) return;
    const { iteration } = loading.context.model?.rank ?? {};
    const total = launch.derivation.int("train_iters");
    if (iteration === undefined || total === undefined || total > iteration) return;
    report({
      at: "train_iters",
      message: t(
        "The checkpoint is at iteration {0}, and train_iters is {1}: nothing is trained.",
        iteration,
        total,
      ),
    });
  },
});
