import type { ConfigFile, Launch } from "../launch/launch";
import type { TextEdit } from "../yaml/edit";
import { renameKey, replaceValue } from "../yaml/replace";
import type { PythonValue } from "../yaml/value";
import { writeScalar } from "../yaml/write";
import type { ResolvedFix } from "./finding";
import type { FileEdit, Fix } from "./rule";

/** Gives a fix its edits; undefined when there is no place to write it, or nothing would change. */
export function resolveFix(launch: Launch, fix: Fix): ResolvedFix | undefined {
  const edits = [
    ...(fix.edits ?? []),
    ...Object.entries(fix.set ?? {}).flatMap(([name, value]) => setEdits(launch, name, value)),
    ...Object.entries(fix.rename ?? {}).flatMap(([from, to]) => renameEdits(launch, from, to)),
  ];
  if (edits.length === 0) return undefined;
  return { title: fix.title, preferred: fix.preferred ?? false, edits };
}

function setEdits(launch: Launch, name: string, value: PythonValue): FileEdit[] {
  const setting = launch.settings.get(name);
  if (setting === undefined) return [];
  const { document } = setting.file;
  return inFile(setting.file, replaceValue(document, setting.entry.value, writeScalar(value)));
}

function renameEdits(launch: Launch, from: string, to: string): FileEdit[] {
  const setting = launch.settings.get(from);
  return setting ? inFile(setting.file, renameKey(setting.file.document, setting.entry, to)) : [];
}

function inFile(file: ConfigFile, edits: readonly TextEdit[]): FileEdit[] {
  return edits.map((edit) => ({ ...edit, file }));
}
