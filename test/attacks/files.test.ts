import { execFile, execFileSync } from "node:child_process";
import { chownSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { normalUri, parseUri, resolveUri } from "../../server/src/workspace/uris";
import { attacked, hostileFolder, MODEL, plant, SECONDS } from "./command";
import { inShell } from "./inShell";

const SECRET = "api_token: SECRET-TOKEN-123\nhidden_size: 770\nnum_attention_heads: 12\nnum_layers: 2\n";

/** Ends with a clear answer, and of what lies outside nothing is said. */
async function expectAnswered(args: readonly string[], cwd: string): Promise<string> {
  const { exit, stdout, stderr } = await attacked(args, { cwd });
  expect([0, 1, 2]).toContain(exit);
  expect(stdout + stderr).not.toMatch(/SECRET|fault of neox-config/);
  return stdout + stderr;
}

const SPECIAL: Readonly<Record<string, (path: string) => void>> = {
  "a pipe": (path) => void execFileSync("mkfifo", [path]),
  "a file of /proc without an end": (path) => symlinkSync("/proc/self/pagemap", path),
  "a device without an end": (path) => symlinkSync("/dev/zero", path),
  "the root": (path) => symlinkSync("/", path),
  "a link to itself": (path) => symlinkSync(path, path),
  "a dangling link": (path) => symlinkSync("/nowhere/at/all", path),
  "the terminal": (path) => symlinkSync("/dev/tty", path),
};

const PLACES: Readonly<Record<string, readonly string[]>> = {
  "b.yml": ["check", "--each", "."],
  ".neox-config.yml": ["check", "a.yml"],
  ".gitignore": ["check", "--each", "."],
  ".neox-configignore": ["check", "--each", "."],
  hostfile: ["check", "a.yml"],
  vocab: ["check", "a.yml"],
  "megatron/neox_arguments/arguments.py": ["check", "a.yml", "--neox", "."],
};

describe.each(Object.entries(SPECIAL))("%s", (_, make) => {
  test.each(Object.entries(PLACES))("in place of %s", async (name, args) => {
    const folder = hostileFolder({
      "a.yml": `${MODEL}hostfile: hostfile\nvocab_file: ./vocab\n`,
      "megatron/neox_arguments/neox_args.py": "",
    });
    make(join(folder, name));
    await expectAnswered(args, folder);
  });
});

test.each(["p.yml", "p"])("a pipe that a project file names as %s is not waited for", async (name) => {
  const folder = hostileFolder({ ".neox-config.yml": `launches: [{name: x, files: [${name}]}]\n` });
  execFileSync("mkfifo", [join(folder, name)]);
  expect(await expectAnswered(["check"], folder)).toContain("is no regular file");
});

test.each([
  "check p.yml",
  "check --each p.yml",
  "check --launches p.yml",
  "check /dev/fd/0 < p.yml",
  "compare p.yml p.yml",
  "why p.yml",
  "from-hf p.yml",
])("a pipe that nobody writes is waited for until one is interrupted: %s", async (line) => {
  const folder = hostileFolder();
  execFileSync("mkfifo", [join(folder, "p.yml")]);
  const { stdout } = await inShell(
    // That a shell which is asked for a job of its own lets it be interrupted.
    `set -m; exec 3<> p.yml; NEOX ${line} & sleep 3; jobs -r | grep -c .; kill -INT %1; wait %1; echo $?`,
    folder,
  );
  expect(stdout).toBe("1\n130\n");
});

describe("what lies outside of the repository is not read for it", () => {
  const outside = () => hostileFolder({ "token.yml": SECRET, "configs/t.yml": SECRET });
  test.each(["pretty", "json", "github", "sarif", "gitlab"])(
    "named by a project file, in %s",
    async (format) => {
      const other = outside();
      const name = other.slice(other.lastIndexOf("/") + 1);
      for (const path of [join(other, "token.yml"), `../${name}/token.yml`, `./x/../../${name}/token`]) {
        const project = `launches: [{name: x, files: [a.yml, ${path}]}]\n`;
        const folder = hostileFolder({ "a.yml": MODEL, ".neox-config.yml": project });
        const said = await expectAnswered(["check", "--format", format], folder);
        expect(said).toContain("lies outside of the repository");
      }
    },
  );

  test("named by a project file without its ending, behind a link", async () => {
    const folder = hostileFolder({ ".neox-config.yml": "launches: [{name: x, files: [token]}]\n" });
    symlinkSync(join(outside(), "token.yml"), join(folder, "token"));
    expect(await expectAnswered(["check"], folder)).toContain("lies outside of the repository");
  });

  test.each([
    ["a link to a file", "x.yml", "token.yml"],
    ["a link to a folder", "x", ""],
    ["a link in a folder", "sub/x.yml", "token.yml"],
  ])("behind %s", async (_, name, target) => {
    const folder = hostileFolder({ "a.yml": MODEL, "sub/b.yml": MODEL });
    symlinkSync(join(outside(), target), join(folder, name));
    await expectAnswered(["check", "--each", ".", "--format", "json"], folder);
    await expectAnswered(["check", "--each", "**/*.yml", "--format", "json"], folder);
  });

  test("behind a project file that is a link", async () => {
    const folder = hostileFolder({ "a.yml": MODEL });
    symlinkSync(join(outside(), "token.yml"), join(folder, ".neox-config.yml"));
    expect(await expectAnswered(["check", "a.yml"], folder)).toContain("is left out");
  });

  test.each([["check"], ["check", "a.yml"], ["check", "--each", "."], ["report", "a.yml"]])(
    "a project file above it, by %s %s",
    async (...args) => {
      const config = `${MODEL}pos_emb: rotray\n`;
      const folder = hostileFolder({
        "repo/.git/HEAD": "",
        "repo/a.yml": config,
        "repo/below/a.yml": config,
        "repo/below/c.yml": "hidden_size: 8\n",
      });
      const places = ["repo", "repo/below"].map((cwd) => ({ cwd: join(folder, cwd) }));
      const answers = () => Promise.all(places.map((place) => attacked(args, place)));
      const before = await answers();
      plant(
        folder,
        ".neox-config.yml",
        "rules: {wrong-choice: off}\ngpus: 64\nlaunches: [{name: x, files: [repo/below/c.yml]}]\n",
      );
      expect(await answers()).toEqual(before);
      plant(folder, "repo/.neox-config.yml", "gpus: x\n");
      for (const { stderr } of await answers()) expect(stderr).toContain(".neox-config.yml:1:7: ");
    },
  );

  test.runIf(process.getuid?.() === 0)("somebody else's project file above, in no repository", async () => {
    const folder = hostileFolder({ "sub/a.yml": `${MODEL}pos_emb: rotray\n` });
    chownSync(plant(folder, ".neox-config.yml", "rules: {wrong-choice: off}\n"), 65_533, 65_533);
    const { exit, stderr } = await attacked(["check", "a.yml"], { cwd: join(folder, "sub") });
    expect(exit).toBe(1);
    expect(stderr).toBe("note: ../.neox-config.yml is left out: it belongs to somebody else\n");
  });

  test("links in circles are followed nowhere twice", async () => {
    const folder = hostileFolder({ "a.yml": MODEL, "sub/b.yml": MODEL });
    for (const name of ["one", "two", "sub/three"]) symlinkSync(folder, join(folder, name));
    expect(await expectAnswered(["check", "--each", ".", "--format", "json"], folder)).toMatch(/^.*\n.*\n$/);
  });
});

test("a log without an end is refused", async () => {
  const { exit, stderr } = await attacked(["why", "/dev/zero"], { cwd: hostileFolder() });
  expect(exit).toBe(2);
  expect(stderr).toContain("one of its lines has no end");
});

test("a page goes into a pipe only while somebody reads it", async () => {
  const folder = hostileFolder({ "a.yml": MODEL });
  execFileSync("mkfifo", [join(folder, "page.html")]);
  const args = ["report", "a.yml", "--html", "page.html"];
  const { exit, stderr } = await attacked(args, { cwd: folder });
  expect([exit, stderr]).toEqual([
    2,
    "neox-config: cannot write page.html: it is a pipe that nobody reads\n",
  ]);
  const reader = promisify(execFile)("cat", ["page.html"], { cwd: folder, timeout: SECONDS * 1000 });
  expect((await attacked(args, { cwd: folder })).exit).toBe(0);
  expect((await reader).stdout).toMatch(/<\/html>\s*$/);
});

describe("large files", () => {
  test.each([
    ["a.yml", ["check", "a.yml"]],
    [".neox-config.yml", ["check", "b.yml"]],
    [".gitignore", ["check", "--each", "."]],
    ["hostfile", ["check", "b.yml"]],
  ] as const)("%s of 30 MB", async (name, args) => {
    const folder = hostileFolder({
      "b.yml": `${MODEL}hostfile: hostfile\n`,
      [name]: "aaaa: 1\n".repeat(4_000_000),
    });
    await expectAnswered(args, folder);
  });
});

test.each([
  "file:////wsl$/x",
  "file:////wsl/x/b.yml",
  "http:////x",
  "untitled://///",
  "%",
  "",
  ":",
  "//",
  "file://",
  "file:///%zz",
  "file:///\ud800",
  "a b c",
  "FILE:////x",
  "\0",
  "vscode-vfs:////github/x",
  "file:///a%2F..%2Fb",
  "javascript:alert(1)",
  "file://host:80:90/x",
  "x".repeat(100_000),
  "file:////".repeat(1000),
])("the URI %.40j is answered", (uri) => {
  expect(() => [normalUri(uri), parseUri(uri).fsPath, resolveUri(uri, "../a.yml")]).not.toThrow();
});
