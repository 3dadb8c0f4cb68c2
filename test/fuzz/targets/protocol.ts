import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import {
  createProtocolConnection,
  LSPErrorCodes,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  TextEdit,
} from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { serve } from "../../../server/src/lsp/server";
import type { FileSystem } from "../../../server/src/workspace/fileSystem";
import { readYaml } from "../../../server/src/yaml/read";
import type { Random } from "../../differential/random";
import { firstLines, type Seeds, type Target } from "../target";
import { smallText } from "../texts";
import { hostileFiles } from "./hostileFiles";

const MESSAGES = 60;
/** So many times 10 ms without news mean that there will be none: longer than the server waits for typing to pause. */
const QUIET_ROUNDS = 50;
const LONGEST_ANSWER = 20_000;
const FOLDER = "file:///none";
const URIS = [
  `${FOLDER}/a.yml`,
  `${FOLDER}/b%20c.yml`,
  `${FOLDER}/.neox-config.yml`,
  "untitled:Untitled-1",
] as const;
const ODD_URIS = ["", "file:///", "%", "file:///%zz.yml", "https://x/y.yml", "no uri"] as const;

const POSITIONED = [
  "textDocument/hover",
  "textDocument/completion",
  "textDocument/definition",
  "textDocument/references",
  "textDocument/prepareRename",
  "textDocument/rename",
  "textDocument/selectionRange",
  "textDocument/codeAction",
  "textDocument/inlayHint",
  "textDocument/codeLens",
  "textDocument/documentSymbol",
  "textDocument/documentLink",
] as const;

const GARBAGE = [
  null,
  undefined,
  0,
  "",
  [],
  {},
  { textDocument: null },
  { textDocument: { uri: 7 } },
] as const;

/** A session of random messages, right and wrong ones; at its end the diagnostics are those of the final texts. */
export const protocol: Target = async (random, seeds) => {
  const session = new Session(hostileFiles(random, seeds));
  await session.start();
  for (let message = 0; message < MESSAGES; message++) await session.send(random, seeds);
  const faults = await session.end();
  const fresh = new Session(session.files);
  await fresh.start();
  for (const [uri, text] of session.texts) await fresh.open(uri, text);
  const [found, expected] = [await session.settled(), await fresh.settled()];
  session.stop();
  fresh.stop();
  const stale = [...session.texts].filter(([uri, text]) => {
    // A config stays one while half-typed text hides its keys; a fresh start cannot know that it was one.
    const mayBeNone = expected.get(uri) === undefined && readYaml(text).problems.length > 0;
    return found.get(uri) !== expected.get(uri) && !mayBeNone;
  });
  return [...faults, ...stale.map(() => "the diagnostics are not those of a fresh start")];
};

class Session {
  readonly texts = new Map<string, string>();
  readonly faults: string[] = [];
  private readonly versions = new Map<string, number>();
  /** The highest version of each text, also before it was closed and opened again. */
  private readonly highest = new Map<string, number>();
  private readonly published = new Map<string, PublishDiagnosticsParams>();
  private readonly answers = new Set<Promise<void>>();
  private readonly connection: ProtocolConnection;

  constructor(readonly files: FileSystem) {
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), files);
    this.connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) =>
      this.take(params),
    );
    this.connection.onNotification("window/logMessage", ({ type, message }) => {
      if (type === 1 && !isAboutWrongMessage(message))
        this.faults.push(`logged ${message.split("\n").slice(0, 3).join(" ")}`);
    });
    this.connection.onRequest("client/registerCapability", () => null);
    this.connection.listen();
  }

  async start(): Promise<void> {
    await this.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      workspaceFolders: [{ uri: FOLDER, name: "work" }],
      capabilities: {},
    });
    await this.connection.sendNotification("initialized", {});
  }

  async open(uri: string, text: string): Promise<void> {
    this.texts.set(uri, text);
    this.setVersion(uri, 1);
    const textDocument = { uri, languageId: "yaml", version: 1, text };
    await this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  async send(random: Random, seeds: Seeds): Promise<void> {
    const uri = random.pick(URIS);
    switch (random.below(8)) {
      case 0:
        return this.texts.has(uri) ? this.close(uri) : this.open(uri, smallText(random, seeds));
      case 1:
      case 2:
      case 3:
        return this.texts.has(uri)
          ? this.change(random, uri, seeds)
          : this.open(uri, smallText(random, seeds));
      case 4:
        return this.askWrongly(random.pick(POSITIONED), wrong(random, uri));
      case 5:
        return this.notifyWrongly(random, uri);
      default:
        return this.ask(random.pick(POSITIONED), positioned(random, uri, this.texts.get(uri) ?? ""));
    }
  }

  /** Waits for all answers. */
  async end(): Promise<readonly string[]> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.faults.push("no answer");
        resolve();
      }, LONGEST_ANSWER);
    });
    await Promise.race([Promise.all(this.answers), late]);
    clearTimeout(timer);
    return this.faults;
  }

  /** What is shown once nothing changes any longer, by URI. */
  async settled(): Promise<ReadonlyMap<string, string>> {
    for (let quiet = 0, known = ""; quiet < QUIET_ROUNDS; quiet++) {
      await new Promise((resolve) => setTimeout(resolve, 10));
      const now = JSON.stringify([...this.published]);
      if (now !== known) quiet = 0;
      known = now;
    }
    const shown = [...this.published.values()].filter(({ diagnostics }) => diagnostics.length > 0);
    return new Map(shown.map(({ uri, diagnostics }) => [uri, JSON.stringify(diagnostics)]));
  }

  stop(): void {
    this.connection.dispose();
  }

  private setVersion(uri: string, version: number): void {
    this.versions.set(uri, version);
    this.highest.set(uri, Math.max(version, this.highest.get(uri) ?? 0));
  }

  private async close(uri: string): Promise<void> {
    this.texts.delete(uri);
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  /** Versions go up, mostly by one. */
  private async change(random: Random, uri: string, seeds: Seeds): Promise<void> {
    const text = this.texts.get(uri) ?? "";
    const version = (this.versions.get(uri) ?? 0) + (random.chance(0.9) ? 1 : 1000);
    this.setVersion(uri, version);
    const end = random.below(text.length + 1);
    const line = text.slice(0, end).split(/\r\n|\r|\n/).length - 1;
    const isWhole = random.chance(0.3) || text.includes("\r");
    const added = isWhole
      ? smallText(random, seeds)
      : random.pick(["a", "\n", ": ", "0", "😀", "{", "hidden_size: 7\n"]);
    const character = end - (text.lastIndexOf("\n", end - 1) + 1);
    const at = { line, character };
    const contentChanges = isWhole ? [{ text: added }] : [{ range: { start: at, end: at }, text: added }];
    this.texts.set(uri, isWhole ? added : text.slice(0, end) + added + text.slice(end));
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges,
    });
  }

  private async askWrongly(method: string, params: unknown): Promise<void> {
    const ignore = () => undefined;
    this.answers.add(this.connection.sendRequest(method, params).then(ignore, ignore));
  }

  /** An answer is about the text of this moment, or says that it has changed. */
  private async ask(method: string, params: ReturnType<typeof positionedAt>): Promise<void> {
    const { uri } = params.textDocument;
    const text = this.texts.get(uri);
    const answer = this.connection.sendRequest(method, params).then(
      (answered: unknown) => {
        const isMisplaced = method === "textDocument/completion" && isBeside(answered, text, params.position);
        if (isMisplaced) this.faults.push("a completion replaces what was not there");
      },
      (error: unknown) => {
        const hasChanged = error instanceof ResponseError && error.code === LSPErrorCodes.ContentModified;
        if (!hasChanged || this.texts.get(uri) === text) this.faults.push(`${method}: ${firstLines(error)}`);
      },
    );
    this.answers.add(answer);
  }

  private async notifyWrongly(random: Random, uri: string): Promise<void> {
    const { connection } = this;
    switch (random.below(5)) {
      case 0:
        return connection.sendNotification("textDocument/didClose", {
          textDocument: { uri: random.pick(ODD_URIS) },
        });
      case 1:
        return connection.sendNotification("workspace/didChangeConfiguration", {
          settings: {
            neoxConfig: random.pick([null, 1, { gpus: "x" }, { rules: [] }, { target: {} }, { files: 3 }]),
          },
        });
      case 2:
        return connection.sendNotification("workspace/didChangeWatchedFiles", {
          changes: [{ uri: random.pick([uri, ...ODD_URIS]), type: random.below(5) }],
        });
      case 3:
        return connection.sendNotification("$/cancelRequest", { id: random.below(100) });
      default:
        return connection.sendNotification("no/method", { uri });
    }
  }

  private take(params: PublishDiagnosticsParams): void {
    this.published.set(params.uri, params);
    if (params.version !== undefined && params.version > (this.highest.get(params.uri) ?? 0))
      this.faults.push("diagnostics for a version that never was");
  }
}

/** Whether an edit of a completion is not around the place that was asked about, on its line of the text. */
function isBeside(answered: unknown, text: string | undefined, position: Position): boolean {
  const document = TextDocument.create("", "yaml", 1, text ?? "");
  const asked = document.offsetAt(position);
  const { line } = document.positionAt(asked);
  return completionEdits(answered).some(({ range: { start, end } }) => {
    const isOnLine = start.line === line && end.line === line;
    return !isOnLine || document.offsetAt(start) > asked || document.offsetAt(end) < asked;
  });
}

function completionEdits(answered: unknown): readonly TextEdit[] {
  const items: unknown = isRecord(answered) && "items" in answered ? answered.items : answered;
  if (!Array.isArray(items)) return [];
  return items.flatMap((item: unknown) =>
    isRecord(item) && TextEdit.is(item.textEdit) ? [item.textEdit] : [],
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The library's own words for messages that name no open text. */
function isAboutWrongMessage(message: string): boolean {
  return /Notification handler|Request .* failed/.test(message);
}

function positionedAt(uri: string, line: number, character: number) {
  const position = { line, character };
  return {
    textDocument: { uri },
    position,
    positions: [position],
    range: { start: position, end: position },
    context: { diagnostics: [], includeDeclaration: true },
    newName: "new_name",
  };
}

/** A place in the text, or behind its end. */
function positioned(random: Random, uri: string, text: string) {
  return positionedAt(uri, random.below(text.split("\n").length + 2), random.below(60));
}

function wrong(random: Random, uri: string): unknown {
  if (random.chance(0.5))
    return positionedAt(random.pick([uri, ...ODD_URIS]), random.pick([-1, 1e9, 0.5]), -7);
  return random.pick(GARBAGE);
}
