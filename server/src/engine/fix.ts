import { spelledWithin } from "../base/spelledOut";
import type { ConfigFile, Launch } from "../launch/launch";
import { rootMap } from "../launch/settings";
import type { TextEdit } from "../yaml/edit";
import { insertEntries } from "../yaml/insert";
import { removeEntry } from "../yaml/remove";
import { renameKey, replaceValue } from "../yaml/replace";
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
  const edits = [
    ...(fix.edits ?? []),
    ...setEdits(launch, Object.entries(fix.set ?? {})),
    ...joined(removals.flat()),
    ...Object.entries(fix.rename ?? {}).flatMap(([from, to]) => renameEdits(launch, from, to)),
  ];
  if (edits.length === 0) return undefined;
  return { title: spelledWithin(fix.title, LONGEST_TITLE), preferred: fix.preferred ?? false, edits };
}

/** Replaces the values of keys that are set; the others are added to the launch's last file. */
function setEdits(launch: Launch, values: readonly (readonly [string, PythonValue])[]): FileEdit[] {
  const replaced = values.flatMap(([key, value]) => {
    const setting = launch.settings.get(key);
    const root = setting && rootMap(setting.file);
    if (setting === undefined || root === undefined) return [];
    const { file, entry } = setting;
    const source = valueSource(value, root, entry);
    return inFile(file, replaceValue(file.document, entry.value, source));
  });
  const file = launch.files.at(-1);
  const root = file && rootMap(file);
  if (file === undefined || root === undefined) return replaced;
  const added = values
    .filter(([key]) => !launch.settings.has(key))
    .map(([key, value]) => ({ key, value: valueSource(value, root) }));
  return added.length === 0
    ? replaced
    : [...replaced, ...inFile(file, insertEntries(file.document, root, added))];
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
  if (!/^\s*[}\]]/.test(text.slice(end))) return edit;
  const comma = /,[ \t]*$/.exec(text.slice(0, start));
  return comma === null ? edit : { ...edit, span: { start: start - comma[0].length, end } };
}

function removeEdits(launch: Launch, name: string): FileEdit[] {
  const setting = launch.settings.get(name);
  const root = setting && rootMap(setting.file);
  return setting && root ? inFile(setting.file, removeEntry(setting.file.document, root, setting.entry)) : [];
}

function renameEdits(launch: Launch, from: string, to: string): FileEdit[] {
  const setting = launch.settings.get(from);
  return setting ? inFile(setting.file, renameKey(setting.file.document, setting.entry, to)) : [];
}

function inFile(file: ConfigFile, edits: readonly TextEdit[]): FileEdit[] {
  return edits.map((edit) => ({ ...edit, file }));
}
