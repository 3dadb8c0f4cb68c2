import { t } from "../../base/l10n";
import { scalarText } from "../../python/scalarText";
import { repr } from "../../python/text";
import { blamed } from "../../resume/blame";
import { BATCH_KEYS, type Change, replacedSchedule, silentChanges } from "../../resume/changes";
import type { LoadContext } from "../../resume/context";
import { loadingOf } from "../../resume/loading";
import { resumedRates } from "../../resume/rates";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-other-course",
  phase: "resume",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint" },
  summary: "The training goes on, and not as it began",
  explain: `A training that goes on skips what it has read by counting sequences, and its rate follows iterations. With other data,
another seed, sequence length or batch it reads other sequences than it would have; with other clipping, or with
\`override_lr_scheduler\`, its steps are others. In bfloat16 and with ZeRO the new schedule then begins one update late, for
the optimizer's state is loaded after the scheduler's, and the checkpoint's rate with it. Nothing stops, and with
\`finetune\`, which begins at iteration 0, nothing is
told. It is told by the configs that NeoX saves beside the weights.`,
  bad: { files: { "model.yml": `${RESUMED_MODEL}seed: 4321\n` }, loads: EXAMPLE },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const loading = loadingOf(launch);
    if (loading.outcome !== "loads" || loading.context.isModuleOnly || !loading.context.isTraining) return;
    const { context } = loading;
    const changes = silentChanges(context).filter(({ effect }) => effect !== "model");
    const told = [
      ...changes.map((change) => toldOf(change, context)),
      ...scheduleTold(context),
      ...firstRateTold(context),
    ];
    const [first] = told;
    if (first === undefined) return;
    const keys = told.map(({ key }) => key);
    report({
      at: first.key,
      keys,
      operands: ["load", ...keys],
      message: t("The training goes on, and not as it began: {0}.", told.map(({ says }) => says).join("; ")),
    });
  },
});

interface Told {
  readonly key: string;
  readonly says: string;
}

function toldOf({ name, effect, saved, launched }: Change, context: LoadContext): Told {
  if (effect === "batch") {
    const says = t("a step takes {0} sequences instead of {1}", repr(launched), repr(saved));
    const [key = "load"] = blamed(context, BATCH_KEYS);
    const isByGpus = !BATCH_KEYS.some((each) => isOther(context, each));
    return { key: isByGpus ? "load" : key, says: isByGpus ? t("on another number of GPUs {0}", says) : says };
  }
  const says =
    effect === "data"
      ? t("it reads other data, as {0} was {1} and is {2}", name, repr(saved), repr(launched))
      : t("its steps are others, as {0} was {1} and is {2}", name, repr(saved), repr(launched));
  return { key: name, says };
}

function isOther({ launch, savedLaunch }: LoadContext, name: string): boolean {
  const [saved, own] = [savedLaunch, launch].map((each) => each?.settings.get(name)?.value ?? null);
  const text = (value: PythonValue | undefined) =>
    typeof value === "object" ? repr(value) : scalarText(value);
  return text(saved) !== text(own);
}

function scheduleTold(context: LoadContext): readonly Told[] {
  return replacedSchedule(context).map(({ key, name, saved, launched }) => ({
    key,
    says: t(
      "its rate follows another schedule, with a {0} of {1} instead of {2}",
      name,
      repr(launched),
      repr(saved),
    ),
  }));
}

function firstRateTold(context: LoadContext): readonly Told[] {
  const rates = resumedRates(context);
  if (rates === undefined || rates.saved === rates.own) return [];
  const says = t(
    "its first update still has the checkpoint's rate, {0} instead of {1}",
    rates.saved,
    rates.own,
  );
  return [{ key: "override_lr_scheduler", says }];
}
