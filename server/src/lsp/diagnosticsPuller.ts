import type { CancellationToken, MessageConnection } from "vscode-jsonrpc";
import type { DocumentDiagnosticParams, DocumentDiagnosticReport } from "vscode-languageserver-protocol";
import { requestCancelled } from "./client";
import { pauseFor } from "./diagnosticsPublisher";
import type { OpenConfigs } from "./openConfigs";
import type { ShownDiagnostics } from "./shownDiagnostics";

/** Answers a client that asks for diagnostics when it wants them. */
export class DiagnosticsPuller {
  constructor(
    private readonly connection: MessageConnection,
    private readonly configs: OpenConfigs,
    private readonly shown: ShownDiagnostics,
  ) {}

  listen(): void {
    this.connection.onRequest(
      "textDocument/diagnostic",
      ({ textDocument, previousResultId }: DocumentDiagnosticParams, token) =>
        this.answer(textDocument.uri, previousResultId, token),
    );
  }

  private async answer(
    uri: string,
    previousResultId: string | undefined,
    token: CancellationToken,
  ): Promise<DocumentDiagnosticReport> {
    // Changes and cancellations that the client has already sent are read first.
    await new Promise((resolve) => setTimeout(resolve, pauseFor(this.configs.lastDuration(uri))));
    if (token.isCancellationRequested) throw requestCancelled("superseded");
    const shown = await this.shown.in(uri);
    if (shown === undefined) return { kind: "full", items: [] };
    const resultId = shown.id;
    if (resultId === previousResultId) return { kind: "unchanged", resultId };
    return { kind: "full", resultId, items: [...shown.diagnostics] };
  }
}
