import { inSlices } from "../../base/slices";
import commits from "../generated/commits.json";
import states from "../generated/states.json";
import type { Moment } from "../history";
import { definitionsIn, fileDigest, readingFunctions } from "./functions";
import { unknownSizes } from "./layerSizes";
import type { PythonFiles } from "./pythonFiles";
import type { PythonModule } from "./pythonModule";
import { statementsIn } from "./statements";

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
  const agreeing = history.map((_, index) => agreement([...seen.values()], index));
  const most = Math.max(...agreeing.map(({ functions }) => functions));
  const whole = agreeing.findLastIndex((it) => it.files === files.length);
  const at = whole >= 0 ? whole : agreeing.findLastIndex(({ functions }) => functions === most);
  const [commit = "", date = ""] = history[at]?.split(" ") ?? [];
  if (most < countOf(files) / 2) return undefined;
  const changed = changedIn(seen);
  const statements = statementsOf(changed, seen);
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

function agreement(
  seen: readonly Seen[],
  index: number,
): { readonly files: number; readonly functions: number } {
  let [files, functions] = [0, 0];
  for (const { states: known, digest, functions: own } of seen) {
    const isSame = digest === stateAt(known.file, index);
    if (isSame) files += 1;
    const names = Object.entries(known.functions);
    if (isSame) functions += names.length;
    else if (own !== undefined)
      functions += names.filter(([name, it]) => (own.get(name) ?? "") === stateAt(it, index)).length;
    else functions += sameInKnownFile(known, digest, index);
  }
  return { files, functions };
}

/** Of a file in a state of another commit, the functions that are as at this one. */
function sameInKnownFile({ file, functions }: FileStates, digest: string, index: number): number {
  const other = file.findLast(([, state]) => state === digest)?.[0] ?? -1;
  return Object.values(functions).filter((it) => stateAt(it, other) === stateAt(it, index)).length;
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

function statementsOf(
  changed: ReadonlyMap<string, ReadonlySet<string>>,
  seen: ReadonlyMap<string, Seen>,
): ReadonlySet<string> {
  const found = new Set<string>();
  for (const [path, names] of changed) {
    const module = seen.get(path)?.module;
    if (module === undefined || !path.startsWith(CHECKS)) continue;
    for (const [name, definition] of definitionsIn(module))
      if (names.has(name)) for (const it of statementsIn(definition, module)) found.add(it);
  }
  return found;
}
