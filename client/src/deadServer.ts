import {
  type BaseLanguageClient,
  ErrorAction,
  ErrorCodes,
  ResponseError,
  State,
} from "vscode-languageclient";

/** A server that dies more often than this within three minutes stays down, and the client says so. */
const MAX_RESTARTS = 3;

/** Lets the client bring back a server that dies, without a word until it gives up. */
export function outliveServer(client: BaseLanguageClient): void {
  const usual = client.createDefaultErrorHandler(MAX_RESTARTS);
  client.clientOptions.errorHandler = {
    error: (error, message, count) => {
      // What is typed on is written to a server that has just died; that it ended decides what comes next.
      const isWriting = message !== undefined;
      return isWriting ? { action: ErrorAction.Continue, handled: true } : usual.error(error, message, count);
    },
    closed: () => usual.closed(),
  };
  logWhatFollows(client);
}

/**
 * Keeps in the log what only follows from a server that died: requests that it left open, and those that wait for the
 * next one. What the client says of the server itself it insists on. No option of the library does this.
 */
function logWhatFollows(client: BaseLanguageClient): void {
  const tell = client.error.bind(client);
  client.error = (message, data, showNotification) => {
    const isAboutServer = showNotification === "force";
    const follows = isInterruption(data) || (!isAboutServer && client.state !== State.Running);
    tell(message, data, follows ? false : showNotification);
  };
}

/** Whether a request failed because the connection ended before its answer. */
function isInterruption(error: unknown): boolean {
  return error instanceof ResponseError && error.code === ErrorCodes.PendingResponseRejected;
}
