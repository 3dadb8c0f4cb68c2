import {
  commands,
  type Disposable,
  type ExtensionContext,
  env,
  l10n,
  Uri,
  ViewColumn,
  type Webview,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import type { WorkspaceEdit } from "vscode-languageclient";
import {
  ASSUMPTION_EDIT_REQUEST,
  type AssumptionEditParams,
  type NoReport,
  REPORT_REQUEST,
  REPORT_SETTINGS,
  type Report,
  type ReportParams,
  SHAPE_EDIT_REQUEST,
  type Shape,
  type ShapeEditParams,
} from "../../../protocol/report";
import { reportPage } from "../../../protocol/reportPage";
import { baseName } from "../baseName";
import { succeeded } from "../configCommands";
import type { ConfigEditor } from "../configEditor";
import { Refreshing } from "../refreshing";
import type { RunningServer } from "../runningServer";
import { writeSetting } from "../settings";

/** The report beside the editor: one panel, which follows the file it was opened for and the others of its launch. */
export class ReportPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private uri: Uri | undefined;
  /** The file that the last chosen shape was written into, maybe another of the launch. */
  private written: Uri | undefined;
  /** What the view shows, and the same as JSON. */
  private report: Report | undefined;
  private shown: string | undefined;
  /** The middle of the shapes that are explored: it stays where it was when the first of them was chosen. */
  private around: Shape | undefined;
  private readonly listeners: Disposable[] = [];
  private readonly refreshing = new Refreshing(() => this.ask());

  constructor(
    private readonly context: ExtensionContext,
    private readonly server: RunningServer,
    private readonly editors: ConfigEditor,
  ) {
    this.listeners.push(
      // Any file may be one of the launch; the server knows, and answers what did not change at once.
      workspace.onDidChangeTextDocument(() => void this.update()),
      server.onDidCheck((uri) => {
        if (this.isOf(uri)) void this.update();
      }),
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("neoxConfig")) void this.update();
      }),
    );
  }

  /** Shows the report of a config, by default of the one in the active editor. */
  async open(given?: Uri): Promise<void> {
    const uri = given ?? (await this.editors.show())?.document.uri;
    if (uri === undefined) {
      void window.showInformationMessage(l10n.t("Open a GPT-NeoX config first."));
      return;
    }
    this.uri = uri;
    this.written = undefined;
    this.around = undefined;
    const title = l10n.t("Report: {0}", baseName(uri));
    this.panel ??= this.create(title);
    this.panel.title = title;
    this.panel.reveal(undefined, true);
    await this.update();
  }

  dispose(): void {
    this.panel?.dispose();
    for (const listener of this.listeners) listener.dispose();
  }

  private create(title: string): WebviewPanel {
    const media = Uri.joinPath(this.context.extensionUri, "dist");
    const panel = window.createWebviewPanel(
      "neoxConfig.report",
      title,
      { viewColumn: ViewColumn.Beside, preserveFocus: true },
      { enableScripts: true, localResourceRoots: [media], retainContextWhenHidden: true },
    );
    panel.onDidDispose(() => {
      this.panel = undefined;
    });
    panel.webview.onDidReceiveMessage((message: unknown) => this.received(message));
    panel.webview.html = pageOf(panel.webview, media);
    return panel;
  }

  private update(): Promise<void> {
    return this.refreshing.now();
  }

  private async ask(): Promise<void> {
    if (this.panel === undefined || this.uri === undefined) return;
    const params: ReportParams = { uri: this.uri.toString(), ...(this.around && { around: this.around }) };
    const client = this.server.running;
    const report = await client?.sendRequest<Report | NoReport | null>(REPORT_REQUEST, params);
    if (report) await this.show(report);
  }

  /** Draws a report that is new; the last one stays when its file is closed. */
  private async show(report: Report | NoReport): Promise<void> {
    const text = JSON.stringify(report);
    if (!("reason" in report)) await succeeded("report");
    if (text === this.shown) return;
    this.shown = text;
    this.report = "reason" in report ? undefined : report;
    await this.panel?.webview.postMessage(report);
  }

  private received(message: unknown): void {
    if (typeof message !== "object" || message === null || !("kind" in message)) return;
    if (message.kind === "ready") {
      this.shown = undefined;
      void this.update();
    }
    if (message.kind === "undo") void this.undo();
    if (message.kind === "choose" && "shape" in message && isShape(message.shape))
      void this.choose(message.shape);
    if (message.kind === "write" && "about" in message) void this.writeAssumed(message.about);
    if (message.kind === "set" && "setting" in message && "value" in message)
      void this.set(message.setting, message.value);
  }

  /** One of the settings that the view offers, where the file that it shows takes it from. */
  private async set(name: unknown, value: unknown): Promise<void> {
    const setting = REPORT_SETTINGS.find((each) => each === name);
    const isValue = value === null || typeof value === "string" || typeof value === "number";
    if (setting !== undefined && isValue) await writeSetting(setting, value ?? undefined, this.uri);
  }

  private async writeAssumed(about: unknown): Promise<void> {
    const known = this.report?.assumptions ?? [];
    const assumption = [...known, ...(this.report?.missing ?? [])].find((each) => each.about === about);
    if (assumption === undefined || this.uri === undefined) return;
    const params: AssumptionEditParams = { uri: this.uri.toString(), about: assumption.about };
    await this.apply(ASSUMPTION_EDIT_REQUEST, params);
  }

  /** Writes a shape into the file; the editor can undo it. */
  private async choose(shape: Shape): Promise<void> {
    if (this.uri === undefined) return;
    const present = this.report?.shapes.find(({ isPresent }) => isPresent);
    this.around ??= present && sizesOf(present);
    const params: ShapeEditParams = { uri: this.uri.toString(), shape: sizesOf(shape) };
    await this.apply(SHAPE_EDIT_REQUEST, params);
  }

  /** Makes the edit that the server answers with. */
  private async apply(request: string, params: ReportParams): Promise<void> {
    const client = this.server.running;
    if (client === undefined) return;
    const edit = await client.sendRequest<WorkspaceEdit | null>(request, params);
    const converted = await client.protocol2CodeConverter.asWorkspaceEdit(edit);
    if (converted === undefined || !(await workspace.applyEdit(converted))) return;
    this.written = converted.entries()[0]?.[0];
  }

  /** Takes the last change of the file back. The editor undoes where its focus is, which then returns. */
  private async undo(): Promise<void> {
    const uri = this.written ?? this.uri;
    if (uri === undefined) return;
    const beside = window.visibleTextEditors.find(({ document }) => this.isOf(document.uri));
    await window.showTextDocument(uri, { viewColumn: beside?.viewColumn ?? ViewColumn.One });
    await commands.executeCommand("undo");
    this.panel?.reveal();
  }

  private isOf(uri: Uri): boolean {
    return uri.toString() === this.uri?.toString();
  }
}

function sizesOf({ hiddenSize, numAttentionHeads, numKvHeads }: Shape): Shape {
  return { hiddenSize, numAttentionHeads, numKvHeads };
}

function pageOf(webview: Webview, media: Uri): string {
  const address = (name: string) => webview.asWebviewUri(Uri.joinPath(media, name)).toString();
  return reportPage({
    title: l10n.t("Report"),
    nonce: crypto.randomUUID(),
    script: { href: address("report.js") },
    style: { href: address("report.css") },
    language: env.language,
    ...(l10n.bundle && { translations: l10n.bundle }),
  });
}

function isShape(value: unknown): value is Shape {
  if (typeof value !== "object" || value === null) return false;
  const names = ["hiddenSize", "numAttentionHeads", "numKvHeads"];
  return names.every((name) => Number.isSafeInteger(Reflect.get(value, name)));
}
