import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  PositionEncodingKind,
  type ServerCapabilities,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { PROJECT_FILE } from "../launch/project";
import { ConfigTexts } from "./configTexts";
import { DiagnosticsPublisher } from "./diagnosticsPublisher";
import { DiagnosticsPuller } from "./diagnosticsPuller";
import type { FileSystem } from "./fileSystem";
import { answerFeatures, FEATURE_CAPABILITIES } from "./languageFeatures";
import { answerNumbers, NUMBER_CAPABILITIES } from "./numberFeatures";
import { OpenConfigs } from "./openConfigs";
import { Projects } from "./projects";
import { isRecord, SECTION } from "./settings";
import { SettingsStore } from "./settingsStore";
import { WorkspaceFolders } from "./workspaceFolders";

const CAPABILITIES: ServerCapabilities = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  ...FEATURE_CAPABILITIES,
  ...NUMBER_CAPABILITIES,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

const PULL_CAPABILITIES: ServerCapabilities = {
  diagnosticProvider: { identifier: "neox-config", interFileDependencies: true, workspaceDiagnostics: false },
};

/** A client that asks for diagnostics gets none unasked. */
function pulls({ capabilities }: InitializeParams): boolean {
  return capabilities.textDocument?.diagnostic !== undefined;
}

/** Answers a client over this connection until it ends. */
export function serve(connection: Connection, fileSystem: FileSystem): void {
  connection.onInitialize((params) => {
    new Session(connection, params, fileSystem).listen();
    const capabilities = pulls(params) ? { ...CAPABILITIES, ...PULL_CAPABILITIES } : CAPABILITIES;
    return { capabilities, serverInfo: { name: "neox-config" } };
  });
  connection.listen();
}

/** The command that a client has to explain a rule, as it says at its start. */
function explainCommand(options: unknown): string | undefined {
  return isRecord(options) && typeof options.explainCommand === "string" ? options.explainCommand : undefined;
}

/** One client: hands its messages to the features and their answers back. */
class Session {
  private readonly documents = new TextDocuments(TextDocument);
  private readonly settings: SettingsStore;
  private readonly folders: WorkspaceFolders;
  private readonly texts: ConfigTexts;
  private readonly projects: Projects;
  private readonly configs: OpenConfigs;
  private readonly publisher: DiagnosticsPublisher;
  private readonly logged = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly params: InitializeParams,
    fileSystem: FileSystem,
  ) {
    this.settings = new SettingsStore(connection, params.capabilities, params.initializationOptions);
    this.folders = new WorkspaceFolders(connection, params);
    this.texts = new ConfigTexts(this.documents, fileSystem);
    this.projects = new Projects(this.texts);
    this.configs = new OpenConfigs(
      this.documents,
      this.texts,
      this.settings,
      this.projects,
      this.folders,
      (uri, { rule, error }) => this.logFailure(`the check ${rule} on ${uri}`, error),
    );
    this.publisher = new DiagnosticsPublisher(connection, this.configs, (uri, error) =>
      this.logFailure(`checking ${uri}`, error),
    );
  }

  listen(): void {
    const { connection, documents } = this;
    if (pulls(this.params)) new DiagnosticsPuller(connection, this.configs).listen();
    else documents.onDidChangeContent(({ document: { uri } }) => this.scheduleLaunch(uri));
    documents.onDidClose(({ document }) => this.close(document.uri));
    documents.listen(connection);
    connection.onDidChangeWatchedFiles(({ changes }) => {
      for (const { uri } of changes) this.texts.forget(uri);
      this.projects.forgetCheckouts();
      this.checkAgain();
    });
    connection.onInitialized(() => this.followClient());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.settings.change(settings);
      this.checkAgain();
    });
    answerFeatures(connection, this.configs, explainCommand(this.params.initializationOptions));
    answerNumbers(connection, this.configs, this.settings);
  }

  /** A change may concern the other open files of the launch; the project file concerns all. */
  private scheduleLaunch(uri: string): void {
    if (uri.endsWith(`/${PROJECT_FILE}`)) this.checkAgain();
    for (const each of [uri, ...this.configs.dependents(uri)]) this.publisher.schedule(each);
  }

  /** After a change that concerns all texts. */
  private checkAgain(): void {
    if (!pulls(this.params)) for (const uri of this.documents.keys()) this.publisher.schedule(uri);
    else if (this.params.capabilities.workspace?.diagnostics?.refreshSupport)
      this.connection.languages.diagnostics.refresh();
  }

  private followClient(): void {
    const { workspace } = this.params.capabilities;
    if (workspace?.didChangeConfiguration?.dynamicRegistration)
      void this.connection.client.register(DidChangeConfigurationNotification.type, { section: SECTION });
    if (workspace?.workspaceFolders) this.folders.follow();
  }

  private close(uri: string): void {
    this.publisher.close(uri);
    this.configs.forget(uri);
    this.settings.forget(uri);
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
