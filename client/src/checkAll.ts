import {
  type CancellationToken,
  commands,
  type DiagnosticCollection,
  DiagnosticSeverity,
  Disposable,
  l10n,
  languages,
  ProgressLocation,
  TabInputText,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { BaseLanguageClient, Diagnostic } from "vscode-languageclient";
import { CHECK_REQUEST } from "../../protocol/commands";
import type { RunningServer } from "./runningServer";

/** More files than this are no longer somebody's configs. */
const MOST_FILES = 5000;

/** What a check of the workspace found. */
export interface Tally {
  readonly configs: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Registers 'Check all configs'. What it finds in files without a tab stays in the problems view until they get one. */
export function checkAll(server: RunningServer): Disposable {
  const found = languages.createDiagnosticCollection("neoxConfig.all");
  const watcher = workspace.createFileSystemWatcher("**/*.{yml,yaml}");
  return Disposable.from(
    found,
    watcher,
    commands.registerCommand("neoxConfig.checkAll", () => run(server.running, found)),
    // A file with a tab is told of by the server as it is typed.
    window.tabGroups.onDidChangeTabs(({ opened }) => {
      for (const { input } of opened) if (input instanceof TabInputText) found.delete(input.uri);
    }),
    watcher.onDidChange((uri) => found.delete(uri)),
    watcher.onDidDelete((uri) => found.delete(uri)),
  );
}

async function run(
  client: BaseLanguageClient | undefined,
  found: DiagnosticCollection,
): Promise<Tally | undefined> {
  if (client === undefined) {
    void window.showWarningMessage(l10n.t("The NeoX Config server does not run."));
    return undefined;
  }
  found.clear();
  const tally = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Checking all configs"), cancellable: true },
    async (progress, token) => {
      const files = await workspace.findFiles("**/*.{yml,yaml}", undefined, MOST_FILES, token);
      const step = (uri: Uri) =>
        progress.report({ message: workspace.asRelativePath(uri), increment: 100 / files.length });
      return checkFiles(client, files, found, step, token);
    },
  );
  void tell(tally);
  return tally;
}

async function checkFiles(
  client: BaseLanguageClient,
  files: readonly Uri[],
  found: DiagnosticCollection,
  step: (uri: Uri) => void,
  token: CancellationToken,
): Promise<Tally> {
  let tally: Tally = { configs: 0, errors: 0, warnings: 0 };
  for (const uri of files) {
    if (token.isCancellationRequested) break;
    step(uri);
    const diagnostics = await diagnosticsOf(client, uri);
    if (diagnostics === undefined) continue;
    const count = (severity: DiagnosticSeverity) =>
      diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
    tally = {
      configs: tally.configs + 1,
      errors: tally.errors + count(DiagnosticSeverity.Error),
      warnings: tally.warnings + count(DiagnosticSeverity.Warning),
    };
    if (!hasTab(uri)) found.set(uri, diagnostics);
  }
  return tally;
}

/** The findings of one file; undefined for one that is no config or cannot be read as text. */
async function diagnosticsOf(client: BaseLanguageClient, uri: Uri) {
  try {
    // Opening a document tells the server its text; it closes by itself when nobody looks at it.
    await workspace.openTextDocument(uri);
  } catch {
    return undefined;
  }
  const params = { uri: client.code2ProtocolConverter.asUri(uri) };
  const diagnostics = await client.sendRequest<Diagnostic[] | null>(CHECK_REQUEST, params);
  return diagnostics === null ? undefined : client.protocol2CodeConverter.asDiagnostics(diagnostics);
}

function hasTab(uri: Uri): boolean {
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  return tabs.some(({ input }) => input instanceof TabInputText && input.uri.toString() === uri.toString());
}

async function tell({ configs, errors, warnings }: Tally): Promise<void> {
  const text = l10n.t("Configs checked: {0}. Errors: {1}, warnings: {2}.", configs, errors, warnings);
  const showProblems = l10n.t("Show problems");
  if ((await window.showInformationMessage(text, showProblems)) === showProblems)
    await commands.executeCommand("workbench.actions.view.problems");
}
