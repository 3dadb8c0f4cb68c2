// @ts-check
import { spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import {
  createProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";

/** Our server. */
export const BUNDLE = fileURLToPath(new URL("../dist/server.js", import.meta.url));

/** In bytes: of a longer answer only the length is told, for reading it would hold up what is measured beside it. */
const LONGEST_READ = 500_000;

/** Reads messages as JSON, but for long answers. */
const MESSAGES = {
  name: "application/json",
  decode: async (/** @type {Uint8Array} */ bytes) => {
    const head = new TextDecoder().decode(bytes.subarray(0, 100));
    const id = bytes.length > LONGEST_READ ? /^\{"jsonrpc":"2.0","id":(\d+),/.exec(head)?.[1] : undefined;
    if (id !== undefined) return { jsonrpc: "2.0", id: Number(id), result: { bytes: bytes.length } };
    return JSON.parse(new TextDecoder().decode(bytes));
  },
};

/** A question about no text at all, which costs no work. */
const NO_WORK = {
  textDocument: { uri: "file:///none" },
  position: { line: 0, character: 0 },
};

/** A server as its users run it, over stdio: ours, or another by its program and settings. */
export class LanguageServer {
  /**
   * @param {readonly string[]} command what Node runs
   * @param {Readonly<Record<string, unknown>>} settings by section
   */
  constructor(command = [BUNDLE, "--stdio"], settings = {}) {
    this.process = spawn(process.execPath, command, { stdio: ["pipe", "pipe", "inherit", "ipc"] });
    const { stdin, stdout } = this.process;
    if (stdin === null || stdout === null) throw new Error("pipes were asked for");
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout, { contentTypeDecoder: MESSAGES }),
      new StreamMessageWriter(stdin),
    );
    this.hasSettings = Object.keys(settings).length > 0;
    this.connection.onRequest(
      "workspace/configuration",
      (/** @type {{ items: readonly { section: string }[] }} */ { items }) =>
        items.map(({ section }) => settings[section] ?? null),
    );
    this.connection.onRequest("client/registerCapability", () => null);
    /** The newest diagnostics of each text. @type {Map<string, unknown>} */
    this.published = new Map();
    /** @type {Set<(params: { uri: string, version?: number }) => void>} */
    this.waiting = new Set();
    this.connection.onNotification(
      "textDocument/publishDiagnostics",
      (/** @type {{ uri: string, version?: number, diagnostics: unknown }} */ params) => {
        this.published.set(params.uri, params.diagnostics);
        for (const hear of this.waiting) hear(params);
      },
    );
    this.connection.listen();
    this.uri = "";
    this.version = 0;
  }

  /** @param {string | null} rootUri a folder to work in */
  async start(rootUri = null) {
    const capabilities = { workspace: { configuration: this.hasSettings } };
    await this.connection.sendRequest("initialize", { processId: process.pid, rootUri, capabilities });
    await this.connection.sendNotification("initialized", {});
  }

  /** Opens a text and waits for what is wrong in it. @param {string} uri @param {string} text */
  async open(uri, text) {
    this.uri = uri;
    this.version = 1;
    const answered = this.answer();
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
    await answered;
  }

  /**
   * Milliseconds from the edit to its diagnostics.
   * @param {import("vscode-languageserver-protocol").TextDocumentContentChangeEvent} change
   */
  async edit(change) {
    const begin = performance.now();
    await this.send(change);
    await this.answer();
    return performance.now() - begin;
  }

  /** Sends an edit and waits for nothing. @param {import("vscode-languageserver-protocol").TextDocumentContentChangeEvent} change */
  async send(change) {
    const textDocument = { uri: this.uri, version: ++this.version };
    const contentChanges = [change];
    await this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
  }

  /** Milliseconds of a question that costs no work: what any answer takes at least. */
  async roundTrip() {
    const begin = performance.now();
    await this.connection.sendRequest("textDocument/hover", NO_WORK);
    return performance.now() - begin;
  }

  /** Milliseconds of a hover in the middle of the first line but one. @param {string} uri */
  async hoverTime(uri) {
    const begin = performance.now();
    const position = { line: 1, character: 3 };
    await this.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position });
    return performance.now() - begin;
  }

  /**
   * The processor's milliseconds since it was asked before, of one that was started with `bench/stretches.cjs`.
   * @returns {Promise<{ longest: number, all: number, slowness: number }>}
   */
  processorTime() {
    const told = new Promise((resolve) => this.process.once("message", resolve));
    this.process.send("how long?");
    return told;
  }

  /** The most megabytes since `forgetPeak`; NaN where the system does not tell. */
  peak() {
    return this.status("VmHWM");
  }

  forgetPeak() {
    try {
      writeFileSync(`/proc/${this.process.pid}/clear_refs`, "5");
    } catch {
      // Another system, whose peaks are unknown.
    }
  }

  /** Megabytes that the process holds; NaN where the system does not tell. */
  memory() {
    return this.status("VmRSS");
  }

  /** @param {string} field */
  status(field) {
    try {
      const status = readFileSync(`/proc/${this.process.pid}/status`, "utf8");
      return Number(new RegExp(`${field}:\\s*(\\d+)`).exec(status)?.[1]) / 1000;
    } catch {
      return Number.NaN;
    }
  }

  async stop() {
    await this.connection.sendRequest("shutdown");
    await this.connection.sendNotification("exit");
  }

  /** The next diagnostics of the newest version. @returns {Promise<void>} */
  answer() {
    const { uri, version } = this;
    return new Promise((resolve) => {
      const hear = (/** @type {{ uri: string, version?: number }} */ params) => {
        // A server that names no version has seen the newest text: there is one edit at a time.
        if (params.uri !== uri || (params.version ?? version) !== version) return;
        this.waiting.delete(hear);
        resolve();
      };
      this.waiting.add(hear);
    });
  }
}
