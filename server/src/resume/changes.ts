import { baseName } from "../base/baseName";
import { equals } from "../python/compare";
import { isList, type PythonValue } from "../yaml/value";
import type { LoadContext } from "./context";
import { EFFECTS, type Effect } from "./effects";
import { differingSchedule } from "./schedule";

/** A value with which a training goes on otherwise than it began. */
export interface Change {
  readonly name: string;
  readonly effect: Effect;
  readonly saved: PythonValue;
  readonly launched: PythonValue;
}

/** What differs from the launch that saved the checkpoint and stops nobody; nothing where its configs are not kept. */
export function silentChanges(context: LoadContext): readonly Change[] {
  const { launch, savedLaunch, isFinetuning } = context;
  if (savedLaunch === undefined) return [];
  return [...EFFECTS].flatMap(([name, { effect, counts, isPath, isOfRun }]): Change[] => {
    if (launch.scope !== "launch" && !launch.settings.has(name)) return [];
    const [saved, launched] = [savedLaunch, launch].map((each) =>
      comparedValue(each.derivation.get(name), name),
    );
    if (saved === undefined || launched === undefined || (isOfRun && isFinetuning)) return [];
    if (counts !== undefined && !counts(launch) && !counts(savedLaunch)) return [];
    const isSame = isPath ? equals(withoutFolders(saved), withoutFolders(launched)) : equals(saved, launched);
    return isSame ? [] : [{ name, effect, saved, launched }];
  });
}

/** The keys of a file that make the batch. */
export const BATCH_KEYS = [
  "train_batch_size",
  "train_micro_batch_size_per_gpu",
  "gradient_accumulation_steps",
] as const;

/** Of a schedule that the launch puts in the place of the saved one, what differs. */
export function replacedSchedule({ launch, model, isModuleOnly, isTraining }: LoadContext) {
  const isOverridden = launch.derivation.get("override_lr_scheduler") === true;
  if (!isOverridden || isModuleOnly || !isTraining || model?.rank.schedule === undefined) return [];
  return differingSchedule(launch, model.rank.schedule);
}

/** flash attention computes what global attention computes. */
function comparedValue(value: PythonValue | undefined, name: string): PythonValue | undefined {
  if (name !== "attention_config" || !Array.isArray(value)) return value;
  return value.map((kind: PythonValue) => (kind === "flash" ? "global" : kind));
}

/** Of a path or a list of paths, of which aliases may make one long text many; NeoX takes no lists in lists. */
function withoutFolders(value: PythonValue): PythonValue {
  const known = new Map<PythonValue, PythonValue>();
  const nameOf = (item: PythonValue) => {
    if (typeof item !== "string") return item;
    const found = known.get(item) ?? baseName(item);
    known.set(item, found);
    return found;
  };
  return isList(value) ? value.map(nameOf) : nameOf(value);
}
