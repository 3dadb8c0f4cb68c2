import type { ConfigFile, Launch } from "../launch/launch";
import { mergeSettings, underscored } from "../launch/settings";
import { areIdenticalInMeaning, equals } from "../python/compare";
import { applyEdits, touches } from "../yaml/edit";
import { lineStartAt } from "../yaml/layout";
import { readYaml } from "../yaml/read";
import type { Span, YamlDocument, YamlNode } from "../yaml/tree";
import { isDict, type PythonDict, type PythonValue } from "../yaml/value";
import { keepsRepeated } from "./keepsRepeated";
import type { FileEdit, Fix } from "./rule";

/** What files say together. */
type Texts = Pick<Launch, "files" | "settings">;

const known = new WeakMap<YamlDocument, boolean>();

/** Whether only the text after edits tells what becomes of the others, or of each other. */
export function areFarReaching(edits: readonly FileEdit[]): boolean {
  return edits.length > 1 || edits.some(isFarReaching);
}

function isFarReaching({ file: { document } }: Pick<FileEdit, "file">): boolean {
  const found = known.get(document) ?? holdsOddNodes(document);
  known.set(document, found);
  return found;
}

/** Whether a document has anchors, aliases, merges, blocks of text or keys behind a question mark: an edit there means more than its place says. */
function holdsOddNodes({ root, text }: YamlDocument): boolean {
  const waiting = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (isOdd(node)) return true;
    if (node.kind === "list") for (const item of node.items) waiting.push(item);
    if (node.kind !== "map") continue;
    for (const { key, value, span } of node.entries) {
      if (text[span.start] === "?") return true;
      waiting.push(key, value);
    }
  }
  return false;
}

function isOdd(node: YamlNode): boolean {
  if (node.kind === "alias" || node.properties?.anchor !== undefined) return true;
  return node.kind === "scalar" && (node.style === "literal" || node.style === "folded");
}

/** The settings that a fix means to change. */
export function namesOf(
  launch: Launch,
  { set = {}, remove = [], rename = {}, edits = [] }: Fix,
): readonly string[] {
  const renamed = Object.entries(rename).flat().map(underscored);
  return [...Object.keys(set), ...remove, ...renamed, ...touchedBy(launch, edits)];
}

/** The settings that edits are in. */
export function touchedBy({ settings }: Texts, edits: readonly FileEdit[]): readonly string[] {
  const touched = edits.map(({ file, span }) => ({ path: file.path, isIn: whatIsIn(file, span) }));
  return [...settings].flatMap(([name, { file, entry }]) =>
    touched.some(({ path, isIn }) => path === file.path && isIn(entry.span)) ? [name] : [],
  );
}

/** Tells whether an edit is in an entry; what is added on its last line may be its own. */
function whatIsIn({ document }: ConfigFile, edited: Span): (entry: Span) => boolean {
  if (edited.start < edited.end) return ({ start, end }) => start < edited.end && edited.start < end;
  const lineStart = lineStartAt(document.text, edited.start);
  return ({ start, end }) => start <= edited.start && lineStart <= end;
}

/** Whether a launch has the values that a fix sets, and no keys that it removes. */
export function isAsSaid({ settings }: Texts, { set = {}, remove = [] }: Fix): boolean {
  const isSet = ([name, value]: [string, PythonValue]) => equals(settings.get(name)?.value ?? null, value);
  return Object.entries(set).every(isSet) && !remove.some((name) => settings.has(name));
}

/**
 * Whether after edits all files still read, with their comments, and with the settings that have none of these names as
 * they were, but for a number or a bool whose misspelling an anchor shares with them.
 */
export function keepsTheRest(
  before: Texts,
  after: Texts,
  edits: readonly FileEdit[],
  names: ReadonlySet<string>,
): boolean {
  const isKept = before.files.every(({ path, document }, index) => {
    const own = edits.filter(({ file }) => file.path === path);
    const changed = after.files[index]?.document;
    return own.length === 0 || (changed !== undefined && stillReads(document, changed, own));
  });
  const others = [...before.settings].filter(([name]) => !names.has(name));
  return (
    isKept &&
    keepsRepeated(before, after, edits) &&
    areIdenticalInMeaning(others.map(([name, { value }]) => [value, after.settings.get(name)?.value ?? null]))
  );
}

function stillReads(before: YamlDocument, after: YamlDocument, edits: readonly FileEdit[]): boolean {
  if (after.problems.length > 0 && before.problems.length === 0) return false;
  let at = 0;
  for (const { text, span } of before.comments) {
    if (edits.some((edit) => touches(edit.span, span))) continue;
    while (at < after.comments.length && after.comments[at]?.text !== text) at++;
    if (at++ === after.comments.length) return false;
  }
  return true;
}

/** In characters: of a longer file an editor would wait for each question. */
const LONGEST_READ_TOGETHER = 100_000;

/** Whether one file keeps the rest after edits that were made one by one, and no block loses all that it has. */
export function keepTheRestTogether(file: ConfigFile, edits: readonly FileEdit[]): boolean {
  const { text } = file.document;
  const isEasy = !isFarReaching({ file }) && edits.every(({ newText }) => newText !== "");
  if (isEasy || text.length > LONGEST_READ_TOGETHER) return isEasy;
  const textsOf = (files: readonly ConfigFile[]): Texts => ({
    files,
    settings: mergeSettings(files).settings,
  });
  const before = textsOf([file]);
  const after = textsOf([{ ...file, document: readYaml(applyEdits(text, edits)) }]);
  const names = new Set(touchedBy(before, edits));
  const values = [...before.settings].map(
    ([name, { value }]): Pair => [value, after.settings.get(name)?.value],
  );
  return keepsTheRest(before, after, edits, names) && !isAnyEmptied(values);
}

/** A value before edits, and after them. */
type Pair = readonly [PythonValue, PythonValue | undefined];

/** Whether a block, or one in it, became null; what aliases share is looked at once, and however deep they put it. */
function isAnyEmptied(pairs: readonly Pair[]): boolean {
  const seen = new Set<PythonDict>();
  const waiting = [...pairs];
  for (let pair = waiting.pop(); pair !== undefined; pair = waiting.pop()) {
    const [before, after] = pair;
    if (!isDict(before) || before.size === 0 || seen.has(before)) continue;
    seen.add(before);
    if (after === null) return true;
    if (isDict(after)) for (const [key, value] of before) waiting.push([value, after.get(key)]);
  }
  return false;
}
