import { t } from "../../l10n";
import { positiveInt } from "../../model/sizes";
import { isAskedFor, isOn, isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineIgnoredKeys } from "../ignored/ignoredKeys";
import type { Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";

const SERVED = { from: "2024-12-19", since: "f7a5a6f9" } as const;
const NOISE_KEYS = ["gradient_noise_scale_n_batches", "gradient_noise_scale_cpu_offload"] as const;

/** What stops or stalls the training loop. */
export const loopRules: readonly Rule[] = [
  defineSingleFinding({
    id: "gradient-noise-scale-broken",
    phase: "train",
    severity: "warning",
    keys: ["log_gradient_noise_scale", "zero_optimization"],
    neox: { at: "megatron/utils.py:get_noise_scale_logger", raises: "NameError" },
    summary: "`log_gradient_noise_scale` stops every run",
    explain: `With ZeRO NeoX refuses it, and without the function uses names that it does not have
(\`megatron/utils.py:384\`).`,
    bad: `${EXAMPLE_MODEL}log_gradient_noise_scale: true\n`,
    good: EXAMPLE_MODEL,
    says: (launch) => {
      if (!isSwitchedOn(launch, "log_gradient_noise_scale")) return undefined;
      return (launch.derivation.int("zero_stage") ?? 0) >= 1
        ? t("log_gradient_noise_scale does not work with ZeRO: NotImplementedError.")
        : t("log_gradient_noise_scale stops the run: NameError: name 'GradientNoiseScale' is not defined.");
    },
    fixes: () => [setValue("log_gradient_noise_scale", false)],
  }),
  defineIgnoredKeys({
    id: "gradient-noise-keys-unused",
    phase: "train",
    keys: [...NOISE_KEYS, "log_gradient_noise_scale"],
    idle: NOISE_KEYS,
    neox: { at: "megatron/utils.py:get_noise_scale_logger" },
    summary: "Keys of the gradient noise scale without it",
    explain: "They are read only with `log_gradient_noise_scale` (`megatron/utils.py:384`).",
    bad: `${EXAMPLE_MODEL}gradient_noise_scale_n_batches: 10\n`,
    good: EXAMPLE_MODEL,
    because: (launch, key) =>
      isOn(launch, "log_gradient_noise_scale") === false
        ? t("{0} has no effect: log_gradient_noise_scale is off.", key)
        : undefined,
  }),
  defineSingleFinding({
    id: "serve-model-weights-blocks",
    phase: "train",
    severity: "information",
    keys: ["serve_model_weights"],
    holds: SERVED,
    neox: { at: "megatron/model/weight_server.py:start_server" },
    summary: "`serve_model_weights` waits for a client on every rank",
    explain: `Training begins when a client has connected to each of the ports from 6000 on
(\`megatron/model/weight_server.py:60\`).`,
    bad: `${EXAMPLE_MODEL}serve_model_weights: true\n`,
    good: EXAMPLE_MODEL,
    says: (launch) =>
      isSwitchedOn(launch, "serve_model_weights")
        ? t("Training waits until a client connects to every rank, on port 6000 plus the rank.")
        : undefined,
  }),
  defineIgnoredKeys({
    id: "weight-server-port-ignored",
    phase: "train",
    severity: "warning",
    keys: ["weight_server_port"],
    holds: SERVED,
    neox: { at: "megatron/training.py:pretrain" },
    summary: "`weight_server_port` is not passed on",
    explain: `The server is started without it (\`megatron/training.py:257\`), always on 6000 plus the rank
(\`megatron/model/weight_server.py:52\`).`,
    bad: `${EXAMPLE_MODEL}weight_server_port: 7000\n`,
    good: EXAMPLE_MODEL,
    because: () => t("weight_server_port has no effect: the ports are 6000 plus the rank."),
  }),
  defineSingleFinding({
    id: "exit-interval-no-save",
    phase: "train",
    severity: "information",
    keys: ["exit_interval", "checkpoint_factor", "save"],
    neox: { at: "megatron/training.py:train" },
    summary: "`exit_interval` ends the run without a checkpoint",
    explain: `The process exits at that iteration (\`megatron/training.py:1554\`); what came after the last checkpoint is lost
unless the iteration is one that saves.`,
    bad: `${EXAMPLE_MODEL}save: checkpoints\ncheckpoint_factor: 1000\nexit_interval: 50\n`,
    good: `${EXAMPLE_MODEL}save: checkpoints\ncheckpoint_factor: 1000\nexit_interval: 2000\n`,
    says: (launch) => {
      const [exit, factor] = [positiveInt(launch, "exit_interval"), positiveInt(launch, "checkpoint_factor")];
      if (exit === undefined || factor === undefined || exit % factor === 0) return undefined;
      if (!isAskedFor(launch, "save") || launch.get("checkpoint_scale") !== "linear") return undefined;
      if ((launch.get("extra_save_iters") ?? null) !== null) return undefined;
      return t("The run exits at iteration {0} without saving: checkpoint_factor is {1}.", exit, factor);
    },
    fixes: () => [removeKey("exit_interval", false)],
  }),
];
