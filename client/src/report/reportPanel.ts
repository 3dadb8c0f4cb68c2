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
import {
  REPORT_REQUEST,
  type Report,
  type ReportParams,
  SHAPE_EDIT_REQUEST,
  type Shape,
  type ShapeEditParams,
} from "../../../protocol/report";
import { reportPage } from "../../../protocol/reportPage";
import { baseName } from "../baseName";
import type { RunningServer } from "../runningServer";

/** The report beside the editor: one panel, which follows the file it was opened for and the others of its launch. */
export class ReportPanel implements Disposable {
  private panel: WebviewPanel | undefined;
  private uri: Uri | undefined;
  /** The file that the last chosen shape was written into, maybe another of the launch. */
  private written: Uri | undefined;
  /** What the view shows, as JSON. */
  private shown: string | undefined;
  private readonly listeners: Disposable[] = [];
  /** While an answer is on its way, one more question is enough. */
  private asking = false;
  private stale = false;

  constructor(
    private readonly context: ExtensionContext,
    private readonly server: RunningServer,
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
  open(uri = window.activeTextEditor?.document.uri): void {
    if (uri === undefined) return;
    this.uri = uri;
    this.written = undefined;
    const title = l10n.t("Report: {0}", baseName(uri));
    this.panel ??= this.create(title);
    this.panel.title = title;
    this.panel.reveal(undefined, true);
    void this.update();
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

  private async update(): Promise<void> {
    this.stale = true;
    if (this.asking) return;
    this.asking = true;
    try {
      while (this.stale && this.panel !== undefined && this.uri !== undefined) {
        this.stale = false;
        const params: ReportParams = { uri: this.uri.toString() };
        const report = await this.server.running?.sendRequest<Report | null>(REPORT_REQUEST, params);
        await this.show(report ?? null);
      }
    } finally {
      this.asking = false;
    }
  }

  /** Draws a report that is new; the last one stays when its file is closed. */
  private async show(report: Report | null): Promise<void> {
    const text = JSON.stringify(report);
    const isClosed = !workspace.textDocuments.some(({ uri }) => this.isOf(uri));
    if (text === this.shown || (report === null && isClosed)) return;
    this.shown = text;
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
      void this.write(message.shape);
  }

  /** Writes a shape into the file; the editor can undo it. */
  private async write({ hiddenSize, numAttentionHeads, numKvHeads }: Shape): Promise<void> {
    const client = this.server.running;
    if (client === undefined || this.uri === undefined) return;
    const shape = { hiddenSize, numAttentionHeads, numKvHeads };
    const params: ShapeEditParams = { uri: this.uri.toString(), shape };
    const edit = await client.sendRequest<
      Parameters<typeof client.protocol2CodeConverter.asWorkspaceEdit>[0]
    >(SHAPE_EDIT_REQUEST, params);
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
