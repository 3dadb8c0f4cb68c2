import { t } from "../base/l10n";
import { finish, type Steps } from "../base/steps";
import { Composer } from "./compose";
import { Constructor } from "./construct";
import { Cursor } from "./cursor";
import type { DraftNode } from "./draft";
import { repaired, type Stop } from "./repair";
import { Scanner } from "./scanner";
import type { Comment, YamlDocument, YamlProblem } from "./tree";

/** What PyYAML's reader refuses anywhere in a file (`yaml/reader.py`). */
const UNPRINTABLE = /[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const ALL_UNPRINTABLE = new RegExp(UNPRINTABLE, "gu");

/** A text with more broken lines than this is left unread from there on; each one costs another reading. */
const mostRepairs = 8;
const mostCharactersReadAgain = 500_000;

/** In characters: a longer text is not read anew to try a change of it, for nobody has a turn meanwhile. */
export const LONGEST_READ_ANEW = 300_000;

/** PyYAML reads a file in pieces of this many characters, the first two at once. */
const pieceLength = 4096;

/**
 * A reader of our own and not the `yaml` package: that takes much that PyYAML refuses, a tab before a key between braces
 * for one. `test/yaml/otherReader.test.ts` puts PyYAML's recorded answers to both; the day that package agrees, this
 * reader can go.
 *
 * Reads one YAML file as `yaml.load(file, Loader=yaml.FullLoader)` does. A broken document yields what can
 * be read around the broken lines, and exactly one problem, at the place where PyYAML stops.
 */
export function readYaml(text: string): YamlDocument {
  return finish(readingYaml(text));
}

/** `readYaml` in steps: about one for each entry of the root, and again for each collection. */
export function* readingYaml(text: string): Steps<YamlDocument> {
  const { printable, first, stop } = yield* firstReading(text);
  const { root, comments } = yield* readOn(printable, first);
  const wrongValue = root && (yield* constructing(root));
  const problem = stop ?? wrongValue;
  return { text, root, problems: problem ? [problem] : [], comments };
}

/** Where PyYAML stops, without what is behind it; undefined where it reads the whole. */
export function problemOf(text: string): YamlProblem | undefined {
  const { first, stop } = finish(firstReading(text));
  return stop ?? (first.root && finish(constructing(first.root)));
}

/** Reads a text up to the first problem that is no matter of values. */
function* firstReading(text: string): Steps<FirstReading> {
  const unprintable = UNPRINTABLE.exec(text);
  const printable = unprintable ? text.replace(ALL_UNPRINTABLE, "\uFFFD") : text;
  const first = yield* compose(printable);
  const stop = first.problem && withoutRepair(first.problem);
  const comesFirst = unprintable && (!stop || first.reach + 1 >= pieceStart(text, unprintable.index));
  return {
    printable,
    first,
    stop: comesFirst ? unprintableProblem(unprintable[0], unprintable.index) : stop,
  };
}

/** Gives the nodes below a root their values; what PyYAML has no value for. */
function* constructing(root: DraftNode): Steps<YamlProblem | undefined> {
  const values = new Constructor();
  yield* values.construct(root);
  return values.problem;
}

/** Nesting and merges give a short text the work of a long one: a step counts for so many characters. */
const CHARACTERS_IN_A_STEP = 10;

/** `readingYaml`, and to how many characters it came, for those who read often. */
export function* weighingYaml(
  text: string,
): Steps<{ readonly document: YamlDocument; readonly weight: number }> {
  const steps = readingYaml(text);
  for (let count = 1; ; count++) {
    const step = steps.next();
    if (step.done === true)
      return { document: step.value, weight: Math.max(text.length, count * CHARACTERS_IN_A_STEP) };
    yield;
  }
}

interface Reading {
  readonly root: DraftNode | undefined;
  readonly comments: readonly Comment[];
  readonly problem: Stop | undefined;
  /** How far the scanner came. */
  readonly reach: number;
}

function* compose(text: string): Steps<Reading> {
  const scanner = new Scanner(new Cursor(text));
  const root = yield* new Composer(scanner).compose();
  return { root, comments: scanner.comments, problem: scanner.problem, reach: scanner.reach };
}

interface FirstReading {
  /** The text without what PyYAML's reader refuses. */
  readonly printable: string;
  readonly first: Reading;
  readonly stop: YamlProblem | undefined;
}

/** Reads what comes after a problem too, as long as each repair gets further. */
function* readOn(text: string, first: Reading): Steps<Reading> {
  let reading = first;
  let repairedText: string | undefined = text;
  const most = Math.min(mostRepairs, mostCharactersReadAgain / text.length);
  for (let repairs = 1; reading.problem && repairs <= most; repairs++) {
    repairedText = repaired(repairedText, reading.problem);
    if (repairedText === undefined) break;
    const next = yield* compose(repairedText);
    if (!getsFurther(reading, next)) break;
    reading = next;
  }
  return reading;
}

/** Whether a repair let the reader go on and lost nothing that was read before. */
function getsFurther(before: Reading, after: Reading): boolean {
  const end = (reading: Reading) => reading.root?.span.end ?? 0;
  const stop = (reading: Reading) => reading.problem?.span.start ?? Number.POSITIVE_INFINITY;
  return stop(after) > stop(before) && end(after) >= end(before);
}

function withoutRepair({ repair: _, ...problem }: Stop): YamlProblem {
  return problem;
}

/** PyYAML meets an unprintable character as soon as it reads the piece of the file that has it. */
function pieceStart(text: string, offset: number): number {
  let start = 0;
  let length = 0;
  for (const match of text.slice(0, offset).matchAll(/\r\n|[\s\S]/gu)) {
    length++;
    if (length % pieceLength === 0 && length > pieceLength) start = match.index + match[0].length;
  }
  return start;
}

function unprintableProblem(character: string, offset: number): YamlProblem {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return {
    raises: "ReaderError",
    message: t("the character U+{0} is not allowed in YAML", code),
    span: { start: offset, end: offset + character.length },
  };
}
