import {
  CodeLensRefreshRequest,
  type Connection,
  DiagnosticRefreshRequest,
  DidChangeConfigurationNotification,
  type InitializeParams,
  InlayHintRefreshRequest,
  MessageType,
  PositionEncodingKind,
  type ServerCapabilities,
  ShowMessageNotification,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { notification } from "../../../protocol/notification";
import { loadTranslations, t } from "../base/l10n";
import type { RuleFailure } from "../engine/run";
import type { AskNeox } from "../features/verify/answer";
import type { FileSystem } from "../workspace/fileSystem";
import type { LoadSource } from "../workspace/keptParts";
import { cutTarget, noSuchTarget } from "../workspace/targets";
import { type Surroundings, Workspace } from "../workspace/workspace";
import { answerAskNeox } from "./askNeox";
import { clientFiles, filesByScheme, noFiles } from "./clientFiles";
import { type ClientOffers, clientOffers } from "./clientOffers";
import { ClosedFilePublisher } from "./closedFilePublisher";
import { answerCommands } from "./commandRequests";
import { answerComparisons } from "./comparisons";
import { DiagnosticsPublisher } from "./diagnosticsPublisher";
import { DiagnosticsPuller } from "./diagnosticsPuller";
import { SECTION } from "./editorSettings";
import { answerFailedRuns } from "./failedRuns";
import { answerFeatures, FEATURE_CAPABILITIES } from "./languageFeatures";
import { answerLaunches, tellLaunchesChanged } from "./launchRequests";
import { LINK_CAPABILITIES, Links } from "./linkFeatures";
import { answerNumbers, NUMBER_CAPABILITIES } from "./numberFeatures";
import { OpenConfigs } from "./openConfigs";
import { openTexts } from "./openTexts";
import { SettingsStore } from "./settingsStore";
import { ShownDiagnostics } from "./shownDiagnostics";
import { TEXTS } from "./textUpdates";
import { watchFiles } from "./watchedFiles";
import { WorkspaceChecks } from "./workspaceChecks";
import { WorkspaceFolders } from "./workspaceFolders";
import { WorkspacePuller } from "./workspacePuller";

const CAPABILITIES: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
  ...FEATURE_CAPABILITIES,
  ...NUMBER_CAPABILITIES,
  ...LINK_CAPABILITIES,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** For clients that ask for diagnostics. One that would ask for those of the whole workspace unbidden is not told of them. */
function pullCapabilities({ checksAllOnDemand }: ClientOffers): ServerCapabilities {
  const workspaceDiagnostics = !checksAllOnDemand;
  return {
    diagnosticProvider: {
      identifier: "neox-config",
      interFileDependencies: true,
      workspaceDiagnostics,
      workDoneProgress: true,
    },
  };
}

/** A client that asks for diagnostics gets none unasked. */
function pulls({ capabilities }: InitializeParams): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}

/** Whether the client tells of changes on disk, when it is asked to. Neovim on Linux does not. */
function watches({ capabilities }: InitializeParams): boolean {
  return capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true;
}

/** What an editor asks only of a text that it has changed itself, unless it is told to ask again. */
function refreshes(params: InitializeParams): readonly { readonly method: string }[] {
  const { diagnostics, codeLens, inlayHint } = params.capabilities.workspace ?? {};
  return [
    ...(pulls(params) && diagnostics?.refreshSupport ? [DiagnosticRefreshRequest] : []),
    ...(codeLens?.refreshSupport ? [CodeLensRefreshRequest] : []),
    ...(inlayHint?.refreshSupport ? [InlayHintRefreshRequest] : []),
  ];
}

/**
 * Answers a client over this connection until it ends. Files of `file:` URIs are read from `localFiles`, and what
 * launches load from `loadSource`; `ask` runs the code of a checkout, on a user's word.
 */
export function serve(
  connection: Connection,
  localFiles: FileSystem = noFiles,
  loadSource?: LoadSource,
  ask?: AskNeox,
): void {
  connection.onInitialize((params) => {
    const offers = clientOffers(params.initializationOptions);
    if (offers.translations !== undefined) loadTranslations(offers.translations);
    new Session(connection, params, localFiles, loadSource, ask).listen();
    const capabilities = { ...CAPABILITIES, ...(pulls(params) && pullCapabilities(offers)) };
    return { capabilities, serverInfo: { name: "neox-config" } };
  });
  connection.listen();
}

/** One client: hands its messages to the features and their answers back. */
class Session {
  private readonly documents = new TextDocuments(TEXTS);
  private readonly offers: ClientOffers;
  private readonly settings: SettingsStore;
  private readonly folders: WorkspaceFolders;
  private readonly workspace: Workspace;
  private readonly configs: OpenConfigs;
  private readonly shown: ShownDiagnostics;
  private readonly publisher: DiagnosticsPublisher;
  private readonly closedFiles: ClosedFilePublisher;
  private readonly workspacePuller: WorkspacePuller;
  private readonly logged = new Set<string>();
  private readonly warned = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly params: InitializeParams,
    localFiles: FileSystem,
    private readonly loadSource: LoadSource | undefined,
    private readonly ask: AskNeox | undefined,
  ) {
    this.offers = clientOffers(params.initializationOptions);
    const { capabilities, initializationOptions } = params;
    this.settings = new SettingsStore(connection, capabilities, initializationOptions, () =>
      this.lookAgain(),
    );
    this.folders = new WorkspaceFolders(connection, params);
    const events = {
      searched: () => this.checkAgain(),
      unknownTarget: (name: string) =>
        this.warnOnce(t("Setting {0}: {1}", `${SECTION}.target`, noSuchTarget(name))),
      cutTarget: (label: string) => this.warnOnce(cutTarget(label)),
    };
    this.workspace = new Workspace(this.files(localFiles), this.surroundings(), events, loadSource);
    const ruleFailed = (uri: string, { rule, error }: RuleFailure) =>
      this.logFailure(`the check ${rule} on ${uri}`, error);
    this.configs = new OpenConfigs(this.documents, this.settings, this.workspace, {
      ruleFailed,
      checked: (uri) => this.offers.launchStatus && tellLaunchesChanged(connection, uri),
    });
    this.shown = new ShownDiagnostics(this.configs, this.workspace);
    this.publisher = new DiagnosticsPublisher(connection, this.configs, this.shown, (uri, error) =>
      this.logFailure(`checking ${uri}`, error),
    );
    this.closedFiles = new ClosedFilePublisher(connection, this.shown, this.workspace, (error) =>
      this.logFailure("checking closed files", error),
    );
    this.workspacePuller = new WorkspacePuller(
      connection,
      this.workspace,
      this.shown,
      new WorkspaceChecks(this.workspace, this.settings, ruleFailed),
      (uri) => this.configs.versionOf(uri),
      this.offers.checksAllOnDemand
        ? (message) => connection.window.showWarningMessage(message)
        : (message) => connection.console.warn(message),
    );
  }

  listen(): void {
    const { connection, documents } = this;
    if (pulls(this.params)) new DiagnosticsPuller(connection, this.configs, this.shown).listen();
    this.workspacePuller.listen();
    documents.onDidOpen(({ document }) => this.open(document.uri));
    documents.onDidChangeContent(({ document }) => this.textChanged(document.uri));
    documents.onDidSave(({ document }) => this.save(document.uri));
    documents.onDidClose(({ document }) => this.close(document.uri));
    documents.listen(connection);
    connection.onInitialized(() => this.followClient());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.settings.change(settings);
      this.lookAgain();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => this.followDisk(changes.map(({ uri }) => uri)));
    const { workspace, textDocument } = this.params.capabilities;
    const links = new Links(this.configs, this.workspace);
    answerFeatures(connection, this.configs, {
      commands: this.offers,
      takesVersions: workspace?.workspaceEdit?.documentChanges === true,
      takesSnippets: textDocument?.completion?.completionItem?.snippetSupport === true,
      configAt: (uri, position) => links.configAt(uri, position),
      configsIn: (uri, folder) => this.workspace.configsIn(uri, folder),
      isProjectFile: (uri) => this.workspace.isProjectFile(uri),
    });
    answerNumbers(connection, this.configs, this.settings);
    answerComparisons(connection, this.workspace, this.settings);
    answerFailedRuns(connection, this.workspace, this.settings, this.loadSource?.disk);
    links.listen(connection);
    answerLaunches(connection, this.configs, this.workspace, () => this.checkAgain());
    answerCommands(connection, this.configs);
    answerAskNeox(connection, this.configs, this.offers.isTrusted ? this.ask : undefined);
  }

  private files(local: FileSystem): FileSystem {
    const remote = this.offers.files ? clientFiles(this.connection) : noFiles;
    return local === noFiles ? remote : filesByScheme(local, remote);
  }

  private surroundings(): Surroundings {
    const folders = this.folders;
    return {
      folders: () => folders.uris,
      openTexts: openTexts(this.documents),
      isTrusted: this.offers.isTrusted,
    };
  }

  /** A project file concerns all configs, also those that a client which asks would not ask about again. */
  private textChanged(uri: string): void {
    if (this.workspace.isProjectFile(uri)) this.checkAgain();
    else this.checkOpen(uri);
  }

  /** After a change of one text, which may show in the others of its launch. */
  private checkOpen(changed?: string): void {
    this.configs.changed();
    // A client that pulls asks again by itself.
    if (!pulls(this.params)) {
      if (changed !== undefined) this.publisher.schedule(changed);
      this.publisher.scheduleAll(() => this.documents.keys());
    }
    this.closedFiles.schedule();
    this.workspacePuller.changed();
  }

  /** After a change that concerns all texts. */
  private checkAgain(): void {
    this.checkOpen();
    for (const { method } of refreshes(this.params))
      this.connection.sendRequest(method).catch((error) => this.logFailure(method, error));
    if (this.offers.launchStatus)
      for (const uri of this.documents.keys()) tellLaunchesChanged(this.connection, uri);
  }

  private followClient(): void {
    const { connection } = this;
    const { workspace } = this.params.capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration)
      connection.client
        .register(DidChangeConfigurationNotification.type, { section: SECTION })
        .catch((error) => connection.console.warn(`The editor does not tell of new settings: ${error}`));
    if (watches(this.params)) void watchFiles(connection);
    if (workspace?.workspaceFolders) this.folders.follow(() => this.foldersChanged());
    this.closedFiles.schedule();
  }

  private async followDisk(uris: readonly string[]): Promise<void> {
    await this.workspace.changed(uris);
    this.checkAgain();
  }

  /** The settings may name other files now. */
  private lookAgain(): void {
    this.workspace.lookAgain();
    this.checkAgain();
  }

  /** Settings may be those of a folder. */
  private foldersChanged(): void {
    this.settings.askAgain();
    this.workspace.foldersChanged();
    this.checkAgain();
  }

  private open(uri: string): void {
    this.closedFiles.opened(uri);
    void this.workspace.lookAround(uri);
  }

  private save(uri: string): void {
    void this.workspace.lookAround(uri);
    this.checkAgain();
  }

  private close(uri: string): void {
    this.publisher.close(uri);
    this.configs.forget(uri);
    this.settings.forget(uri);
    void this.workspace.closed(uri);
    if (this.workspace.isProjectFile(uri)) this.checkAgain();
    else this.checkOpen();
  }

  /** Shows a message once, however often its cause comes back while one types. */
  private warnOnce(message: string): void {
    if (this.warned.has(message)) return;
    this.warned.add(message);
    const shown = this.connection.sendNotification(ShowMessageNotification.type, {
      type: MessageType.Warning,
      message: notification(message),
    });
    shown.catch((error) => this.logFailure(`saying "${message}"`, error));
  }

  /** Each failure once, however often it comes back while one types. */
  private logFailure(what: string, error: unknown): void {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const message = `neox-config: ${what} failed: ${reason}`;
    if (this.logged.has(message)) return;
    this.logged.add(message);
    this.connection.console.error(message);
  }
}
