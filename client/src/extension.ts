import { commands, EventEmitter, type ExtensionContext, Uri, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import { LAUNCHES_CHANGED, type LaunchesParams } from "../../protocol/launches";
import { callConfig } from "./addFile";
import { checkAll } from "./checkAll";
import { clientOptions } from "./clientOptions";
import { registerConfigCommands } from "./configCommands";
import { ConfigEditor } from "./configEditor";
import { outliveServer } from "./deadServer";
import { SentDocuments } from "./documentSelector";
import { answerFileRequests } from "./fileRequests";
import { LaunchStatus } from "./launchStatus";
import { newConfig } from "./newConfig";
import { newFromHuggingFace } from "./newFromHuggingFace";
import { OtherYamlErrors } from "./otherYamlErrors";
import { selectLaunch, selectTarget, setGpus, TURN_OFF_COMMAND, turnOff } from "./pickers";
import { ReportPanel } from "./report/reportPanel";
import type { RunningServer } from "./runningServer";
import { openSample } from "./sample";
import { ServerStatus } from "./serverStatus";

/** Makes a client that is not started yet; how it reaches the server is all that differs between hosts. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** Starts the server, shows its state, and registers the commands. Everything ends with `context`. */
export async function startExtension(context: ExtensionContext, createClient: CreateClient): Promise<void> {
  const server = new Server(createClient);
  const editors = new ConfigEditor();
  const report = new ReportPanel(context, server, editors);
  context.subscriptions.push(
    server,
    editors,
    report,
    commands.registerCommand("neoxConfig.openReport", (uri?: string | Uri) =>
      report.open(typeof uri === "string" ? Uri.parse(uri) : uri),
    ),
    commands.registerCommand("neoxConfig.restart", () => server.restart()),
    commands.registerCommand("neoxConfig.showLog", () => server.showLog()),
    commands.registerCommand("neoxConfig.openSample", () => openSample(context.extensionUri)),
    ...registerConfigCommands(server, editors, context.extensionUri, context.workspaceState),
    checkAll(server),
    commands.registerCommand("neoxConfig.selectLaunch", () => selectLaunch(server.running)),
    commands.registerCommand("neoxConfig.callConfig", () => callConfig(server.running)),
    commands.registerCommand("neoxConfig.new", () => newConfig(server.running)),
    commands.registerCommand("neoxConfig.newFromHuggingFace", (model?: unknown) =>
      newFromHuggingFace(server.running, model instanceof Uri ? model : undefined),
    ),
    commands.registerCommand(TURN_OFF_COMMAND, turnOff),
    commands.registerCommand("neoxConfig.selectTarget", () => selectTarget(server.running)),
    commands.registerCommand("neoxConfig.setGpus", () => setGpus(server.running)),
    // The server reads files outside of the workspace only when this was trusted at its start.
    workspace.onDidGrantWorkspaceTrust(() => void server.restart()),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("neoxConfig.files")) void server.followDocuments();
    }),
    // In a browser the folders of a workspace file come after the start.
    workspace.onDidChangeWorkspaceFolders(() => void server.followDocuments()),
    workspace.onDidOpenTextDocument(() => void server.followDocuments()),
  );
  await server.restart();
}

/** The one running language server. Restarts follow each other, however often they are asked for. */
class Server implements RunningServer {
  private client: BaseLanguageClient | undefined;
  private restarts: Promise<void> = Promise.resolve();
  /** One for all clients: VS Code hands a channel that was closed at once out again under the same name. */
  private readonly log = window.createOutputChannel("NeoX Config", { log: true });
  private readonly sent = new SentDocuments();
  /** What the client was made for. */
  private selector = "";
  private readonly status = new ServerStatus();
  private readonly otherErrors = new OtherYamlErrors();
  private readonly checked = new EventEmitter<Uri>();
  readonly onDidCheck = this.checked.event;
  private readonly launches = new LaunchStatus(this.onDidCheck);

  constructor(private readonly createClient: CreateClient) {}

  /** The client of the running server; undefined before the first start. */
  get running(): BaseLanguageClient | undefined {
    return this.client;
  }

  restart(): Promise<void> {
    this.restarts = this.afterwards(() => this.replace());
    return this.restarts;
  }

  /** Restarts when other documents are to be sent than those that the client was made for. */
  followDocuments(): Promise<void> {
    const isSame = () => JSON.stringify(this.sent.selector()) === this.selector;
    if (!isSame()) this.restarts = this.afterwards(() => (isSame() ? undefined : this.replace()));
    return this.restarts;
  }

  /** One that failed keeps no later one from being tried. */
  private afterwards(restart: () => Promise<void> | undefined): Promise<void> {
    return this.restarts.catch(() => undefined).then(restart);
  }

  showLog(): void {
    this.log.show();
  }

  async dispose(): Promise<void> {
    this.status.dispose();
    this.launches.dispose();
    this.otherErrors.dispose();
    this.checked.dispose();
    await this.client?.dispose();
    this.log.dispose();
  }

  private async replace(): Promise<void> {
    await this.client?.dispose().catch(() => undefined);
    const selector = this.sent.selector();
    this.selector = JSON.stringify(selector);
    const options = clientOptions(selector, this.log, this.otherErrors.middleware);
    const client = this.createClient("neoxConfig", "NeoX Config", options);
    this.client = client;
    this.status.follow(client);
    this.launches.follow(client);
    this.otherErrors.follow(client);
    answerFileRequests(client);
    outliveServer(client);
    client.onNotification(LAUNCHES_CHANGED, ({ uri }: LaunchesParams) =>
      this.checked.fire(client.protocol2CodeConverter.asUri(uri)),
    );
    // A failed start is told by the client itself and stays in the status item.
    await client.start().catch(() => undefined);
  }
}
