import { t } from "../../l10n";
import { positiveInt, realNumber } from "../../model/sizes";
import { numberOf } from "../../python/compare";
import { repr } from "../../python/text";
import { isList } from "../../yaml/value";
import { isAskedFor, isSwitchedOn } from "../asked";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineIgnoredKeys } from "../ignored/ignoredKeys";
import type { Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";

const SAVE = "save: checkpoints\n";
const SCHEDULE = [
  "checkpoint_factor",
  "extra_save_iters",
  "keep_last_n_checkpoints",
  "s3_path",
  "checkpoint_scale",
];
const CHECKED = { from: "2024-09-29", since: "a6d6af0e" } as const;

/** When checkpoints are written, which are kept, and where. */
export const savingRules: readonly Rule[] = [
  defineSingleFinding({
    id: "checkpoint-factor-linear-whole",
    phase: "train",
    severity: "warning",
    keys: ["checkpoint_factor", "checkpoint_scale", "save"],
    holds: CHECKED,
    neox: { at: "megatron/training.py:is_save_iter", raises: "AssertionError" },
    summary: "On a linear scale `checkpoint_factor` is a whole number",
    explain: "NeoX asserts it after the first step (`megatron/training.py:1413`).",
    bad: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 10.5\n`,
    good: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 10\n`,
    says: (launch) => {
      const factor = realNumber(launch, "checkpoint_factor");
      if (factor === undefined || Number.isInteger(factor) || !isAskedFor(launch, "save")) return undefined;
      return launch.get("checkpoint_scale") === "linear"
        ? t("checkpoint_factor {0} is no whole number: NeoX stops after the first step.", factor)
        : undefined;
    },
    fixes: (launch) => [
      setValue(
        "checkpoint_factor",
        BigInt(Math.max(1, Math.round(realNumber(launch, "checkpoint_factor") ?? 1))),
      ),
    ],
  }),
  defineSingleFinding({
    id: "checkpoint-factor-log-above-one",
    phase: "train",
    severity: "warning",
    keys: ["checkpoint_factor", "checkpoint_scale", "save"],
    holds: CHECKED,
    neox: { at: "megatron/training.py:is_save_iter", raises: "AssertionError" },
    summary: "On a logarithmic scale `checkpoint_factor` is above 1",
    explain: `Checkpoints are written at its powers; NeoX asserts it without a message after the first step
(\`megatron/training.py:1420\`).`,
    bad: `${EXAMPLE_MODEL}${SAVE}checkpoint_scale: log\ncheckpoint_factor: 1\n`,
    good: `${EXAMPLE_MODEL}${SAVE}checkpoint_scale: log\ncheckpoint_factor: 2\n`,
    says: (launch) => {
      const factor = realNumber(launch, "checkpoint_factor");
      if (factor === undefined || factor > 1 || factor === 0 || !isAskedFor(launch, "save")) return undefined;
      return launch.get("checkpoint_scale") === "log"
        ? t("On a log scale checkpoint_factor must be above 1, and it is {0}.", factor)
        : undefined;
    },
    fixes: () => [setValue("checkpoint_factor", 2n)],
  }),
  defineSingleFinding({
    id: "checkpoint-factor-zero",
    phase: "train",
    severity: "warning",
    keys: ["checkpoint_factor", "save", "extra_save_iters"],
    holds: CHECKED,
    neox: { at: "megatron/training.py:is_save_iter" },
    summary: "`checkpoint_factor: 0` writes only the last checkpoint",
    explain: `The check of the arguments takes 0 for set (\`megatron/neox_arguments/arguments.py:1278\`), the training loop for
unset (\`megatron/training.py:1412\`).`,
    bad: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 0\n`,
    good: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 1000\n`,
    says: (launch) =>
      isAskedFor(launch, "save") && launch.settings.get("checkpoint_factor")?.value === 0n
        ? t("With checkpoint_factor 0 only the final checkpoint is written.")
        : undefined,
    fixes: () => [setValue("checkpoint_factor", 1000n)],
  }),
  defineIgnoredKeys({
    id: "checkpoint-keys-without-save",
    phase: "train",
    keys: [...SCHEDULE, "save"],
    idle: SCHEDULE,
    neox: { at: "megatron/training.py:train" },
    summary: "Keys of checkpoints without `save`",
    explain: "Without `save` nothing is written (`megatron/training.py:1527`, `:329`).",
    bad: `${EXAMPLE_MODEL}checkpoint_factor: 1000\nsave: null\n`,
    good: `${EXAMPLE_MODEL}checkpoint_factor: 1000\nsave: checkpoints\n`,
    because: (launch, key) =>
      isSurelyNull(launch, "save") ? t("{0} has no effect: save is not set.", key) : undefined,
  }),
  defineSingleFinding({
    id: "extra-save-iters-never",
    phase: "train",
    severity: "warning",
    keys: ["extra_save_iters", "train_iters"],
    neox: { at: "megatron/training.py:is_save_iter" },
    summary: "`extra_save_iters` are ints within the training",
    explain: `NeoX looks for the iteration, an int, in the list (\`megatron/training.py:1409\`): a string or an iteration after
\`train_iters\` is never met.`,
    bad: `${EXAMPLE_MODEL}${SAVE}extra_save_iters: ["10"]\n`,
    good: `${EXAMPLE_MODEL}${SAVE}extra_save_iters: [10]\n`,
    says: (launch) => {
      const list = launch.settings.get("extra_save_iters")?.value;
      const last = positiveInt(launch, "train_iters") ?? Number.POSITIVE_INFINITY;
      const never = isList(list)
        ? list.find((it) => !(Number.isInteger(Number(numberOf(it) ?? 0.5)) && Number(numberOf(it)) <= last))
        : undefined;
      return never === undefined
        ? undefined
        : t("{0} of extra_save_iters is never an iteration of this run.", repr(never));
    },
  }),
  defineSingleFinding({
    id: "keep-last-zero",
    phase: "checkpoint",
    severity: "warning",
    keys: ["keep_last_n_checkpoints"],
    neox: { at: "megatron/checkpointing.py:delete_old_checkpoints" },
    summary: "`keep_last_n_checkpoints: 0` deletes every checkpoint",
    explain: `All but the last n are deleted after each save, with 0 the one just written too
(\`megatron/checkpointing.py:170\`, \`:369\`). Leave the key out to keep all.`,
    bad: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 1000\nkeep_last_n_checkpoints: 0\n`,
    good: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 1000\nkeep_last_n_checkpoints: 1\n`,
    says: (launch) => {
      const kept = launch.int("keep_last_n_checkpoints");
      return kept !== undefined && kept <= 0
        ? t("keep_last_n_checkpoints {0} deletes every checkpoint, also the one just written.", kept)
        : undefined;
    },
    fixes: () => [removeKey("keep_last_n_checkpoints"), setValue("keep_last_n_checkpoints", 1n, false)],
  }),
  defineSingleFinding({
    id: "keep-last-trailing-slash",
    phase: "checkpoint",
    severity: "warning",
    keys: ["save", "keep_last_n_checkpoints"],
    neox: { at: "megatron/checkpointing.py:delete_old_checkpoints" },
    summary: "Old checkpoints are kept when `save` is absolute and ends in a slash",
    explain: `NeoX strips the slash from both ends, and looks for old checkpoints under a relative path
(\`megatron/checkpointing.py:161\`).`,
    bad: `${EXAMPLE_MODEL}save: /data/run/\ncheckpoint_factor: 1000\nkeep_last_n_checkpoints: 2\n`,
    good: `${EXAMPLE_MODEL}save: /data/run\ncheckpoint_factor: 1000\nkeep_last_n_checkpoints: 2\n`,
    says: (launch) => {
      const save = launch.get("save");
      return typeof save === "string" &&
        /^\/.*\/$/.test(save) &&
        isAskedFor(launch, "keep_last_n_checkpoints")
        ? t("Old checkpoints are not found, and stay: save begins and ends with a slash.")
        : undefined;
    },
    fixes: (launch) => [setValue("save", String(launch.get("save")).replace(/\/+$/, ""))],
  }),
  defineSingleFinding({
    id: "s3-path-scheme",
    phase: "checkpoint",
    severity: "warning",
    keys: ["s3_path", "save"],
    holds: { from: "2023-09-23", since: "f9503b7d" },
    neox: { at: "megatron/checkpointing.py:upload_checkpoint", raises: "IndexError" },
    summary: "`s3_path` begins with `s3://`",
    explain: `NeoX cuts the path behind \`s3://\` at the first save (\`megatron/checkpointing.py:265\`); it needs boto3 and
hf_transfer, too.`,
    bad: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 1000\ns3_path: bucket/run\n`,
    good: `${EXAMPLE_MODEL}${SAVE}checkpoint_factor: 1000\ns3_path: s3://bucket/run\n`,
    says: (launch) => {
      const path = launch.settings.get("s3_path")?.value;
      return typeof path === "string" && !path.startsWith("s3://") && !/[$]|\{\{/.test(path)
        ? t("s3_path must begin with s3://; the first save stops with an IndexError.")
        : undefined;
    },
    fixes: (launch) => {
      const path = launch.get("s3_path");
      // An empty path is no null: NeoX uploads to it all the same (megatron/checkpointing.py:363).
      return [path === "" ? removeKey("s3_path") : setValue("s3_path", `s3://${String(path)}`)];
    },
  }),
  defineSingleFinding({
    id: "checkpoint-validation-pipeline",
    phase: "checkpoint",
    severity: "warning",
    keys: ["checkpoint_validation_with_forward_pass", "pipe_parallel_size", "gradient_accumulation_steps"],
    neox: { at: "megatron/checkpointing.py:check_forward_pass", raises: "StopIteration" },
    summary: "In a pipeline the check of a checkpoint needs one accumulation step",
    explain: `It hands the pipeline an iterator with one batch (\`megatron/checkpointing.py:93\`), and the pipeline takes one
for each accumulation step.`,
    bad: `${EXAMPLE_MODEL}checkpoint_validation_with_forward_pass: true\npipe_parallel_size: 1
gradient_accumulation_steps: 8\neval_iters: 0\n`,
    good: `${EXAMPLE_MODEL}pipe_parallel_size: 1\ngradient_accumulation_steps: 8\neval_iters: 0\n`,
    says: (launch) => {
      const steps = launch.derivation.int("gradient_accumulation_steps") ?? 1;
      if (!isSwitchedOn(launch, "checkpoint_validation_with_forward_pass") || steps <= 1) return undefined;
      return positiveInt(launch, "pipe_parallel_size") === undefined
        ? undefined
        : t("The first save stops: its check has one batch, and the pipeline takes {0}.", steps);
    },
    fixes: () => [setValue("checkpoint_validation_with_forward_pass", false)],
  }),
];
