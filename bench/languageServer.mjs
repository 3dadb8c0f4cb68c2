// @ts-check
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

const BUNDLE = fileURLToPath(new URL("../dist/server.js", import.meta.url));

/** Our server as its users run it: the bundle, over stdio, with one text open. */
export class LanguageServer {
  /** @param {string} bundle */
  constructor(bundle = BUNDLE) {
    this.process = spawn(process.execPath, [bundle, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout),
      new StreamMessageWriter(this.process.stdin),
    );
    /** @type {Map<number, () => void>} */
    this.waiting = new Map();
    this.connection.onNotification(
      "textDocument/publishDiagnostics",
      (/** @type {{ version: number }} */ { version }) => {
        this.waiting.get(version)?.();
        this.waiting.delete(version);
      },
    );
    this.connection.listen();
    this.version = 0;
  }

  async start() {
    const capabilities = { workspace: { configuration: false } };
    await this.connection.sendRequest("initialize", { processId: process.pid, rootUri: null, capabilities });
    await this.connection.sendNotification("initialized", {});
  }

  /**
   * @param {string} uri
   * @param {string} text
   */
  async open(uri, text) {
    this.uri = uri;
    this.version = 1;
    const answered = this.answer(1);
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    await answered;
  }

  /**
   * Milliseconds from the edit to its diagnostics.
   * @param {import("vscode-languageserver-protocol").TextDocumentContentChangeEvent} change
   */
  async edit(change) {
    const version = ++this.version;
    const answered = this.answer(version);
    const begin = performance.now();
    const textDocument = { uri: this.uri, version };
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument,
      contentChanges: [change],
    });
    await answered;
    return performance.now() - begin;
  }

  /** Milliseconds of a question that costs no work: what any answer takes at least. */
  async roundTrip() {
    const begin = performance.now();
    const position = { line: 0, character: 0 };
    await this.connection.sendRequest("textDocument/hover", {
      textDocument: { uri: "file:///none" },
      position,
    });
    return performance.now() - begin;
  }

  async stop() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
  }

  /**
   * @param {number} version
   * @returns {Promise<void>}
   */
  answer(version) {
    return new Promise((resolve) => this.waiting.set(version, resolve));
  }
}
