import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { createConnection } from "vscode-languageserver/node";
import {
  type CodeAction,
  CodeActionKind,
  CodeActionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  DocumentDiagnosticRequest,
  FileChangeType,
  type Hover,
  HoverRequest,
  InitializeRequest,
  type InitializeResult,
  LogMessageNotification,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  ShowMessageNotification,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { serve } from "../../server/src/lsp/server";
import { nodeFiles } from "../../server/src/workspace/node/nodeFiles";

export type Settings = Readonly<Record<string, unknown>>;

/** What a client is like. */
interface Profile {
  readonly settings: Settings;
  /** Whether it asks for diagnostics itself. */
  readonly pulls: boolean;
  /** The URI of its one workspace folder. */
  readonly folder: string;
  readonly initializationOptions?: Readonly<Record<string, unknown>>;
  /** Whether it takes edits that are bound to a version of a text. Absent: it does. */
  readonly takesVersions?: boolean;
}

const FOLDER = "file:///none";

/** How a test reaches a server: by the same messages, over pipes inside this process or to the built bundle. */
export type Transport = (
  settings?: Settings,
  pulls?: boolean,
  folder?: string,
  initializationOptions?: Profile["initializationOptions"],
) => Promise<Client>;

/** The text of most tests. */
export const URI = "file:///none/config.yml";

export const BUNDLE = join(import.meta.dirname, "..", "..", "dist", "server.js");

/** The server's own source, in this process. */
export const inProcess: Transport = (
  settings = {},
  pulls = false,
  folder = FOLDER,
  initializationOptions = {},
) => {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), nodeFiles);
  return connect(toClient, toServer, { settings, pulls, folder, initializationOptions });
};

/** The bundle that ships, as a process of its own. */
export const overStdio: Transport = async (
  settings = {},
  pulls = false,
  folder = FOLDER,
  initializationOptions = {},
) => {
  if (!existsSync(BUNDLE)) throw new Error("dist/server.js is missing: npm run build");
  return serverProcess(process.execPath, [BUNDLE, "--stdio"], {
    settings,
    pulls,
    folder,
    initializationOptions,
  });
};

/** Any program that is a server on its standard input and output. */
export async function serverProcess(
  program: string,
  args: readonly string[],
  profile: Partial<Profile> = {},
): Promise<Client> {
  const server = spawn(program, args, { stdio: ["pipe", "pipe", "inherit"] });
  return connect(
    server.stdout,
    server.stdin,
    { settings: {}, pulls: false, folder: FOLDER, ...profile },
    server,
  );
}

async function connect(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  profile: Profile,
  server?: ChildProcess,
): Promise<Client> {
  const connection = createProtocolConnection(
    new StreamMessageReader(input),
    new StreamMessageWriter(output),
  );
  const client = new Client(connection, profile, server);
  await client.initialize();
  return client;
}

const REFRESHED = ["workspace/codeLens/refresh", "workspace/inlayHint/refresh"];

/** A small editor: sends texts, keeps what the server says of them. */
export class Client {
  readonly published: PublishDiagnosticsParams[] = [];
  readonly logged: string[] = [];
  readonly messages: string[] = [];
  refreshes = 0;
  /** What it was told to ask again, besides diagnostics. */
  readonly refreshed: string[] = [];
  initialized: InitializeResult | undefined;
  private readonly waiting = new Set<() => void>();
  private version = 0;

  constructor(
    readonly connection: ProtocolConnection,
    private profile: Profile,
    readonly server: ChildProcess | undefined,
  ) {
    connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
      this.published.push(params);
      for (const wake of this.waiting) wake();
    });
    connection.onNotification(LogMessageNotification.type, ({ message }) => {
      this.logged.push(message);
    });
    connection.onNotification(ShowMessageNotification.type, ({ message }) => {
      this.messages.push(message);
    });
    connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => this.profile.settings));
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      for (const wake of this.waiting) wake();
      return null;
    });
    for (const method of REFRESHED) {
      connection.onRequest(method, () => {
        this.refreshed.push(method);
        return null;
      });
    }
    connection.listen();
  }

  async initialize(): Promise<void> {
    this.initialized = await this.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [{ uri: this.profile.folder, name: "work" }],
      initializationOptions: this.profile.initializationOptions,
      capabilities: {
        workspace: {
          configuration: true,
          workspaceFolders: true,
          diagnostics: { refreshSupport: true },
          codeLens: { refreshSupport: true },
          inlayHint: { refreshSupport: true },
          workspaceEdit: { documentChanges: this.profile.takesVersions ?? true },
        },
        ...(this.profile.pulls && { textDocument: { diagnostic: {} } }),
      },
    });
    await this.connection.sendNotification("initialized", {});
  }

  open(text: string, uri = URI): Promise<void> {
    this.version = 1;
    const textDocument = { uri, languageId: "yaml", version: this.version, text };
    return this.connection.sendNotification("textDocument/didOpen", { textDocument });
  }

  /** Replaces a range, or all of the text without one. Returns the new version. */
  async change(text: string, range?: Range, uri = URI): Promise<number> {
    const textDocument = { uri, version: ++this.version };
    const contentChanges = [range === undefined ? { text } : { range, text }];
    await this.connection.sendNotification("textDocument/didChange", { textDocument, contentChanges });
    return this.version;
  }

  save(uri = URI): Promise<void> {
    return this.connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
  }

  async close(uri = URI): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  async configure(settings: Settings): Promise<void> {
    this.profile = { ...this.profile, settings };
    await this.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
  }

  /** What every file shows by now that shows anything. */
  get shown(): ReadonlyMap<string, readonly Diagnostic[]> {
    const last = new Map(this.published.map(({ uri, diagnostics }) => [uri, diagnostics]));
    return new Map([...last].filter(([, { length }]) => length > 0));
  }

  watchedFileChanged(...uris: readonly string[]): Promise<void> {
    const changes = uris.map((uri) => ({ uri, type: FileChangeType.Changed }));
    return this.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
  }

  /** The first answer from now on, or already there, that `fits`. */
  async answer(fits: (params: PublishDiagnosticsParams) => boolean): Promise<PublishDiagnosticsParams> {
    for (;;) {
      const found = this.published.find(fits);
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        const wake = () => {
          this.waiting.delete(wake);
          resolve();
        };
        this.waiting.add(wake);
      });
    }
  }

  async diagnosticsFor(version: number): Promise<Diagnostic[]> {
    return (await this.answer((params) => params.version === version)).diagnostics;
  }

  pull(previousResultId?: string): Promise<DocumentDiagnosticReport> {
    const textDocument = { uri: URI };
    return this.connection.sendRequest(DocumentDiagnosticRequest.type, {
      textDocument,
      ...(previousResultId && { previousResultId }),
    });
  }

  hover(position: Position, uri = URI): Promise<Hover | null> {
    return this.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position });
  }

  /** What mends a finding; ways to silence it are left out. */
  async quickFixes(diagnostic: Diagnostic): Promise<CodeAction[]> {
    const answer = await this.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri: URI },
      range: diagnostic.range,
      context: { diagnostics: [diagnostic], only: [CodeActionKind.QuickFix] },
    });
    const actions = (answer ?? []).filter((action): action is CodeAction => "edit" in action);
    return actions.filter(({ title }) => !title.startsWith("Ignore "));
  }

  /** Ends the server as an editor does; the exit code of a process, undefined in this one. */
  async stop(): Promise<number | null | undefined> {
    await this.connection.sendRequest(ShutdownRequest.type);
    return this.exit();
  }

  async exit(): Promise<number | null | undefined> {
    const { server } = this;
    if (server === undefined) return this.connection.dispose() ?? undefined;
    const ended = new Promise<number | null>((resolve) => server.once("exit", resolve));
    await this.connection.sendNotification("exit");
    return ended;
  }
}
