import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, expect, test } from "vitest";
import { hostileFolder, MODEL, plant, SECONDS } from "../command";
import { RawServer } from "../rawServer";
import { count } from "../repeat";

let server: RawServer;
afterEach(() => void server.process.kill("SIGKILL"));

const linkTo = (root: string, name: string, target: string) => {
  mkdirSync(dirname(join(root, name)), { recursive: true });
  symlinkSync(target, join(root, name));
};
const fifo = (root: string, name: string) => void execFileSync("mkfifo", [join(root, name)]);
const empty = () => {};
const nested = (levels: number) =>
  Array.from({ length: levels }, (_, i) => `file:///nowhere${"/a".repeat(i)}`);

/** What lies in the folder that a client opens. */
const DISKS: Readonly<Record<string, (root: string) => void>> = {
  "pipes of all names": (root) => {
    for (const name of ["p.yml", ".neox-config.yml", "run.sh", "Makefile"]) fifo(root, name);
  },
  "links to devices and to the folders above": (root) => {
    linkTo(root, "z.yml", "/dev/zero");
    linkTo(root, "root", "/");
    linkTo(root, "up", "..");
    linkTo(root, ".neox-config.yml", "/dev/zero");
  },
  "a project file of 3,000 launches": (root) =>
    void plant(
      root,
      ".neox-config.yml",
      `launches:\n${count(3000, (i) => `  - {name: "x${i}", files: [a.yml, b.yml]}\n`)}neox: "../../../../"\n`,
    ),
  "900 scripts of 50 launches": (root) => {
    for (let i = 0; i < 900; i++)
      plant(root, `s/${i}.sh`, "python deepy.py train.py a.yml b.yml\n".repeat(50));
  },
  "a checkout of devices": (root) => {
    for (const name of ["arguments.py", "neox_args.py"])
      linkTo(root, `megatron/neox_arguments/${name}`, "/dev/zero");
  },
  "a checkout of nothing but comments": (root) =>
    void plant(root, "megatron/neox_arguments/arguments.py", "# x\n".repeat(400_000)),
  "300 folders in each other": (root) => void plant(root, `${"d/".repeat(300)}a.yml`, MODEL),
  "names that are orders, escapes and others": (root) => {
    for (const name of ["a\n::x", "\u202e", "%2e%2e", "a?b#c", "a\\b", "x\u001b", "", "a b", "c:d"])
      plant(root, `${name}.yml`, `${MODEL}hidden_siz: 1\n`);
  },
  "a comment of 900 second files": (root) =>
    void plant(root, "b.yml", `# neox-config: with ${count(900, (i) => `../x${i}.yml `)}\n${MODEL}`),
  "a comment of files outside": (root) =>
    void plant(root, "b.yml", `# neox-config: with b.yml a.yml ../../../etc/passwd /dev/zero\n${MODEL}`),
  "a config of files of the system": (root) =>
    void plant(
      root,
      "b.yml",
      `${MODEL}hostfile: /etc/passwd\nload: /proc/self/root\nvocab_file: /dev/zero\ntokenizer_type: HFTokenizer\ndata_path: /dev/zero\n`,
    ),
  "configs larger than any disk": (root) => {
    for (const name of ["b.yml", ".neox-config.yml", "run.sh"]) truncateSync(plant(root, name, ""), 2 ** 40);
  },
  "1,900 folders": (root) => {
    for (let i = 0; i < 1900; i++) mkdirSync(join(root, `d${i}`));
  },
  "two folders that are links to each other": (root) => {
    linkTo(root, "x/y", "../z");
    linkTo(root, "z/x", "../x");
  },
  "a config that is a folder": (root) => mkdirSync(join(root, "b.yml")),
};

/** Folders that a client says it has open beside that of the test. */
const FOLDERS: Readonly<Record<string, readonly unknown[]>> = {
  "200 folders in each other": nested(200),
  "100 times the same folder": Array(100).fill("file:///nowhere"),
  "a folder of half an escape": ["file:///%", "file:///a%2"],
  "a folder of a word": ["a"],
  "a folder of another machine": ["file://host/share", "vscode-remote://ssh+x/a"],
  "a folder that is a file": ["file:///etc/hostname"],
  "a folder of a query": ["file:///nowhere?x=1#y"],
  "a folder of an order": ["file:///nowhere/\n::add-mask::x"],
  "a folder of half a character": ["file:///\ud800"],
};

/** All that a client asks about a workspace and a text in it. */
const QUESTIONS = [
  ..."hover documentLink codeLens documentSymbol".split(" ").map((name) => `textDocument/${name}`),
  ..."launches comparable report effective".split(" ").map((name) => `neoxConfig/${name}`),
  "workspace/diagnostic",
];

const CASES = [
  ...Object.entries(DISKS).map(([name, make]) => [name, make, []] as const),
  ...Object.entries(FOLDERS).map(([name, folders]) => [name, empty, folders] as const),
];

test.each(CASES)(
  "%s",
  async (_, make, folders) => {
    const root = hostileFolder({ "a.yml": MODEL });
    make(root);
    const own = pathToFileURL(root).href;
    const uri = `${own}/a.yml`;
    server = new RawServer();
    await server.ask("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { workspaceFolders: true } },
      workspaceFolders: [own, ...folders].map((each) => ({ uri: each, name: "" })),
    });
    server.note("initialized", {});
    server.open(uri, MODEL);
    const textDocument = { uri };
    const position = { line: 1, character: 2 };
    for (const method of QUESTIONS)
      await server.ask(method, { textDocument, position, uri, previousResultIds: [] });
    expect(server.process.exitCode).toBeNull();
    expect(server.received).not.toMatch(/failed itself|root:x:/);
  },
  SECONDS * 6000,
);
