import { rmSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect } from "vitest";
import { type Message, type ResponseMessage, StreamMessageReader } from "vscode-languageserver-protocol/node";
import { hostileFolder, plant, SECONDS } from "../command";
import { OWN_FAULT, RawServer } from "../rawServer";
import { place } from "./askedTexts";

type Files = Readonly<Record<string, string>>;
type Finished = (then: () => void) => void;
interface Change {
  readonly range?: { readonly start: object; readonly end: object };
  readonly text: string;
}

/** Where something is asked: at a value of the first lines, and behind any text. */
const PLACES = [place(1, 14), place(9999, 0)];
const whole = { start: place(0, 0), end: place(9999, 0) };

/** What an editor asks of a text and of places in it. */
const OF_A_TEXT =
  "diagnostic codeLens inlayHint documentSymbol documentLink codeAction foldingRange formatting semanticTokens/full";
const OF_A_PLACE = "hover completion definition references documentHighlight prepareRename selectionRange";
const OF_US = "effective launches report checkout bringUpToDate";
const methods = (names: string, prefix = "textDocument") => names.split(" ").map((it) => `${prefix}/${it}`);
const OF_PLACES = methods(OF_A_PLACE);
const ALL = [...methods(OF_A_TEXT), ...methods(OF_US, "neoxConfig"), ...OF_PLACES];

/** Milliseconds after which it is said what stays another. */
const PATIENCE = SECONDS * 200;

/** An editor of a folder, which knows what its texts, settings and folders have become. */
export class ChangedEditor {
  readonly server = new RawServer();
  readonly #texts = new Map<string, { text: string; version: number }>();
  readonly #asked: Promise<unknown>[] = [];
  readonly #waiting = new Map<unknown, (answer: ResponseMessage) => void>();
  #settings: object = {};
  #folders: readonly string[];

  constructor(
    readonly folder: string,
    readonly finished: Finished,
    folders: readonly string[] = ["."],
  ) {
    this.#folders = folders;
    finished(() => void this.server.process.kill("SIGKILL"));
    const { stdout } = this.server.process;
    if (stdout) new StreamMessageReader(stdout).listen((message) => this.#hear(message));
  }

  #hear(message: Message): void {
    const { id } = message as ResponseMessage;
    this.#waiting.get(id)?.(message as ResponseMessage);
  }

  /** The answer to a question, or why there is none. */
  ask(method: string, params: unknown): Promise<ResponseMessage> {
    const id = `q${this.#waiting.size}`;
    this.server.send({ jsonrpc: "2.0", id, method, params });
    return new Promise((resolve) => this.#waiting.set(id, resolve));
  }

  /** Begins a session in which a client asks for diagnostics. */
  async start(settings: object = {}): Promise<this> {
    await this.ask("initialize", {
      processId: null,
      capabilities: { workspace: { workspaceFolders: true }, textDocument: { diagnostic: {} } },
      workspaceFolders: this.#folders.map((name) => this.#asFolder(name)),
    });
    this.server.note("initialized", {});
    this.set(settings);
    return this;
  }

  uri(name: string): string {
    return name.includes(":") ? name : pathToFileURL(join(this.folder, name)).href;
  }

  open(name: string, text: string): void {
    this.#texts.set(name, { text, version: 1 });
    this.server.open(this.uri(name), text);
  }

  /** Another text, by one change of all or by some whose outcome is known. */
  change(name: string, text: string, changes: readonly Change[] = [{ text }]): void {
    const version = (this.#texts.get(name)?.version ?? 0) + 1;
    this.#texts.set(name, { text, version });
    const textDocument = { uri: this.uri(name), version };
    this.server.note("textDocument/didChange", { textDocument, contentChanges: changes });
  }

  close(name: string): void {
    this.#texts.delete(name);
    this.server.note("textDocument/didClose", { textDocument: { uri: this.uri(name) } });
  }

  /** Writes a file, or takes it away, and tells of it. */
  write(name: string, content: string | undefined): void {
    rmSync(join(this.folder, name), { recursive: true, force: true });
    if (content !== undefined) plant(this.folder, name, content);
    this.tell(name);
  }

  tell(...names: readonly string[]): void {
    const changes = names.map((name) => ({ uri: this.uri(name), type: 2 }));
    this.server.note("workspace/didChangeWatchedFiles", { changes });
  }

  set(settings: object): void {
    this.#settings = settings;
    this.server.note("workspace/didChangeConfiguration", { settings: { neoxConfig: settings } });
  }

  folders(...names: readonly string[]): void {
    const removed = this.#folders.filter((name) => !names.includes(name)).map((it) => this.#asFolder(it));
    const added = names.filter((name) => !this.#folders.includes(name)).map((it) => this.#asFolder(it));
    this.#folders = names;
    this.server.note("workspace/didChangeWorkspaceFolders", { event: { added, removed } });
  }

  /** Asks everything about a text, and waits for no answer before the end. */
  askAll(name: string): void {
    for (const method of ALL) this.#asked.push(this.ask(method, this.#about(name, PLACES[0])));
  }

  /** What has been asked is answered, and all is as for an editor that begins now with what there is. */
  async expectAsFresh(fresh?: ChangedEditor): Promise<void> {
    await Promise.all(this.#asked.splice(0));
    const other = fresh ?? (await this.#begunNow());
    for (const [name, { text }] of this.#texts) other.open(name, text);
    let differences = await this.#differences(other);
    // What is on the disk is told a little later.
    for (const end = Date.now() + PATIENCE; differences.length > 0 && Date.now() < end; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      differences = await this.#differences(other);
    }
    expect(differences).toEqual([]);
    expect(this.server.received).not.toMatch(OWN_FAULT);
    expect(this.server.received).not.toContain('"code":-32603');
    expect(this.server.process.exitCode).toBeNull();
  }

  closeAll(): void {
    for (const name of this.#texts.keys()) this.close(name);
  }

  #begunNow(): Promise<ChangedEditor> {
    return new ChangedEditor(this.folder, this.finished, this.#folders).start(this.#settings);
  }

  async #differences(other: ChangedEditor): Promise<readonly unknown[]> {
    const [own, others] = await Promise.all([this.#answers(), other.#answers()]);
    return Object.entries(others).flatMap(([key, answer]) =>
      own[key] === answer ? [] : [[key, own[key], answer]],
    );
  }

  async #answers(): Promise<Readonly<Record<string, string>>> {
    const places = (method: string) => (OF_PLACES.includes(method) ? PLACES : PLACES.slice(0, 1));
    const questions = [...this.#texts.keys()]
      .slice(0, 5)
      .flatMap((name) => ALL.flatMap((method) => places(method).map((at) => ({ name, method, at }))));
    const answers = questions.map(async ({ name, method, at }) => {
      const { result, error } = await this.ask(method, this.#about(name, at));
      return [`${name} ${method} ${at.line}`, withoutCounts(JSON.stringify({ result, error }))] as const;
    });
    return Object.fromEntries(await Promise.all(answers));
  }

  #about(name: string, position = place(0, 0)): object {
    const uri = this.uri(name);
    return {
      ...{ uri, textDocument: { uri }, position, positions: [position], range: whole },
      ...{ context: { diagnostics: [], includeDeclaration: true }, options: { tabSize: 2 } },
    };
  }

  #asFolder(name: string): object {
    return { uri: this.uri(name).replace(/\/$/, ""), name };
  }
}

/** What counts the checks and the changes of a text is another for each editor. */
const withoutCounts = (answer: string) => answer.replace(/"(?:resultId|version)":(?:\d+|"[^"]*")/g, "");

/** Two editors of a folder with these files: one for changes, and one that meets only what comes of them. */
export async function editorsOf(
  files: Files,
  finished: Finished,
): Promise<readonly [ChangedEditor, ChangedEditor]> {
  const folder = hostileFolder(files, finished);
  const [one, other] = [new ChangedEditor(folder, finished), new ChangedEditor(folder, finished)];
  return [await one.start(), await other.start()];
}

/** An editor of a folder with these files, after its beginning. */
export function editorOf(files: Files, finished: Finished, settings: object = {}): Promise<ChangedEditor> {
  return new ChangedEditor(hostileFolder(files, finished), finished).start(settings);
}
