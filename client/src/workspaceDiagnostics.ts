import type { CancellationToken, Progress } from "vscode";
import {
  type BaseLanguageClient,
  type Diagnostic,
  type Disposable,
  WorkDoneProgress,
  type WorkspaceDiagnosticReportPartialResult,
  WorkspaceDiagnosticRequest,
} from "vscode-languageclient";

/** The diagnostics of each file, by its URI. */
export type WorkspaceDiagnostics = ReadonlyMap<string, readonly Diagnostic[]>;

let requests = 0;

/** Asks for the diagnostics of all configs of the workspace; when it is cancelled, what was found by then. */
export async function askWorkspaceDiagnostics(
  client: BaseLanguageClient,
  progress: Progress<{ message?: string; increment?: number }>,
  cancellation: CancellationToken,
): Promise<WorkspaceDiagnostics> {
  const found = new Map<string, readonly Diagnostic[]>();
  // The last report of a file counts.
  const add = ({ items }: WorkspaceDiagnosticReportPartialResult) => {
    for (const item of items) if (item.kind === "full") found.set(item.uri, item.items);
  };
  const workDoneToken = `neoxConfig.check.${++requests}`;
  const partialResultToken = `${workDoneToken}.results`;
  const listeners = [
    client.onProgress(WorkspaceDiagnosticRequest.partialResult, partialResultToken, add),
    showProgress(client, workDoneToken, progress),
  ];
  try {
    const params = { previousResultIds: [], workDoneToken, partialResultToken };
    add(await client.sendRequest(WorkspaceDiagnosticRequest.type, params, cancellation));
  } catch (error) {
    if (!cancellation.isCancellationRequested) throw error;
  } finally {
    for (const listener of listeners) listener.dispose();
  }
  return found;
}

/** The server tells how much is done in all, the editor wants to know how much more. */
function showProgress(
  client: BaseLanguageClient,
  token: string,
  progress: Progress<{ message?: string; increment?: number }>,
): Disposable {
  let done = 0;
  return client.onProgress(WorkDoneProgress.type, token, (step) => {
    if (step.kind !== "report") return;
    const { message = "", percentage = done } = step;
    progress.report({ message, increment: percentage - done });
    done = percentage;
  });
}
