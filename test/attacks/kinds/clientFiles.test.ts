import { afterEach, expect, test } from "vitest";
import { StreamMessageReader } from "vscode-languageserver-protocol/node";
import { MODEL, SECONDS } from "../command";
import { HOSTILE } from "../harmless";
import { OWN_FAULT, RawServer } from "../rawServer";
import { lines } from "../repeat";

const ROOT = "vscode-vfs://github/own/neox";
const URI = `${ROOT}/a.yml`;
const SCRIPT = "python deepy.py train.py ../a.yml a.yml\n";

/** How a client answers for files that only it reaches; what is missing here it does not answer. */
interface Files {
  readonly folder?: (uri: string) => unknown;
  readonly file?: (uri: string) => unknown;
  readonly exists?: (uri: string) => unknown;
}

const file = (name: unknown) => ({ name, kind: "file" });
const folder = (name: unknown) => ({ name, kind: "folder" });
const both = (name: unknown) => [file(name), folder(name)];
const numbered = (length: number, each: (index: number) => object) =>
  Array.from({ length }, (_, index) => each(index));
const ODD_NAMES = [
  ...[..."/ . .. a/b ../../x.yml %2e%2e x?y.yml #.yml __proto__ c:\\x.yml".split(" "), ""],
  ...["\u0000.yml", "\ud800.yml", HOSTILE, `${"n".repeat(250)}.yml`],
];
let asked = 0;

const CLIENTS: Readonly<Record<string, Files>> = {
  "folders in folders without an end": {
    folder: () => [folder("a"), folder("b"), file("x.yml"), file("run.sh")],
    file: (uri) => (uri.endsWith(".sh") ? SCRIPT : MODEL),
  },
  "names that lead out, nowhere and to themselves": {
    folder: () => ODD_NAMES.flatMap(both),
    file: () => SCRIPT,
  },
  "one name 20,000 times": { folder: () => Array(20_000).fill(file("b.yml")), file: () => MODEL },
  "entries of a folder that are none": {
    folder: () => [null, 5, file(7), { name: "x.yml", kind: ["file"] }, { kind: "file" }, [], file("y.yml")],
    file: () => ({ text: MODEL }),
    exists: () => "x",
  },
  "a folder that is a text, and a file that is a list": {
    folder: () => "a.yml b.yml",
    file: () => [MODEL],
    exists: () => null,
  },
  "another text at each look": {
    folder: () => [file("b.yml"), file(".neox-config.yml")],
    file: () => `launches: [{name: x${asked++}, files: [a.yml, b.yml]}]\n`,
    exists: () => asked++ % 2 === 0,
  },
  "a checkout of which each part is a checkout": {
    folder: () => [folder("megatron"), folder("neox_arguments"), file("neox_args.py"), file("arguments.py")],
    file: () => "from .neox_args import *\nclass NeoXArgsModel:\n    own: int = 1\n",
  },
  "9,000 scripts of which each launches all": {
    folder: (uri) => (uri === ROOT ? numbered(9000, (i) => file(`s${i}.sh`)) : []),
    file: () => "deepy.py train.py a.yml\n".repeat(20),
  },
  "hosts that never end": {
    folder: () => [file("h")],
    file: (uri) => (uri.endsWith("/h") ? lines(60_000, (i) => `h${i} slots=8`) : undefined),
  },
  "errors in place of all": {
    folder: () => Promise.reject(new Error(HOSTILE)),
    file: () => Promise.reject(new Error(HOSTILE)),
    exists: () => Promise.reject(new Error(HOSTILE)),
  },
};

let server: RawServer;
afterEach(() => void server.process.kill("SIGKILL"));

/** Answers what the server asks for files, settings and all else. */
function answering({ folder: list, file: read, exists = () => true }: Files): void {
  const answers: Readonly<Record<string, ((uri: string) => unknown) | undefined>> = {
    "neoxConfig/readFolder": list,
    "neoxConfig/readFile": read,
    "neoxConfig/exists": exists,
  };
  const { stdout } = server.process;
  if (stdout === null) throw new Error("a server without an output");
  new StreamMessageReader(stdout).listen(async (message) => {
    if (!("method" in message) || !("id" in message)) return;
    const { id, method, params } = message as unknown as Asked;
    const answer = Promise.resolve().then(() => answers[method]?.(params.uri) ?? null);
    const said = await answer.then((result) => ({ result })).catch(refused);
    server.send({ jsonrpc: "2.0", id, ...said });
  });
}

interface Asked {
  readonly id: unknown;
  readonly method: string;
  readonly params: { readonly uri: string };
}
const refused = ({ message }: Error) => ({ error: { code: 1, message } });

test.each(Object.entries(CLIENTS))(
  "a client with %s",
  async (_, files) => {
    server = new RawServer();
    answering(files);
    await server.ask("initialize", {
      processId: null,
      capabilities: { workspace: { workspaceFolders: true } },
      workspaceFolders: [{ uri: ROOT, name: "" }],
      initializationOptions: { files: true },
    });
    server.note("initialized", {});
    server.open(URI, `# neox-config: with b.yml\n${MODEL}hostfile: h\n`);
    const position = { line: 1, character: 2 };
    const about = {
      uri: URI,
      textDocument: { uri: URI },
      position,
      range: { start: position, end: position },
    };
    for (const method of ["textDocument/documentLink", "neoxConfig/launches", "neoxConfig/comparable"])
      await server.ask(method, about);
    server.note("workspace/didChangeWatchedFiles", { changes: [{ uri: `${ROOT}/b.yml`, type: 2 }] });
    await server.ask("textDocument/codeAction", { ...about, context: { diagnostics: [] } });
    await server.ask("textDocument/hover", about);
    expect(server.received).not.toMatch(OWN_FAULT);
    expect(server.received).not.toContain('"code":-32603');
    expect(server.process.exitCode).toBeNull();
  },
  SECONDS * 3000,
);
