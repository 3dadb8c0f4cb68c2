import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { holdsFor } from "../../launch/target";
import { positiveInt } from "../../model/sizes";
import { isSwitchedOn } from "../asked";
import { isSettled } from "../certainty";
import { splitParts } from "../data/split";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule, type Rule } from "../rule";
import { setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isInference } from "../training/isTraining";

const PIPELINE_BREAKS = { from: "2024-09-08", since: "77e8158a" } as const;

/** Whether training evaluates: `eval_iters` is above 0, and something is left of the data to evaluate on. */
function evaluates(launch: Launch): boolean {
  if (isInference(launch) || !isSettled(launch, "eval_iters")) return false;
  if (positiveInt(launch, "eval_iters") === undefined) return false;
  const hasLists = ["valid_data_paths", "pos_valid_data_paths"].some((key) => launch.settings.has(key));
  const [, valid = 0, test = 0] = splitParts(launch) ?? [1, 1, 1];
  return hasLists || valid > 0 || test > 0;
}

/** Evaluation between the steps and at the end of training. */
export const evaluationRules: readonly Rule[] = [
  defineRule({
    id: "eval-with-pipeline-engine",
    phase: "train",
    severity: "warning",
    keys: ["pipe_parallel_size", "eval_iters"],
    holds: PIPELINE_BREAKS,
    neox: { at: "megatron/training.py:evaluate", raises: "TypeError" },
    summary: "Evaluation stops with `pipe_parallel_size` 1 or more",
    explain: `The pipeline engine returns one tensor where the loop unpacks a loss and its metrics
(\`megatron/training.py:543\`, \`:1611\`): \`TypeError: iteration over a 0-d tensor\` at the first evaluation. The last one
runs at the end of training, before the final checkpoint is written (\`:315\`, \`:329\`; issue 1320 of gpt-neox). Take
\`pipe_parallel_size: 0\` or \`eval_iters: 0\`.`,
    bad: { files: { "model.yml": `${EXAMPLE_MODEL}pipe_parallel_size: 1\neval_iters: 10\n` }, neox: "main" },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}pipe_parallel_size: 0\neval_iters: 10\n` }, neox: "main" },
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
        severity: holdsFor(PIPELINE_BREAKS, launch.target) === "always" ? "warning" : "information",
        fixes: () => [
          ...(stages === 1 ? [setValue("pipe_parallel_size", 0n)] : []),
          setValue("eval_iters", 0n, stages > 1),
        ],
      });
    },
  }),
  defineSingleFinding({
    id: "mamba-no-eval",
    phase: "train",
    severity: "warning",
    keys: ["attention_config", "eval_iters"],
    holds: { from: "2024-03-10", since: "6809bbc3" },
    neox: { at: "megatron/model/mamba/mamba.py:forward", raises: "AssertionError" },
    summary: "Mamba layers cannot be evaluated",
    explain: `The block asserts that it trains (\`megatron/model/mamba/mamba.py:253\`), so the first evaluation stops, at the
latest the one at the end of training, before the final checkpoint. Take \`eval_iters: 0\`.`,
    bad: `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\nprecision: fp16\neval_iters: 10\n`,
    good: `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\nprecision: fp16\neval_iters: 0\n`,
    says: (launch) =>
      layerKinds(launch)?.has("mamba") === true && evaluates(launch) && launch.int("pipe_parallel_size") === 0
        ? t("Mamba layers stop at the first evaluation; take eval_iters 0.")
        : undefined,
    fixes: () => [setValue("eval_iters", 0n)],
  }),
  defineSingleFinding({
    id: "eval-tasks-need-pipeline",
    phase: "generate",
    severity: "warning",
    keys: ["eval_tasks", "pipe_parallel_size"],
    neox: { at: "eval_tasks/eval_adapter.py:__init__", raises: "AttributeError" },
    summary: "`eval_tasks` needs `pipe_parallel_size: 1`",
    explain: `The adapter for lm-eval asks the model for attributes that only the pipeline engine has
(\`eval_tasks/eval_adapter.py:62\`, \`:372\`), in \`eval.py\` as well as during training (\`megatron/training.py:1646\`; issue
1320 of gpt-neox).`,
    bad: `${EXAMPLE_MODEL}eval_tasks: [lambada_openai]\npipe_parallel_size: 0\n`,
    good: `${EXAMPLE_MODEL}eval_tasks: [lambada_openai]\npipe_parallel_size: 1\n`,
    says: (launch) =>
      (launch.settings.get("eval_tasks")?.value ?? null) !== null && launch.int("pipe_parallel_size") === 0
        ? t("The evaluation harness works with the pipeline engine only, and pipe_parallel_size is 0.")
        : undefined,
    fixes: () => [setValue("pipe_parallel_size", 1n)],
  }),
  defineSingleFinding({
    id: "eval-harness-max-length",
    phase: "generate",
    severity: "warning",
    keys: ["max_position_embeddings", "seq_length", "eval_tasks"],
    holds: { from: "2023-09-25", since: "3bfedf47" },
    neox: { at: "megatron/model/positional_embeddings.py:forward", raises: "AssertionError" },
    summary: "With rotary positions the harness must not cut above `seq_length`",
    explain: `Inputs are cut at \`max_position_embeddings\` (\`eval_tasks/eval_adapter.py:54\`), and the rotary table ends at
\`seq_length\` (\`megatron/model/positional_embeddings.py:88\`).`,
    bad: `${EXAMPLE_MODEL.replace("max_position_embeddings: 2048", "max_position_embeddings: 4096")}pos_emb: rotary
pipe_parallel_size: 1\neval_tasks: [piqa]\n`,
    good: `${EXAMPLE_MODEL}pos_emb: rotary\npipe_parallel_size: 1\neval_tasks: [piqa]\n`,
    says: (launch) => {
      const most = positiveInt(launch, "max_position_embeddings");
      const length = positiveInt(launch, "seq_length");
      if (most === undefined || length === undefined || most <= length) return undefined;
      if (!launch.settings.has("eval_tasks") || launch.get("pos_emb") !== "rotary") return undefined;
      return t("The harness cuts inputs at {0} tokens, and the rotary table ends at {1}.", most, length);
    },
    fixes: (launch) => [setValue("max_position_embeddings", BigInt(positiveInt(launch, "seq_length") ?? 0))],
  }),
  defineSingleFinding({
    id: "char-level-ppl-pairs",
    phase: "train",
    severity: "warning",
    keys: ["char_level_ppl", "dataset_impl"],
    holds: { from: "2024-09-08", since: "77e8158a" },
    neox: { at: "megatron/utils.py:__next__", raises: "KeyError" },
    summary: "`char_level_ppl` does not go with pairs",
    explain: "It counts the characters of `text`, which pairs do not have (`megatron/utils.py:494`).",
    bad: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\nchar_level_ppl: true\n`,
    good: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`,
    says: (launch) =>
      isSwitchedOn(launch, "char_level_ppl") && launch.get("dataset_impl") === "pairwise"
        ? t("char_level_ppl counts the characters of text, which pairwise data does not have.")
        : undefined,
    fixes: () => [setValue("char_level_ppl", false)],
  }),
];
