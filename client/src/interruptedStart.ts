import { type BaseLanguageClient, ErrorCodes, ResponseError } from "vscode-languageclient";

/**
 * Keeps it in the log that a server died while it was starting: the client starts it again, and says so when it gives
 * up. No option of the library does this; it shows an error each time.
 */
export function logInterruptedStarts(client: BaseLanguageClient): void {
  const tell = client.error.bind(client);
  client.error = (message, data, showNotification) =>
    tell(message, data, isInterruption(data) ? false : showNotification);
}

/** Whether a request failed because the connection ended before its answer. */
function isInterruption(error: unknown): boolean {
  return error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected;
}
