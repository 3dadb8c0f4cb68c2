import { isNamed } from "../globs/patterns";
import { effectiveEntries } from "../yaml/effectiveEntries";
import type { Entry, YamlDocument } from "../yaml/tree";
import { ENOUGH, FOREIGN, weightOf } from "./evidence";

/** A YAML text that may be a NeoX config. */
export interface Candidate {
  readonly text: string;
  /** Relative to its workspace folder, with forward slashes; absolute where it lies in none. */
  readonly path: string;
  /** Whether somebody launches it. */
  readonly isLaunched?: boolean;
  /** Whether it lies where a gpt-neox keeps its configs. */
  readonly isAmongConfigs?: boolean;
  /** Reads the text; only called when its words do not settle the question. */
  read(): YamlDocument;
}

/**
 * Whether a YAML file is a NeoX config: a `# neox-config: on` or `off` comment decides, then a launch that names it or
 * the `patterns` (globs) of the user, then its top-level keys. Any other YAML must stay untouched, so doubt means no;
 * among the configs of a gpt-neox the first key that is typed gets help.
 */
export function isNeoxConfig(candidate: Candidate, patterns: readonly string[] = []): boolean {
  const wish = wishIn(candidate);
  if (wish !== undefined) return wish === "on";
  if (candidate.isLaunched === true) return true;
  if (isNamed(candidate.path, patterns)) return true;
  if (candidate.isAmongConfigs === true && isBegun(candidate.read())) return true;
  return (
    (hasEscapes(candidate.text) || mentionsEnough(candidate.text)) &&
    hasEnough(topLevelKeys(candidate.read()))
  );
}

/**
 * Whether a config may just be begun here: nothing is written yet, or nothing but keys that NeoX knows. Among configs
 * such a text gets completions, and no more, before its keys tell what it is.
 */
export function mayBecomeConfig({ text, read }: Pick<Candidate, "text" | "read">): boolean {
  const wish = wishIn({ text, read });
  if (wish !== undefined) return wish === "on";
  return text.length <= LONGEST_BEGINNING && (isBlank(text) || isBegun(read()));
}

/** In characters. */
const LONGEST_BEGINNING = 4000;

function isBlank(text: string): boolean {
  return text.split("\n").every((line) => /^\s*(#|$)/.test(line));
}

const SWITCH = /^[ \t]*#[ \t]*neox-config:[ \t]*(on|off)\b/gm;

/** What a comment wishes; a line of a text that only looks like one wishes nothing, unless PyYAML stops before it. */
function wishIn({ text, read }: Pick<Candidate, "text" | "read">): string | undefined {
  const wishes = [...text.matchAll(SWITCH)];
  if (wishes.length === 0) return undefined;
  const { comments, problems } = read();
  const begins = new Set(comments.map(({ span }) => span.start));
  return wishes.find((it) => problems.length > 0 || begins.has(it.index + it[0].indexOf("#")))?.[1];
}

/** A word before a colon, at any depth. The lookbehind keeps the search linear. */
const KEY_LIKE = /(?<![\w-])[A-Za-z][\w-]*(?=["']?\s*:)/g;

/** A quick look without reading: workflows and manifests are dismissed here. Foreign keys may be nested, so they do not count. */
function mentionsEnough(text: string): boolean {
  let sum = 0;
  for (const [word] of text.matchAll(KEY_LIKE)) {
    sum += Math.max(0, weightOf(word));
    if (sum >= ENOUGH) return true;
  }
  return false;
}

/** Whether a key may be written by the numbers of its characters, so that its word is nowhere. */
function hasEscapes(text: string): boolean {
  return ["\\x", "\\u", "\\U"].some((begin) => text.includes(begin));
}

function hasEnough(keys: Iterable<string>): boolean {
  let sum = 0;
  for (const key of new Set(keys)) sum += weightOf(key);
  return sum >= ENOUGH;
}

/** Whether something is written, and nothing that NeoX does not know. A key without a value may be half typed. */
function isBegun({ root }: YamlDocument): boolean {
  if (root?.kind !== "map") return root?.kind === "scalar";
  return root.entries.every(({ key, value }) => {
    const isHalfTyped = value.span.start === value.span.end;
    return isHalfTyped || (typeof key.value === "string" && weightOf(key.value) > FOREIGN);
  });
}

/** Of a text that breaks, the lines below that begin like its first key count as well; before a first key, all words. */
function topLevelKeys({ root, text, problems }: YamlDocument): string[] {
  if (root === undefined) return [...text.matchAll(KEY_LIKE)].map(([word]) => word);
  if (root.kind !== "map") return [];
  const keys = [...effectiveEntries(root).values()].map(({ entry }) => entry.key.value);
  const read = keys.filter((key) => typeof key === "string");
  const [first] = root.entries;
  return problems.length === 0 || first === undefined ? read : [...read, ...keysLike(first, text)];
}

/** A line that begins with a key: its indentation and the key. */
const KEY_LINE = /^([ \t]*)["']?([A-Za-z][\w-]*)["']?[ \t]*:/gm;

function keysLike({ key }: Entry, text: string): string[] {
  const indentation = key.span.start - (text.lastIndexOf("\n", key.span.start - 1) + 1);
  return [...text.matchAll(KEY_LINE)].flatMap(([, blanks = "", word = ""]) =>
    blanks.length === indentation ? [word] : [],
  );
}
