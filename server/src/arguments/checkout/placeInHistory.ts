import { inSlices } from "../../base/slices";
import type { Steps } from "../../base/steps";
import commits from "../generated/commits.json";
import states from "../generated/states.json";
import type { Moment } from "../history";
import { definitionsIn, fileDigest, readingFunctions } from "./functions";
import { unknownSizes } from "./layerSizes";
import type { PythonFiles } from "./pythonFiles";
import type { PythonModule } from "./pythonModule";
import { readingStatements } from "./statements";

/** Where a checkout stands in gpt-neox's history, and what it has changed. */
export interface PlaceInHistory {
  /** The commit of main that most of its functions are of. */
  readonly base: Required<Moment>;
  /** Whether all its files are as at that commit. */
  readonly isUnchanged: boolean;
  /** By file, the functions that are as at no commit of main, with their classes: `ParallelSelfAttention.__init__`. */
  readonly changed: ReadonlyMap<string, ReadonlySet<string>>;
  /** Digests of what those that make and check the arguments do, statement by statement. */
  readonly statements: ReadonlySet<string>;
  /** The classes of a layer that make parameters as no gpt-neox does: how many there are is not known. */
  readonly unknownSizes: ReadonlySet<string>;
}

/** States in order: the index of the commit that brought it, and its digest; an empty one where it is gone. */
export type States = readonly (readonly [index: number, digest: string])[];

export interface FileStates {
  readonly file: States;
  readonly functions: Readonly<Record<string, States>>;
}

/** Of a checkout, one file: whole as known, or function by function. */
interface Seen {
  readonly states: FileStates;
  readonly digest: string;
  readonly functions: ReadonlyMap<string, string> | undefined;
  readonly module: PythonModule | undefined;
}

/** The commits of main, oldest first, as `hash date`, and what its files were at each. */
export interface History {
  readonly commits: readonly string[];
  readonly files: Readonly<Record<string, FileStates>>;
}

/** Its JSON's types say less than is so. */
const MAIN: History = { commits, files: states as unknown as History["files"] };

/**
 * Compares the functions of a checkout, without comments and layout, with their states on main. Undefined where less
 * than half of them are known.
 */
export async function placeInHistory(
  source: PythonFiles,
  { commits: history, files: known }: History = MAIN,
): Promise<PlaceInHistory | undefined> {
  const files = Object.entries(known);
  const seen = new Map<string, Seen>();
  for (const [path, states] of files) seen.set(path, await seenIn(path, states, source));
  const agreeing = agreements([...seen.values()], history.length);
  const most = Math.max(...agreeing.functions);
  const whole = agreeing.files.lastIndexOf(files.length);
  const at = whole >= 0 ? whole : agreeing.functions.lastIndexOf(most);
  const [commit = "", date = ""] = history[at]?.split(" ") ?? [];
  if (most < countOf(files) / 2) return undefined;
  const changed = changedIn(seen);
  const statements = await inSlices(readingStatementsOf(changed, seen));
  const sizes = [...seen.values()].flatMap(({ module }) => (module ? unknownSizes(module) : []));
  return {
    base: { commit, date },
    isUnchanged: whole >= 0,
    changed,
    statements,
    unknownSizes: new Set(sizes),
  };
}

/** How many functions there are in all states together, one of each name. */
function countOf(files: readonly (readonly [string, FileStates])[]): number {
  return files.reduce((sum, [, { functions }]) => sum + Object.keys(functions).length, 0);
}

async function seenIn(path: string, known: FileStates, source: PythonFiles): Promise<Seen> {
  const text = await source.text(path);
  const own = text === undefined ? "" : fileDigest(text);
  const isKnown = own === "" || known.file.some(([, state]) => state === own);
  const module = isKnown ? undefined : await source.module(path);
  const functions = module && (await inSlices(readingFunctions(module)));
  return { states: known, digest: own, functions, module };
}

/** How many files and functions are as at each commit. */
interface Agreements {
  readonly files: number[];
  readonly functions: number[];
}

function agreements(seen: readonly Seen[], commits: number): Agreements {
  const found = { files: Array<number>(commits).fill(0), functions: Array<number>(commits).fill(0) };
  for (const { states, digest, functions: own } of seen) {
    countWhere(states.file, digest, found.files);
    // A file that is known as a whole has the functions that it had at that commit.
    const [index] = states.file.findLast(([, state]) => state === digest) ?? [-1];
    for (const [name, known] of Object.entries(states.functions))
      countWhere(known, own === undefined ? stateAt(known, index) : (own.get(name) ?? ""), found.functions);
  }
  return found;
}

/** Counts one more at each commit at which a state holds. */
function countWhere(states: States, digest: string, counts: number[]): void {
  let [begin, before] = [0, ""];
  const until = (end: number) => {
    if (before === digest)
      for (let index = begin; index < end; index++) counts[index] = (counts[index] ?? 0) + 1;
  };
  for (const [index, state] of states) {
    until(index);
    [begin, before] = [index, state];
  }
  until(counts.length);
}

function stateAt(known: States, index: number): string {
  return known.findLast(([from]) => from <= index)?.[1] ?? "";
}

function changedIn(seen: ReadonlyMap<string, Seen>): ReadonlyMap<string, ReadonlySet<string>> {
  const changed = new Map<string, ReadonlySet<string>>();
  for (const [path, { states: known, functions }] of seen) {
    if (functions === undefined) continue;
    const names = Object.entries(known.functions).filter(
      ([name, it]) => functions.has(name) && !it.some(([, state]) => state === functions.get(name)),
    );
    if (names.length > 0) changed.set(path, new Set(names.map(([name]) => name)));
  }
  return changed;
}

/** Where each check stands for itself: of what else a function does, all depends on all. */
const CHECKS = "megatron/neox_arguments/";

function* readingStatementsOf(
  changed: ReadonlyMap<string, ReadonlySet<string>>,
  seen: ReadonlyMap<string, Seen>,
): Steps<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const [path, names] of changed) {
    const module = seen.get(path)?.module;
    if (module === undefined || !path.startsWith(CHECKS)) continue;
    for (const [name, definition] of definitionsIn(module))
      if (names.has(name)) for (const it of yield* readingStatements(definition, module)) found.add(it);
  }
  return found;
}
