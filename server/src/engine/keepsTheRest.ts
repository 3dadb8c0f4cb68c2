import type { Launch } from "../launch/launch";
import { underscored } from "../launch/settings";
import { equals, isIdentical } from "../python/compare";
import { touches } from "../yaml/edit";
import type { YamlDocument } from "../yaml/tree";
import type { FileEdit, Fix } from "./rule";

/** Begins what makes an edit mean more than its place says: anchors, aliases, merges, blocks of text, keys behind a question mark. */
const FAR_REACHING = /[&*|>?]/;

const known = new WeakMap<YamlDocument, boolean>();

/** Whether only the text after edits tells what becomes of the others, or of each other. */
export function areFarReaching(edits: readonly FileEdit[]): boolean {
  return edits.length > 1 || edits.some(isFarReaching);
}

function isFarReaching({ file: { document } }: FileEdit): boolean {
  const found = known.get(document) ?? FAR_REACHING.test(document.text);
  known.set(document, found);
  return found;
}

/** The settings that a fix means to change. */
export function namesOf(
  launch: Launch,
  { set = {}, remove = [], rename = {}, edits = [] }: Fix,
): ReadonlySet<string> {
  const renamed = Object.entries(rename).flat().map(underscored);
  return new Set([...Object.keys(set), ...remove, ...renamed, ...touchedBy(launch, edits)]);
}

/** The settings that edits are in. */
export function touchedBy({ settings }: Launch, edits: readonly FileEdit[]): readonly string[] {
  return [...settings].flatMap(([name, { file, entry }]) =>
    edits.some((edit) => edit.file.path === file.path && touches(edit.span, entry.span)) ? [name] : [],
  );
}

/** Whether a launch has the values that a fix sets. */
export function hasValues({ settings }: Launch, { set = {} }: Fix): boolean {
  return Object.entries(set).every(([name, value]) => equals(settings.get(name)?.value ?? null, value));
}

/** Whether after edits all files still read, with their comments, and with the settings that have none of these names as they were. */
export function keepsTheRest(
  before: Launch,
  after: Launch,
  edits: readonly FileEdit[],
  names: ReadonlySet<string>,
): boolean {
  const isKept = before.files.every(({ path, document }, index) => {
    const own = edits.filter(({ file }) => file.path === path);
    const changed = after.files[index]?.document;
    return own.length === 0 || (changed !== undefined && stillReads(document, changed, own));
  });
  const valueIn = ({ settings }: Launch, name: string) => settings.get(name)?.value ?? null;
  return (
    isKept &&
    [...before.settings.keys()].every(
      (name) => names.has(name) || equals(valueIn(before, name), valueIn(after, name)),
    )
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
