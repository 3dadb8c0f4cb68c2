import { config } from "chai";
import {
  ConfigurationTarget,
  commands,
  type Diagnostic,
  extensions,
  type Location,
  languages,
  Position,
  Range,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";

// A failure shows all of what was found.
config.truncateThreshold = 0;

/** A file of the first folder of the test workspace; `cluster/block.yml` is one of the second. */
export function uriOf(name: string): Uri {
  const folders = workspace.workspaceFolders ?? [];
  const [first, ...rest] = name.split("/");
  const named = folders.find((folder) => rest.length > 0 && folder.name === first);
  const folder = named ?? folders[0];
  if (folder === undefined) throw new Error("the tests need their workspace folders");
  return Uri.joinPath(folder.uri, named ? rest.join("/") : name);
}

/** Opens a file of the test workspace in an editor, with the extension at work. */
export async function open(name: string): Promise<TextDocument> {
  await extensions.getExtension("neox-config.neox-config")?.activate();
  // In a browser the folders of a workspace come after its extensions.
  await until(() => workspace.workspaceFolders?.length ?? 0, Boolean);
  const document = await workspace.openTextDocument(uriOf(name));
  // With a tab of its own: the next file would take that of a preview.
  await window.showTextDocument(document, { preview: false });
  return document;
}

let texts = 0;

/** A text that is on no disk, for the time of `body`, and where its `|` stood. */
export async function withText(
  marked: string,
  body: (document: TextDocument, position: Position) => Promise<void>,
): Promise<void> {
  await extensions.getExtension("neox-config.neox-config")?.activate();
  const content = marked.replace("|", "");
  // Of a name of its own: VS Code may bring back what it kept of an earlier text of the same name.
  const document = await workspace.openTextDocument(Uri.parse(`untitled:/text-${++texts}.yml`));
  await window.showTextDocument(document);
  const edit = new WorkspaceEdit();
  edit.insert(document.uri, new Position(0, 0), content);
  await workspace.applyEdit(edit);
  // A new text reaches the server a moment later; nobody completes or renames sooner than that.
  await new Promise((resolve) => setTimeout(resolve, 250));
  try {
    await body(document, document.positionAt(Math.max(0, marked.indexOf("|"))));
  } finally {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    await until(() => document.isClosed, Boolean);
  }
}

/** Files of the first folder that are there for one suite only: others count the configs of the workspace. */
export function withFiles(files: Readonly<Record<string, string>>): void {
  suiteSetup(async () => {
    for (const [name, text] of Object.entries(files)) await write(name, text);
  });
  suiteTeardown(async () => {
    await commands.executeCommand("workbench.action.closeAllEditors");
    for (const name of Object.keys(files)) await workspace.fs.delete(uriOf(name));
  });
}

export async function write(name: string, text: string): Promise<void> {
  await workspace.fs.writeFile(uriOf(name), new TextEncoder().encode(text));
}

/** A diagnostic in the words of a test: rule, severity (0 is an error, 1 a warning) and the text it marks. */
export interface Mark {
  readonly rule: unknown;
  readonly severity: number;
  readonly text: string;
}

export function ruleOf({ code }: Diagnostic): unknown {
  return typeof code === "object" ? code.value : code;
}

function marks(document: TextDocument): Mark[] {
  return languages
    .getDiagnostics(document.uri)
    .filter(({ source }) => source === "neox-config")
    .map((diagnostic) => ({
      rule: ruleOf(diagnostic),
      severity: diagnostic.severity,
      text: document.getText(diagnostic.range),
    }));
}

/** Looks until `isWanted`; after fifteen seconds returns what is there. */
export async function until<Value>(
  look: () => Value | Thenable<Value>,
  isWanted: (value: Value) => boolean,
): Promise<Value> {
  for (const end = Date.now() + 15_000; ; ) {
    const found = await look();
    if (isWanted(found) || Date.now() > end) return found;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Looks until what is found is `expected`, as JSON; after fifteen seconds returns what is there. */
export function untilIs<Value>(expected: Value, look: () => Value | Thenable<Value>): Promise<Value> {
  const wanted = JSON.stringify(expected);
  return until(look, (found) => JSON.stringify(found) === wanted);
}

/** Waits until our diagnostics of `document` are exactly `expected`; after fifteen seconds returns what they are. */
export function marksWhen(document: TextDocument, expected: readonly Mark[]): Promise<readonly Mark[]> {
  return untilIs(expected, () => marks(document));
}

/** The place where `text` starts in a document that has it once. */
export function placeOf(document: TextDocument, text: string): Position {
  return document.positionAt(document.getText().indexOf(text));
}

/** The range of a whole document. */
export function wholeOf(document: TextDocument): Range {
  return new Range(new Position(0, 0), document.positionAt(document.getText().length));
}

/** `2:0-2:12`, counted from zero as the protocol does. */
export function shownRange({ start, end }: Range): string {
  return `${start.line}:${start.character}-${end.line}:${end.character}`;
}

/** `block.yml 2:0-2:12` */
export function shownPlace({ uri, range }: Pick<Location, "uri" | "range">): string {
  return `${uri.path.slice(uri.path.lastIndexOf("/") + 1)} ${shownRange(range)}`;
}

/** Runs `body` with `neoxConfig.<name>` set in the workspace, and takes it back. */
export async function withSetting(name: string, value: unknown, body: () => Promise<void>): Promise<void> {
  const settings = workspace.getConfiguration("neoxConfig");
  await settings.update(name, value, ConfigurationTarget.Workspace);
  try {
    await body();
  } finally {
    await settings.update(name, undefined, ConfigurationTarget.Workspace);
  }
}

/** Takes all changes back and closes all editors. */
export async function closeAll(): Promise<void> {
  for (const document of workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await window.showTextDocument(document);
    await commands.executeCommand("workbench.action.files.revert");
  }
  await commands.executeCommand("workbench.action.closeAllEditors");
}

/** Takes the row that has the focus of each question that a command asks; a picker does not say when it is open. */
export async function takeFirst(command: string): Promise<void> {
  let isAnswered = false;
  const answered = commands.executeCommand(command).then(() => {
    isAnswered = true;
  });
  for (const end = Date.now() + 10_000; Date.now() < end && !isAnswered; ) {
    await commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await answered;
}
