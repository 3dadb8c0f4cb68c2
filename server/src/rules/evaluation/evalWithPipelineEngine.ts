import { t } from "../../base/l10n";
import { holdsFor } from "../../launch/target";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { evaluates } from "../kit/evaluates";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const PIPELINE_BREAKS = since("77e8158a");

export default defineRule({
  id: "eval-with-pipeline-engine",
  phase: "eval",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["pipe_parallel_size", "eval_iters"],
  holds: PIPELINE_BREAKS,
  neox: { at: "megatron/training.py:evaluate", raises: "TypeError" },
  summary: "Evaluation stops with `pipe_parallel_size` 1 or more",
  sources: [
    "megatron/training.py:543:forward_step",
    "megatron/training.py:1611:evaluate",
    "deepspeed/runtime/pipe/engine.py:514:eval_batch at DeeperSpeed 91d1c55b",
  ],
  explain: `The pipeline engine returns one tensor where the loop unpacks a loss and its metrics: \`TypeError:
iteration over a 0-d tensor\` at the first evaluation. The last one runs at the end of training, before the final
checkpoint is written (issue 1320 of gpt-neox). Take \`pipe_parallel_size: 0\` or \`eval_iters:
0\`. Seen with the DeepSpeed that gpt-neox asks for on a CPU. Older versions evaluate, and nearly all published
configs were trained with one: without a target it is told as information.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        pipe_parallel_size: 1
        eval_iters: 10
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        pipe_parallel_size: 0
        eval_iters: 10
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const stages = launch.settings.has("pipe_parallel_size")
      ? positiveInt(launch, "pipe_parallel_size")
      : undefined;
    if (stages === undefined || !evaluates(launch)) return;
    report({
      at: "pipe_parallel_size",
      message: t(
        "With pipe_parallel_size {0} the first evaluation stops with a TypeError; eval_iters is {1}.",
        stages,
        launch.int("eval_iters") ?? 0,
      ),
      // Nearly every config of upstream is of this kind, and older versions run it.
      ...(holdsFor(PIPELINE_BREAKS, launch.target) !== "always" && { severity: "information" }),
      fixes: () => [
        // By epochs NeoX evaluates at the end all the same.
        ...(launch.get("train_epochs") === null
          ? [{ ...setValue("eval_iters", 0n), title: t("Evaluation off: {0}", "eval_iters: 0") }]
          : []),
        ...(stages === 1 ? [setValue("pipe_parallel_size", 0n)] : []),
      ],
    });
  },
});
