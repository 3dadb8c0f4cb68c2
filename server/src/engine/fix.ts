import { spelledWithin } from "../base/spelledOut";
import type { Clash, ConfigFile, Launch } from "../launch/launch";
import { rootMap } from "../launch/settings";
import { inOrder, type TextEdit } from "../yaml/edit";
import { insertEntries } from "../yaml/insert";
import { endsInBlockText, lineEndAt, whiteSpaceEnd } from "../yaml/layout";
import { keepingComments, removeEntry } from "../yaml/remove";
import { renameKey, replaceValue } from "../yaml/replace";
import type { Entry } from "../yaml/tree";
import type { PythonValue } from "../yaml/value";
import { valueSource } from "../yaml/valueStyle";
import { TooLarge } from "../yaml/write";
import type { ResolvedFix } from "./finding";
import type { FileEdit, Fix } from "./rule";

/** Characters of a title: it may show values, and is one line of a menu. */
export const LONGEST_TITLE = 300;

/**
 * Gives a fix its edits; undefined when there is no place to write it, nothing would change, or a value is too large to
 * be written.
 */
export function resolveFix(launch: Launch, fix: Fix): ResolvedFix | undefined {
  try {
    return withEdits(launch, fix);
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

function withEdits(launch: Launch, fix: Fix): ResolvedFix | undefined {
  const removals = (fix.remove ?? [])
    .filter((name) => launch.settings.has(name))
    .map((name) => removeEdits(launch, name));
  // What cannot be taken away stays with all that depends on it.
  if (removals.some(({ length }) => length === 0)) return undefined;
  const changed = [
    ...(fix.edits ?? []),
    ...replacements(launch, Object.entries(fix.set ?? {})),
    ...joined(removals.flat()),
    ...Object.entries(fix.rename ?? {}).flatMap(([from, to]) => renameEdits(launch, from, to)),
  ];
  const changes = fix.movesValue ? changed.flatMap(keepingItsComments) : changed;
  const edits = [...changes, ...additions(launch, Object.entries(fix.set ?? {}), changes)];
  if (edits.length === 0 || overlap(edits)) return undefined;
  return { title: spelledWithin(fix.title, LONGEST_TITLE), preferred: fix.preferred ?? false, edits };
}

function keepingItsComments(edit: FileEdit): FileEdit[] {
  return inFile(edit.file, keepingComments(edit.file.document, [edit]));
}

/** Whether one edit takes away what another stands in, or writes over it. */
function overlap(edits: readonly FileEdit[]): boolean {
  const ends = new Map<ConfigFile, number>();
  return inOrder(edits).some(({ file, span }) => {
    const end = ends.get(file) ?? 0;
    ends.set(file, Math.max(end, span.end));
    return span.start < end;
  });
}

type Values = readonly (readonly [string, PythonValue])[];

/** Replaces the values of keys that are set. */
function replacements(launch: Launch, values: Values): FileEdit[] {
  return values.flatMap(([key, value]) => {
    const setting = launch.settings.get(key);
    const root = setting && rootMap(setting.file);
    if (setting === undefined || root === undefined) return [];
    const { file, entry } = setting;
    const source = valueSource(value, root, entry);
    return inFile(file, replaceValue(file.document, entry.value, source));
  });
}

/** Adds keys that are not set to the launch's last file, behind its last entry that stays as it is. */
function additions(launch: Launch, values: Values, changes: readonly FileEdit[]): FileEdit[] {
  const file = launch.files.at(-1);
  const root = file && rootMap(file);
  if (file === undefined || root === undefined) return [];
  const added = values
    .filter(([key]) => !launch.settings.has(key))
    .map(([key, value]) => ({ key, value: valueSource(value, root) }));
  if (added.length === 0) return [];
  const behind = (after?: Entry) => inFile(file, insertEntries(file.document, root, added, after));
  for (let index = root.entries.length - 1; index >= 0; index--) {
    const edits = behind(root.entries[index]);
    if (!edits.some((edit) => isUndone(edit, changes)) && !endsOpenBlock(root.entries[index], file))
      return edits;
  }
  return behind();
}

/** Whether an insertion lies in what changes take away or write anew. */
function isUndone({ file, span: { start } }: FileEdit, changes: readonly FileEdit[]): boolean {
  return changes.some(({ file: other, span, newText }) => {
    const isInside = span.start < start && start < span.end;
    return other === file && (isInside || (newText === "" && span.start <= start && start <= span.end));
  });
}

/** Whether a block of text ends the file without a line break, and would get one. */
function endsOpenBlock(entry: Entry | undefined, { document: { text } }: ConfigFile): boolean {
  return (
    entry !== undefined && endsInBlockText(entry.value) && lineEndAt(text, entry.span.end) === text.length
  );
}

/** Neighbours that go both take the comma between them: such deletions are one. */
export function joined(deletions: readonly FileEdit[]): FileEdit[] {
  const found: FileEdit[] = [];
  for (const edit of [...deletions].sort((a, b) => a.span.start - b.span.start)) {
    const index = found.findLastIndex(({ file }) => file === edit.file);
    const last = found[index];
    if (last?.newText === "" && edit.newText === "" && edit.span.start <= last.span.end)
      found[index] = withCommaBefore({
        ...last,
        span: { start: last.span.start, end: Math.max(last.span.end, edit.span.end) },
      });
    else found.push(edit);
  }
  return found;
}

/** The last entries of a flow mapping take the comma before them. */
function withCommaBefore(edit: FileEdit): FileEdit {
  const { text } = edit.file.document;
  const { start, end } = edit.span;
  if (!/[}\]]/.test(text.charAt(whiteSpaceEnd(text, end)))) return edit;
  const comma = /,[ \t]*$/.exec(text.slice(0, start));
  return comma === null ? edit : { ...edit, span: { start: start - comma[0].length, end } };
}

/** A name that stands more often than this is no slip, and nobody wants as many edits. */
const MOST_CLASHES = 100;

/** Takes every entry of a name away; none where another file has the name as well, or a merge brings it. */
function removeEdits(launch: Launch, name: string): FileEdit[] {
  const setting = launch.settings.get(name);
  const root = setting && rootMap(setting.file);
  if (setting === undefined || root === undefined) return [];
  const clashes = clashesOf(launch, name);
  if (
    clashes.length > MOST_CLASHES ||
    clashes.some(({ kind }) => kind === "across-files") ||
    !root.entries.includes(setting.entry)
  )
    return [];
  const own = new Set([
    ...clashes.flatMap(({ earlier, later }) => [earlier.entry, later.entry]),
    setting.entry,
  ]);
  return [...own].flatMap((entry) => inFile(setting.file, removeEntry(setting.file.document, root, entry)));
}

const clashesByName = new WeakMap<readonly Clash[], ReadonlyMap<string, readonly Clash[]>>();

function clashesOf({ clashes }: Launch, name: string): readonly Clash[] {
  const known = clashesByName.get(clashes) ?? grouped(clashes);
  clashesByName.set(clashes, known);
  return known.get(name) ?? [];
}

function grouped(clashes: readonly Clash[]): ReadonlyMap<string, readonly Clash[]> {
  const groups = new Map<string, Clash[]>();
  for (const clash of clashes) {
    const group = groups.get(clash.later.name) ?? [];
    groups.set(clash.later.name, group);
    group.push(clash);
  }
  return groups;
}

function renameEdits(launch: Launch, from: string, to: string): FileEdit[] {
  const setting = launch.settings.get(from);
  return setting ? inFile(setting.file, renameKey(setting.file.document, setting.entry, to)) : [];
}

function inFile(file: ConfigFile, edits: readonly TextEdit[]): FileEdit[] {
  return edits.map((edit) => ({ ...edit, file }));
}
