import { type Connection, ErrorCodes, type Message, ResponseError } from "vscode-languageserver";

/** The method under which requests that come at the wrong time are handed on. */
const REFUSED = "neoxConfig/refused";

/** What the protocol allows when: `initialize` first and once, and after `shutdown` only `exit`. */
export class Lifecycle {
  private stage: "new" | "running" | "ended" = "new";

  /** For `createConnection`: turns requests that come at the wrong time into such as are refused. */
  handleMessage(message: Message, next: (message: Message) => void): void {
    const method = "method" in message ? String(message.method) : undefined;
    const refusal = method === undefined ? undefined : this.refusalOf(method);
    const isRequest = "id" in message;
    if (refusal === undefined) next(message);
    else if (isRequest) next({ ...message, method: REFUSED, params: refusal } as Message);
  }

  listen(connection: Connection): void {
    connection.onRequest(REFUSED, ({ code, message }: Refusal) => new ResponseError<void>(code, message));
  }

  private refusalOf(method: string): Refusal | undefined {
    if (method === "exit") return undefined;
    if (this.stage === "ended")
      return { code: ErrorCodes.InvalidRequest, message: "The server has shut down." };
    if (method === "initialize") {
      if (this.stage === "running")
        return { code: ErrorCodes.InvalidRequest, message: "The server is initialized already." };
      this.stage = "running";
    } else if (this.stage === "new")
      return { code: ErrorCodes.ServerNotInitialized, message: "The server is not initialized yet." };
    if (method === "shutdown") this.stage = "ended";
    return undefined;
  }
}

interface Refusal {
  readonly code: number;
  readonly message: string;
}
