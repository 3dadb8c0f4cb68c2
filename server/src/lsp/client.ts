import type { MessageConnection, MessageReader, MessageWriter } from "vscode-jsonrpc";
import { type Logger, ResponseError } from "vscode-jsonrpc";
import type {
  LogMessageParams,
  MessageType,
  ProgressToken,
  PublishDiagnosticsParams,
} from "vscode-languageserver-protocol";

/** Codes of the protocol for a request that is not answered. */
const REQUEST_FAILED = -32803;
const REQUEST_CANCELLED = -32800;

/** What the client is told to show or to log. */
const SEVERITIES = { error: 1, warn: 2, info: 3, log: 4 } as const satisfies Record<string, MessageType>;

/** Opens a connection whose own faults go to the client's log. `connect` is the `createMessageConnection` of the host. */
export function connectionOver(
  connect: (reader: MessageReader, writer: MessageWriter, logger: Logger) => MessageConnection,
  reader: MessageReader,
  writer: MessageWriter,
): MessageConnection {
  const logger: Logger = {
    error: (message) => log(connection, "error", message),
    warn: (message) => log(connection, "warn", message),
    info: (message) => log(connection, "info", message),
    log: (message) => log(connection, "log", message),
  };
  const connection = connect(reader, writer, logger);
  return connection;
}

/** Writes a line into the client's log. */
export function log(connection: MessageConnection, severity: keyof typeof SEVERITIES, message: string): void {
  const params: LogMessageParams = { type: SEVERITIES[severity], message };
  // A client that is gone reads no log.
  connection.sendNotification("window/logMessage", params).catch(() => undefined);
}

/** Shows a warning to the person. */
export function showWarning(connection: MessageConnection, message: string): Promise<void> {
  return connection.sendNotification("window/showMessage", { type: SEVERITIES.warn, message });
}

/** Shows these diagnostics of a file, and no others. */
export function publish(connection: MessageConnection, params: PublishDiagnosticsParams): Promise<void> {
  return connection.sendNotification("textDocument/publishDiagnostics", params);
}

/** Asks the client for notifications of a kind. */
export async function register(
  connection: MessageConnection,
  method: string,
  registerOptions: object,
): Promise<void> {
  await connection.sendRequest("client/registerCapability", {
    registrations: [{ id: method, method, registerOptions }],
  });
}

/** Sends a part of an answer, or how far it is; nothing without a token. */
export function sendProgress(
  connection: MessageConnection,
  token: ProgressToken | undefined,
  value: object,
): void {
  if (token === undefined) return;
  connection.sendNotification("$/progress", { token, value }).catch(() => undefined);
}

/** Refuses a request, in words that the client shows. */
export function requestFailed(message: string): ResponseError<void> {
  return new ResponseError(REQUEST_FAILED, message);
}

/** Ends a request that nobody wants an answer to any longer. */
export function requestCancelled(reason: string): ResponseError<void> {
  return new ResponseError(REQUEST_CANCELLED, reason);
}
