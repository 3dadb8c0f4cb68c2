import {
  type Connection,
  DidChangeConfigurationNotification,
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver";
import { TextDocument } from "vscode-languageserver-textdocument";
import { DiagnosticsPublisher } from "./diagnosticsPublisher";
import { answerFeatures, FEATURE_CAPABILITIES } from "./languageFeatures";
import { OpenConfigs } from "./openConfigs";
import { isRecord, SECTION } from "./settings";
import { SettingsStore } from "./settingsStore";
import { WorkspaceFolders } from "./workspaceFolders";

const CAPABILITIES: InitializeResult["capabilities"] = {
  positionEncoding: PositionEncodingKind.UTF16,
  textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
  ...FEATURE_CAPABILITIES,
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
};

/** Answers a client over this connection until it ends. */
export function serve(connection: Connection): void {
  connection.onInitialize((params) => {
    new Session(connection, params).listen();
    return { capabilities: CAPABILITIES, serverInfo: { name: "neox-config" } };
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
  private readonly configs: OpenConfigs;
  private readonly publisher: DiagnosticsPublisher;
  private readonly logged = new Set<string>();

  constructor(
    private readonly connection: Connection,
    private readonly params: InitializeParams,
  ) {
    this.settings = new SettingsStore(connection, params.capabilities, params.initializationOptions);
    this.folders = new WorkspaceFolders(connection, params);
    this.configs = new OpenConfigs(
      this.documents,
      this.settings,
      (uri) => this.folders.relativePath(uri),
      (uri, { rule, error }) => this.logFailure(`the check ${rule} on ${uri}`, error),
    );
    this.publisher = new DiagnosticsPublisher(connection, this.configs, (uri, error) =>
      this.logFailure(`checking ${uri}`, error),
    );
  }

  listen(): void {
    const { connection, documents, publisher } = this;
    documents.onDidChangeContent(({ document }) => publisher.schedule(document.uri));
    documents.onDidClose(({ document }) => this.close(document.uri));
    documents.listen(connection);
    connection.onInitialized(() => this.followClient());
    connection.onDidChangeConfiguration(({ settings }) => {
      this.settings.change(settings);
      for (const uri of documents.keys()) publisher.schedule(uri);
    });
    answerFeatures(connection, this.configs, explainCommand(this.params.initializationOptions));
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
