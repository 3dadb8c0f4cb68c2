import {
  type CancellationToken,
  type Connection,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
} from "vscode-languageserver";
import { pauseFor } from "./diagnosticsPublisher";
import type { OpenConfigs } from "./openConfigs";
import type { ShownDiagnostics } from "./shownDiagnostics";

/** Answers a client that asks for diagnostics when it wants them. */
export class DiagnosticsPuller {
  constructor(
    private readonly connection: Connection,
    private readonly configs: OpenConfigs,
    private readonly shown: ShownDiagnostics,
  ) {}

  listen(): void {
    this.connection.languages.diagnostics.on(async ({ textDocument, previousResultId }, token) =>
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
    if (token.isCancellationRequested) throw new ResponseError(LSPErrorCodes.RequestCancelled, "superseded");
    const shown = await this.shown.in(uri);
    if (shown === undefined) return { kind: DocumentDiagnosticReportKind.Full, items: [] };
    const resultId = shown.id;
    if (resultId === previousResultId) return { kind: DocumentDiagnosticReportKind.Unchanged, resultId };
    return { kind: DocumentDiagnosticReportKind.Full, resultId, items: [...shown.diagnostics] };
  }
}
