import { t } from "../../base/l10n";
import { visibleJson } from "../../base/visible";
import type { Launch } from "../../launch/launch";
import { checkpointOf } from "../../launch/loads";
import { jsonOf, roomForJson } from "../../python/json";
import type { Effect } from "../../resume/effects";
import {
  type EqualBecause,
  misfitKeys,
  type OnResume,
  onResume,
  type ResumeFact,
} from "../../resume/onResume";
import { savedLaunchOf } from "../../resume/savedLaunch";
import { compareLaunches, type Difference } from "./compare";
import { asItIs, roomForFull, table, type WriteCell, wordsOf } from "./text";

/** A launch beside the one that saved its checkpoint. */
export interface CheckpointComparison {
  /** The folder of the step. */
  readonly checkpoint: string;
  /** The values that differ, the checkpoint's on the left; those that must be equal first. */
  readonly differences: readonly ResumedDifference[];
}

export interface ResumedDifference extends Difference {
  readonly fact: ResumeFact;
}

const GROUPS: readonly OnResume[] = ["equal", "silent", "free"];

/** What every training has of its own, and no checkpoint of it. */
const OF_THE_RUN: ReadonlySet<string> = new Set(["load", "save", "config_files", "iteration"]);

/** Undefined where no checkpoint is loaded, or the configs of the launch that saved it are not kept beside it. */
export function compareWithCheckpoint(launch: Launch): CheckpointComparison | undefined {
  const checkpoint = checkpointOf(launch);
  const saved = checkpoint && savedLaunchOf(checkpoint, launch);
  if (checkpoint === undefined || saved === undefined) return undefined;
  const misfits = misfitKeys(launch, checkpoint);
  const differences = compareLaunches(saved, launch)
    .differences.filter(({ name }) => !OF_THE_RUN.has(name))
    .map((difference) => ({ ...difference, fact: onResume(difference.name, misfits) }));
  return {
    checkpoint: `${checkpoint.folder}/${checkpoint.tag}`,
    differences: GROUPS.flatMap((group) => differences.filter(({ fact }) => fact.onResume === group)),
  };
}

const HEADINGS: Readonly<Record<OnResume, () => string>> = {
  equal: () => t("Must be equal"),
  silent: () => t("Changes the training without a word"),
  free: () => t("May change"),
};

const REASONS: Readonly<Record<EqualBecause | Effect, () => string>> = {
  weights: () => t("the weights' names and shapes"),
  arguments: () => t("NeoX compares it with the checkpoint's"),
  layout: () => t("another layout of GPUs does not load"),
  optimizer: () => t("the optimizer's state is of one kind"),
  schedule: () => t("the learning rate's schedule is compared"),
  model: () => t("the weights fit, and compute something else"),
  data: () => t("other sequences, or in another order"),
  batch: () => t("steps of another size"),
  step: () => t("other updates"),
};

/** The comparison as Markdown that also reads well as it is. */
export function checkpointText(
  { checkpoint, differences }: CheckpointComparison,
  write: WriteCell = asItIs,
): string {
  const room = roomForFull();
  const sections = GROUPS.flatMap((group) => {
    const rows = differences
      .filter(({ fact }) => fact.onResume === group)
      .map(({ name, sides, fact }) => [name, ...wordsOf(sides, room), reasonOf(fact)]);
    if (rows.length === 0) return [];
    const heads = [t("argument"), t("checkpoint"), t("launch"), group === "free" ? "" : t("because")];
    return [`## ${HEADINGS[group]()}\n\n${table([heads, ...rows], write)}`];
  });
  const told = sections.length === 0 ? [t("Both hold the same effective values.")] : sections;
  return `${[t("Compared with {0}, left.", write(checkpoint)), ...told].join("\n\n")}\n`;
}

/** The comparison for programs. */
export function checkpointJson({ checkpoint, differences }: CheckpointComparison): string {
  const room = roomForJson();
  const told = differences.map(({ name, fact, sides: [saved, launched] }) => ({
    name,
    ...fact,
    checkpoint: saved.value === undefined ? null : jsonOf(saved.value, room),
    launch: launched.value === undefined ? null : jsonOf(launched.value, room),
  }));
  return `${visibleJson({ checkpoint, differences: told }, 2)}\n`;
}

function reasonOf({ because }: ResumeFact): string {
  return because === undefined ? "" : REASONS[because]();
}
