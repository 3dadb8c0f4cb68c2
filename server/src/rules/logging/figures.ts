import { t } from "../../l10n";
import { positiveInt } from "../../model/sizes";
import { isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineIgnoredKeys } from "../ignored/ignoredKeys";
import type { Rule } from "../rule";
import { setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";

const GRADIENT_LOGS = ["log_grad_norm", "log_grad_pct_zeros"] as const;

/** What is printed of each step. */
export const figureRules: readonly Rule[] = [
  defineSingleFinding({
    id: "log-interval-zero",
    phase: "train",
    severity: "warning",
    keys: ["log_interval"],
    neox: { at: "megatron/logging.py:training_log", raises: "ZeroDivisionError" },
    summary: "`log_interval` is at least 1",
    explain: "NeoX divides by it after the first step (`megatron/logging.py:292`, `:429`).",
    bad: `${EXAMPLE_MODEL}log_interval: 0\n`,
    good: `${EXAMPLE_MODEL}log_interval: 100\n`,
    says: (launch) => {
      const interval = launch.settings.get("log_interval")?.value;
      return interval === 0n || interval === null
        ? t("NeoX divides by log_interval after the first step, and it is {0}.", interval === 0n ? 0 : "null")
        : undefined;
    },
    fixes: () => [setValue("log_interval", 100n)],
  }),
  defineSingleFinding({
    id: "log-optimizer-states-keyerror",
    phase: "train",
    severity: "warning",
    keys: ["log_optimizer_states", "precision", "zero_optimization"],
    neox: { at: "megatron/logging.py:training_log", raises: "KeyError" },
    summary: "`log_optimizer_states` is for fp16 without ZeRO",
    explain: `NeoX looks for \`optimizer_state_dict\` (\`megatron/logging.py:362\`), which only DeepSpeed's fp16 optimizer
without ZeRO has.`,
    bad: `${EXAMPLE_MODEL}log_optimizer_states: true\nprecision: fp16\nzero_optimization: {stage: 1}\n`,
    good: `${EXAMPLE_MODEL}log_optimizer_states: true\nprecision: fp16\nzero_optimization: {stage: 0}\n`,
    says: (launch) => {
      const [precision, stage] = [launch.derivation.get("precision"), launch.derivation.int("zero_stage")];
      if (!isSwitchedOn(launch, "log_optimizer_states") || precision === undefined) return undefined;
      return precision === "fp16" && (stage ?? 0) === 0
        ? undefined
        : t("log_optimizer_states stops with a KeyError, except in fp16 without ZeRO.");
    },
    fixes: () => [setValue("log_optimizer_states", false)],
  }),
  defineIgnoredKeys({
    id: "log-grad-norm-pipe",
    phase: "train",
    severity: "information",
    keys: [...GRADIENT_LOGS, "pipe_parallel_size"],
    idle: GRADIENT_LOGS,
    asked: isSwitchedOn,
    neox: { at: "megatron/logging.py:training_log" },
    summary: "Gradients are not logged in a pipeline",
    explain: "The pipeline engine does not store them (`megatron/logging.py:382`).",
    bad: `${EXAMPLE_MODEL}log_grad_norm: true\npipe_parallel_size: 1\neval_iters: 0\n`,
    good: `${EXAMPLE_MODEL}log_grad_norm: true\npipe_parallel_size: 0\n`,
    because: (launch, key) =>
      positiveInt(launch, "pipe_parallel_size") === undefined
        ? undefined
        : t("{0} has no effect in a pipeline: pipe_parallel_size is not 0.", key),
  }),
];
