import {
  commands,
  type Diagnostic,
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
import type { BaseLanguageClient } from "vscode-languageclient";
import { type RunningServer, sayNoServer } from "./runningServer";
import { askWorkspaceDiagnostics } from "./workspaceDiagnostics";

/** What a check of the workspace found. */
export interface Tally {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
}

/** Registers 'Check all configs'. What it finds in files without a tab stays in the problems view until they get one. */
export function checkAll(server: RunningServer): Disposable {
  const shown = languages.createDiagnosticCollection("neoxConfig.all");
  const watcher = workspace.createFileSystemWatcher("**/*.{yml,yaml}");
  return Disposable.from(
    shown,
    watcher,
    commands.registerCommand("neoxConfig.checkAll", () => run(server.running, shown)),
    // A file with a tab is told of by the server as it is typed, and with it those of its launch.
    languages.onDidChangeDiagnostics(({ uris }) => {
      for (const uri of uris) if (isTold(server.running, uri)) shown.delete(uri);
    }),
    window.tabGroups.onDidChangeTabs(({ opened }) => {
      for (const { input } of opened) if (input instanceof TabInputText) shown.delete(input.uri);
    }),
    watcher.onDidChange((uri) => shown.delete(uri)),
    watcher.onDidDelete((uri) => shown.delete(uri)),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("neoxConfig")) shown.clear();
    }),
  );
}

async function run(
  client: BaseLanguageClient | undefined,
  shown: DiagnosticCollection,
): Promise<Tally | undefined> {
  if (client === undefined) {
    sayNoServer();
    return undefined;
  }
  shown.clear();
  const found = await window.withProgress(
    { location: ProgressLocation.Notification, title: l10n.t("Checking all configs"), cancellable: true },
    (progress, cancellation) => askWorkspaceDiagnostics(client, progress, cancellation),
  );
  let tally: Tally = { files: 0, errors: 0, warnings: 0 };
  for (const [file, items] of found) {
    const uri = client.protocol2CodeConverter.asUri(file);
    const diagnostics = await client.protocol2CodeConverter.asDiagnostics([...items]);
    if (!isTold(client, uri)) shown.set(uri, diagnostics);
    tally = added(tally, diagnostics, isProjectFile(uri) ? 0 : 1);
  }
  void tell(tally);
  return tally;
}

/** Whether the server tells of a file by itself: of one that is open in a tab, and of others of its launch. */
function isTold(client: BaseLanguageClient | undefined, uri: Uri): boolean {
  const isSame = (other: Uri) => other.toString() === uri.toString();
  const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
  const hasTab = tabs.some(({ input }) => input instanceof TabInputText && isSame(input.uri));
  // The text of a tab that was never shown since the start is not loaded yet.
  const isLoaded = workspace.textDocuments.some((document) => isSame(document.uri));
  return (hasTab && isLoaded) || client?.diagnostics?.has(uri) === true;
}

/** It has findings of its own, but is no config. */
function isProjectFile({ path }: Uri): boolean {
  return path.endsWith("/.neox-config.yml");
}

function added(
  { files, errors, warnings }: Tally,
  diagnostics: readonly Diagnostic[],
  configs: number,
): Tally {
  const count = (severity: DiagnosticSeverity) =>
    diagnostics.filter((diagnostic) => diagnostic.severity === severity).length;
  return {
    files: files + configs,
    errors: errors + count(DiagnosticSeverity.Error),
    warnings: warnings + count(DiagnosticSeverity.Warning),
  };
}

async function tell({ files, errors, warnings }: Tally): Promise<void> {
  const text = l10n.t("Configs checked: {0}. Errors: {1}, warnings: {2}.", files, errors, warnings);
  const showProblems = l10n.t("Show problems");
  if ((await window.showInformationMessage(text, showProblems)) === showProblems)
    await commands.executeCommand("workbench.actions.view.problems");
}
