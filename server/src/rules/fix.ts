import type { ConfigFile, Launch } from "../launch/launch";
import type { TextEdit } from "../yaml/edit";
import { insertEntry } from "../yaml/insert";
import { removeEntry } from "../yaml/remove";
import { renameKey, replaceValue } from "../yaml/replace";
import type { MapNode } from "../yaml/tree";
import type { PythonValue } from "../yaml/value";
import { writeScalar } from "../yaml/write";
import type { ResolvedFix } from "./finding";
import type { FileEdit, Fix } from "./rule";

/** Gives a fix its edits; undefined when there is no place to write it, or nothing would change. */
export function resolveFix(launch: Launch, fix: Fix): ResolvedFix | undefined {
  const edits = [
    ...(fix.edits ?? []),
    ...Object.entries(fix.set ?? {}).flatMap(([name, value]) => setEdits(launch, name, value)),
    ...(fix.remove ?? []).flatMap((name) => removeEdits(launch, name)),
    ...Object.entries(fix.rename ?? {}).flatMap(([from, to]) => renameEdits(launch, from, to)),
  ];
  if (edits.length === 0) return undefined;
  return { title: fix.title, preferred: fix.preferred ?? false, edits };
}

/** Replaces the value where the key is set; else adds the key to the launch's last file. */
function setEdits(launch: Launch, name: string, value: PythonValue): FileEdit[] {
  const setting = launch.settings.get(name);
  const file = setting?.file ?? launch.files.at(-1);
  const root = file && rootMap(file);
  if (file === undefined || root === undefined) return [];
  const source = writeScalar(value);
  const edits = setting
    ? replaceValue(file.document, setting.entry.value, source)
    : insertEntry(file.document, root, name, source);
  return inFile(file, edits);
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

function rootMap(file: ConfigFile): MapNode | undefined {
  const root = file.document.root;
  return root?.kind === "map" ? root : undefined;
}

function inFile(file: ConfigFile, edits: readonly TextEdit[]): FileEdit[] {
  return edits.map((edit) => ({ ...edit, file }));
}
