import { type ChildProcess, spawn } from "node:child_process";
import { BUNDLE } from "../protocol/client";
import { MEGABYTES, SECONDS } from "./command";

/** How a server tells that something of its own failed. */
export const OWN_FAULT = /failed inside|neox-config: .{0,200} failed: /;

/** A server that is spoken to byte by byte. */
export class RawServer {
  readonly process: ChildProcess;
  /** All that it has said. */
  received = "";
  private next = 1000;

  constructor() {
    this.process = spawn(process.execPath, [`--max-old-space-size=${MEGABYTES}`, BUNDLE, "--stdio"]);
    this.process.stdin?.on("error", () => {});
    this.process.stdout?.setEncoding("utf8").on("data", (text: string) => {
      this.received += text;
    });
  }

  raw(bytes: string | Uint8Array): void {
    this.process.stdin?.write(bytes);
  }

  send(message: unknown): void {
    const body = Buffer.from(JSON.stringify(message));
    this.raw(`Content-Length: ${body.length}\r\n\r\n`);
    this.raw(body);
  }

  note(method: string, params: unknown): void {
    this.send({ jsonrpc: "2.0", method, params });
  }

  async ask(method: string, params: unknown): Promise<void> {
    const id = ++this.next;
    this.send({ jsonrpc: "2.0", id, method, params });
    await this.until(() => this.received.includes(`"id":${id}`));
  }

  async start(processId: number | null = null, rootUri = "file:///none"): Promise<void> {
    await this.ask("initialize", { processId, rootUri, capabilities: {} });
    this.note("initialized", {});
  }

  open(uri: string, text: string): void {
    this.note("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
  }

  /** Whether it ends by itself. */
  async ends(): Promise<boolean> {
    await this.until(() => this.process.exitCode !== null || this.process.signalCode !== null);
    return true;
  }

  private async until(isSo: () => boolean): Promise<void> {
    for (const end = Date.now() + SECONDS * 1000; !isSo(); ) {
      if (Date.now() > end)
        throw new Error(`no answer within ${SECONDS} s; so far: ${this.received.slice(-300)}`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}
