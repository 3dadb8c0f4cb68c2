import { config } from "chai";
import {
  ConfigurationTarget,
  commands,
  type Diagnostic,
  type Hover,
  languages,
  MarkdownString,
  type Position,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";

// A failure shows all of what was found.
config.truncateThreshold = 0;

/** Opens a file of the test workspace in an editor. */
export async function open(name: string): Promise<TextDocument> {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("the tests need their workspace folder");
  const document = await workspace.openTextDocument(Uri.joinPath(folder.uri, name));
  await window.showTextDocument(document);
  return document;
}

/** A diagnostic in the words of a test: rule, severity (0 is an error, 1 a warning) and the text it marks. */
export interface Mark {
  readonly rule: unknown;
  readonly severity: number;
  readonly text: string;
}

function marks(document: TextDocument): Mark[] {
  const ours = (diagnostic: Diagnostic) => diagnostic.source === "neox-config";
  return languages
    .getDiagnostics(document.uri)
    .filter(ours)
    .map(({ code, severity, range }) => ({
      rule: typeof code === "object" ? code.value : code,
      severity,
      text: document.getText(range),
    }));
}

/** Looks until `isWanted`; after fifteen seconds returns what is there. */
export async function until<Value>(look: () => Value, isWanted: (value: Value) => boolean): Promise<Value> {
  for (const end = Date.now() + 15_000; Date.now() < end; ) {
    if (isWanted(look())) break;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return look();
}

/** Waits until our diagnostics of `document` are exactly `expected`; after fifteen seconds returns what they are. */
export async function marksWhen(document: TextDocument, expected: readonly Mark[]): Promise<Mark[]> {
  const wanted = JSON.stringify(expected);
  return until(
    () => marks(document),
    (found) => JSON.stringify(found) === wanted,
  );
}

/** What every hover at `position` says, as Markdown; empty where nobody has anything to say. */
export async function hoverText(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    "vscode.executeHoverProvider",
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof MarkdownString ? content.value : String(content)))
    .join("\n");
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
