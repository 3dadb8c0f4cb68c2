import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { repr } from "../../python/text";
import { stopOf } from "../../resume/loading";
import type { ScheduleDifference } from "../../resume/stop";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";
import { setValue } from "../kit/simpleFixes";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-schedule-differs",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/learning_rates.py:_check_and_set", raises: "AssertionError" },
  summary: "The learning rate's schedule is not the checkpoint's",
  explain: `The schedule's numbers are in the checkpoint, and must be the launch's (\`megatron/learning_rates.py:load_state_dict\`):
learning rate, \`min_lr\`, iterations of warmup and of decay, style. Without \`lr_decay_iters\` the decay takes
\`train_iters\`, so a training that is made longer stops here, with "warmup iterations do not match".
\`use_checkpoint_lr_scheduler\` goes on with the checkpoint's schedule, \`override_lr_scheduler\` takes the launch's from the
same iteration on.`,
  bad: { files: { "model.yml": `${RESUMED_MODEL}warmup: 0.05\n` }, loads: EXAMPLE },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    for (const difference of stopOf(launch, "schedule")?.differences ?? []) {
      const { key, name, saved, launched } = difference;
      report({
        at: key,
        keys: [key],
        operands: ["load", key],
        message: t(
          "The checkpoint's schedule has another {0}: {1}, and here it is {2}.",
          name,
          shown(saved),
          shown(launched),
        ),
        fixes: () => fixesOf(launch, difference),
      });
    }
  },
});

/** Python would print a whole float with its point. */
function shown(value: PythonValue): string {
  return typeof value === "number" ? String(value) : repr(value);
}

/** Whether the checkpoint's schedule or the file's is to go on, a person knows. */
function fixesOf(launch: Launch, { name, saved }: ScheduleDifference): readonly Fix[] {
  const total =
    name === "total number of iterations" && typeof saved === "number" && Number.isSafeInteger(saved)
      ? [setValue("lr_decay_iters", BigInt(saved), false)]
      : [];
  const keeps = {
    title: t("Go on with the checkpoint's schedule"),
    set: { use_checkpoint_lr_scheduler: true },
  };
  return [...(launch.settings.has("lr_decay_fraction") ? [] : total), keeps];
}
