import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { positiveInt, realNumber } from "../../model/sizes";
import { isAskedFor } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";

/** Iterations over which the rate decays (megatron/training.py:1118-1124); undefined when it is `train_iters` itself. */
function decayIterations(launch: Launch): number | undefined {
  if (isAskedFor(launch, "lr_decay_iters")) return positiveInt(launch, "lr_decay_iters");
  const share = isAskedFor(launch, "lr_decay_fraction") ? realNumber(launch, "lr_decay_fraction") : undefined;
  const total = positiveInt(launch, "train_iters");
  return share === undefined || total === undefined ? undefined : Math.max(1, Math.floor(total * share));
}

const untilTheEnd = () => [
  {
    title: t("Decay over all of train_iters"),
    preferred: true,
    remove: ["lr_decay_iters", "lr_decay_fraction"],
  },
];

/** The learning rate over time. */
export const learningRateScheduleRules: readonly Rule[] = [
  defineSingleFinding({
    id: "lr-decay-fraction-precedence",
    phase: "optimizer",
    severity: "warning",
    keys: ["lr_decay_fraction", "lr_decay_iters"],
    tag: "unnecessary",
    holds: { from: "2024-09-29", since: "a6d6af0e" },
    neox: { at: "megatron/training.py:get_learning_rate_scheduler" },
    summary: "`lr_decay_iters` comes before `lr_decay_fraction`",
    explain: `NeoX looks at \`lr_decay_iters\` first (\`megatron/training.py:1118\`); its documentation says the opposite
(\`megatron/neox_arguments/neox_args.py:676\`).`,
    bad: {
      files: { "model.yml": `${EXAMPLE_MODEL}lr_decay_iters: 1000\nlr_decay_fraction: 0.9\n` },
      neox: "main",
    },
    good: { files: { "model.yml": `${EXAMPLE_MODEL}lr_decay_fraction: 0.9\n` }, neox: "main" },
    says: (launch) =>
      isAskedFor(launch, "lr_decay_fraction") && isAskedFor(launch, "lr_decay_iters")
        ? t("lr_decay_fraction has no effect: lr_decay_iters comes before it.")
        : undefined,
    fixes: () => [removeKey("lr_decay_fraction"), removeKey("lr_decay_iters", false)],
  }),
  defineSingleFinding({
    id: "lr-cosine-rises-again",
    phase: "train",
    severity: "warning",
    keys: ["lr_decay_iters", "lr_decay_fraction", "train_iters", "lr_decay_style"],
    holds: { from: "2023-08-07", since: "009018e9" },
    neox: { at: "megatron/learning_rates.py:get_lr" },
    summary: "A cosine decay shorter than the training rises again",
    explain: `The phase of the cosine is not held at its end (\`megatron/learning_rates.py:76-81\`), so that the rate climbs
from \`min_lr\` back to its maximum over as many iterations again.`,
    bad: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}lr_decay_style: cosine\nlr_decay_iters: 100\ntrain_iters: 200\n`,
      },
      neox: "main",
    },
    good: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}lr_decay_style: cosine\nlr_decay_iters: 200\ntrain_iters: 200\n`,
      },
      neox: "main",
    },
    says: (launch) => {
      const decay = decayIterations(launch);
      const total = positiveInt(launch, "train_iters");
      if (launch.get("lr_decay_style") !== "cosine" || decay === undefined || total === undefined)
        return undefined;
      if (decay >= total) return undefined;
      return t(
        "The cosine ends at iteration {0} of {1}, and from there the learning rate climbs again.",
        decay,
        total,
      );
    },
    fixes: untilTheEnd,
  }),
  defineSingleFinding({
    id: "lr-decay-longer-than-training",
    phase: "train",
    severity: "information",
    keys: ["lr_decay_iters", "lr_decay_fraction", "train_iters"],
    neox: { at: "megatron/training.py:get_learning_rate_scheduler" },
    summary: "A decay longer than the training never reaches `min_lr`",
    explain: `The schedule stretches over \`lr_decay_iters\` (\`megatron/training.py:1118\`), and \`warmup\` is a share of them
(\`:1126\`), not of \`train_iters\`.`,
    bad: `${EXAMPLE_MODEL}lr_decay_iters: 320000\ntrain_iters: 1000\n`,
    good: `${EXAMPLE_MODEL}lr_decay_iters: 1000\ntrain_iters: 1000\n`,
    says: (launch) => {
      const decay = decayIterations(launch);
      const total = positiveInt(launch, "train_iters");
      if (decay === undefined || total === undefined || decay <= total) return undefined;
      return t(
        "The learning rate decays over {0} iterations and training ends after {1}: it never reaches min_lr.",
        decay,
        total,
      );
    },
    fixes: untilTheEnd,
  }),
  defineSingleFinding({
    id: "warmup-fraction-range",
    phase: "train",
    severity: "warning",
    keys: ["warmup", "lr_decay_iters", "train_iters"],
    neox: { at: "megatron/learning_rates.py:get_lr" },
    summary: "`warmup` is a share of the decay, from 0 to below 1",
    explain: `NeoX multiplies it with the iterations of the decay (\`megatron/training.py:1126\`). As a count, such as 2000,
the learning rate stays near 0 throughout; at exactly 1 the schedule divides by zero once the decay is over.`,
    bad: `${EXAMPLE_MODEL}warmup: 2000\ntrain_iters: 100000\n`,
    good: `${EXAMPLE_MODEL}warmup: 0.02\ntrain_iters: 100000\n`,
    says: (launch) => {
      const warmup = realNumber(launch, "warmup");
      if (!launch.settings.has("warmup") || warmup === undefined || (warmup >= 0 && warmup < 1))
        return undefined;
      return t("warmup {0} is a share of the decay iterations, not a count: it must be below 1.", warmup);
    },
    fixes: (launch) => {
      const [warmup, total] = [
        realNumber(launch, "warmup"),
        decayIterations(launch) ?? positiveInt(launch, "train_iters"),
      ];
      if (warmup === undefined || total === undefined || warmup < 1 || warmup >= total) return [];
      return [setValue("warmup", warmup / total)];
    },
  }),
  defineSingleFinding({
    id: "override-and-checkpoint-scheduler",
    phase: "optimizer",
    severity: "warning",
    keys: ["override_lr_scheduler", "use_checkpoint_lr_scheduler"],
    neox: { at: "megatron/learning_rates.py:__init__", raises: "AssertionError" },
    summary: "Either `override_lr_scheduler` or `use_checkpoint_lr_scheduler`",
    explain: `One takes the schedule from the config, the other from the checkpoint; NeoX asserts that not both are set
(\`megatron/learning_rates.py:54\`).`,
    bad: `${EXAMPLE_MODEL}override_lr_scheduler: true\nuse_checkpoint_lr_scheduler: true\n`,
    good: `${EXAMPLE_MODEL}override_lr_scheduler: true\n`,
    says: (launch) =>
      launch.get("override_lr_scheduler") === true && launch.get("use_checkpoint_lr_scheduler") === true
        ? t("override_lr_scheduler and use_checkpoint_lr_scheduler are both set, and NeoX refuses that.")
        : undefined,
    fixes: () => [removeKey("use_checkpoint_lr_scheduler", false), removeKey("override_lr_scheduler", false)],
  }),
];
