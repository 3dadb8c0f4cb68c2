import type { Finding, ResolvedFix } from "../engine/finding";
import type { Mending } from "../features/fixAll";
import type { Launch } from "../launch/launch";
import { costOfReading, type SharedFiles } from "../launches/sharedFiles";
import { areIdenticalInMeaning } from "../python/compare";
import type { PythonValue } from "../yaml/value";
import { type ConfigText, documentOf } from "./configText";
import type { FileChange } from "./fixes";
import type { CheckedLaunch } from "./formats/format";
import { checkInput, type LaunchInput } from "./launchInput";
import { bringsFindings } from "./newFindings";

/** One of the launches of a run, as what was mended so far leaves it. */
export interface OneOfMany {
  readonly name: string;
  /** Where its files really lie, in their order. */
  readonly places: readonly string[];
  input: LaunchInput;
  /** What is found with its present texts; undefined where nobody looked. */
  checked?: CheckedLaunch | undefined;
}

/** The launches of one run, of which some share files: what mends one may neither break another nor change what it asks for. */
export class LaunchesTogether {
  readonly #having = new Map<string, Set<OneOfMany>>();
  readonly #room: SharedFiles;

  constructor(launches: readonly OneOfMany[], room: SharedFiles) {
    this.#room = room;
    for (const launch of launches)
      for (const place of launch.places) {
        const having = this.#having.get(place) ?? new Set();
        this.#having.set(place, having.add(launch));
      }
  }

  /** Whether all others take what fixes make of the files of one launch; if so, they have it from then on. */
  agree(own: OneOfMany, files: readonly ConfigText[], round: readonly Mending[]): boolean {
    const changed = changedTexts(own, files);
    const others = this.#othersWith(changed, own);
    const cost = others.reduce((sum, other) => sum + costOfTrying(other), 0);
    if (!this.#room.allowTrying(cost, own.name)) return false;
    const tried: OneOfMany[] = [];
    for (const other of others) {
      other.checked ??= checkInput(other.input);
      const input = { ...other.input, files: withTexts(other, changed) };
      const checked = checkInput(input);
      const { looks } = other.input;
      const before = looks?.spent ?? 0;
      const isTaken = takes(other, other.checked, checked, { own, round });
      const found = other.checked.findings.length + checked.findings.length;
      const mayGoOn = this.#room.wasTried(found, (looks?.spent ?? 0) - before, own.name);
      if (!isTaken || !mayGoOn) return false;
      tried.push({ ...other, input, checked });
    }
    for (const [index, other] of others.entries()) Object.assign(other, tried[index]);
    own.input = { ...own.input, files };
    return true;
  }

  /** After a file could not be written: all launches have it as it was. */
  takeBack({ path, before }: FileChange, own: OneOfMany): void {
    const place = own.places[own.input.files.findIndex((file) => file.path === path)] ?? path;
    const changed = new Map([[place, { path, text: before }]]);
    for (const launch of this.#having.get(place) ?? []) {
      launch.input = { ...launch.input, files: withTexts(launch, changed) };
      launch.checked = undefined;
    }
  }

  #othersWith(changed: ReadonlyMap<string, ConfigText>, own: OneOfMany): readonly OneOfMany[] {
    const others = new Set([...changed.keys()].flatMap((place) => [...(this.#having.get(place) ?? [])]));
    others.delete(own);
    return [...others];
  }
}

/** The files that a launch has no longer as it had them, by their places. */
function changedTexts(
  { input, places }: OneOfMany,
  files: readonly ConfigText[],
): ReadonlyMap<string, ConfigText> {
  const changed = new Map<string, ConfigText>();
  for (const [index, file] of files.entries())
    if (file.text !== input.files[index]?.text) changed.set(places[index] ?? file.path, file);
  return changed;
}

/** The files of a launch with new texts, each under its own name and parsed once where that is the same. */
function withTexts(
  { input, places }: OneOfMany,
  changed: ReadonlyMap<string, ConfigText>,
): readonly ConfigText[] {
  return input.files.map((file, index) => {
    const found = changed.get(places[index] ?? file.path);
    return found === undefined || found.path === file.path ? (found ?? file) : { ...found, path: file.path };
  });
}

/** It is checked as it would be, and as it is where nobody did that yet. */
function costOfTrying({ input, checked }: OneOfMany): number {
  const read = input.files.reduce((sum, file) => sum + costOfReading(documentOf(file)), 0);
  return checked === undefined ? 2 * read : read;
}

interface Mended {
  readonly own: OneOfMany;
  readonly round: readonly Mending[];
}

/** Whether a launch gets no new error or warning, and keeps its values unless it would be mended in the same way. */
function takes(
  other: OneOfMany,
  before: CheckedLaunch,
  after: CheckedLaunch,
  { own, round }: Mended,
): boolean {
  if (bringsFindings(before, after, ["error", "warning"])) return false;
  return (
    hasSameValues(before.launch, after.launch) ||
    round.every(({ finding, fix }) => isMendedAlike(other, before, finding, editsOf(own, fix)))
  );
}

function hasSameValues({ settings: before }: Launch, { settings: after }: Launch): boolean {
  const names = new Set([...before.keys(), ...after.keys()]);
  const pairs = [...names].map((name): readonly [PythonValue, PythonValue] => [
    before.get(name)?.value ?? null,
    after.get(name)?.value ?? null,
  ]);
  return areIdenticalInMeaning(pairs);
}

/** Whether a launch is told the same at the same place, with a fix of the same edits. */
function isMendedAlike(
  launch: OneOfMany,
  { findings }: CheckedLaunch,
  { rule, keys, file, span }: Finding,
  edits: string,
): boolean {
  return findings.some(
    (other) =>
      other.rule === rule &&
      other.span.start === span.start &&
      other.keys.join(" ") === keys.join(" ") &&
      other.file.document.text === file.document.text &&
      other.fixes().some((its) => (its.preferred || its.lastResort) && editsOf(launch, its) === edits),
  );
}

/** What a fix edits, and where: launches may have one file under names of their own. */
function editsOf({ input, places }: OneOfMany, { edits }: ResolvedFix): string {
  const placeOf = (path: string) => places[input.files.findIndex((file) => file.path === path)] ?? path;
  return JSON.stringify(
    edits.map(({ file, span, newText }) => [placeOf(file.path), span.start, span.end, newText]),
  );
}
