import { openSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { coloured, inOneLine, visible, visibleJson, withoutControls } from "../../server/src/base/visible";
import { attacked, bounded, CLI, hostileFolder, MENDABLE, MODEL } from "./command";
import { expectHarmless } from "./harmless";

const HOSTILE =
  "\x1b]8;;https://x.invalid\x07CLICK\x1b[2J\x9b31m\u202eRTL\u2066\u200f\n::stop-commands::pwn\n  ::add-mask::e\n##[error]x\n";
/** The same in a double-quoted scalar of YAML. */
const QUOTED = JSON.stringify(HOSTILE).replace(
  /[^ -~]/g,
  (it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`,
);

const FORMATS = ["pretty", "json", "github", "sarif", "gitlab"];

describe.each([
  ["a key", `${MODEL}${QUOTED}: 1\n`, ""],
  ["a value", `${MODEL}save: ${QUOTED}\nload: ${QUOTED}\nprecision: ${QUOTED}\nhidden_size: ${QUOTED}\n`, ""],
  ["a choice", `${MODEL}pos_emb: ${QUOTED}\nattention_config: [[[${QUOTED}], 12]]\n`, ""],
  ["a nested key", `${MODEL}optimizer: {type: ${QUOTED}, params: {${QUOTED}: 1}}\n`, ""],
  ["a tag", `${MODEL}x: !<${encodeURI(HOSTILE)}> 1\n`, ""],
  ["a comment", `${MODEL}# neox-config: ignore x-${HOSTILE.replaceAll("\n", "\n# ")}\n`, ""],
  ["a broken line", `${MODEL}x: [\n::add-mask::e\n`, ""],
  ["a key of the project file", MODEL, `${QUOTED}: 1\n`],
  ["its neox", MODEL, `neox: ${QUOTED}\n`],
  ["a rule of it", MODEL, `rules: {${QUOTED}: ${QUOTED}}\n`],
  ["a launch of it", MODEL, `launches: [{name: ${QUOTED}, files: [${QUOTED}], ${QUOTED}: 1}]\n`],
])("the text of %s", (_, text, project) => {
  test.each(FORMATS)("in %s", async (format) => {
    const folder = hostileFolder({ "a.yml": text, ...(project && { ".neox-config.yml": project }) });
    const args = ["check", "a.yml", "--format", format, "--color", "never"];
    expectHarmless(await attacked(args, { cwd: folder }), format === "github");
  });
});

test.each(FORMATS)("names of files in %s", async (format) => {
  const folder = hostileFolder({
    "nl\n::add-mask::e\n.yml": `${MODEL}x: 1\nhidden_size: 770\n`,
    "bad\x1b[31m\n::add-mask::f\n.yml": `${MODEL}x: [\n`,
    "::add-mask::g.yml": `${MODEL}hidden_size: 770\n`,
    "::add-mask::h.yaml": "kind: Pod\n",
    "\u202egnp.yml": MODEL,
  });
  const args = ["check", "--each", ".", "::add-mask::h.yaml", "--format", format, "--color", "never"];
  expectHarmless(await attacked(args, { cwd: folder }), format === "github");
});

test("no key and no value is a link in a message of SARIF", async () => {
  const link = '"[Update your token](https://evil.invalid/x)"';
  const folder = hostileFolder({
    "a.yml": `${MODEL}${link}: 1\nactivation: ${link}\noptimizer: {${link}: 1}\n`,
  });
  const { stdout } = await attacked(["check", "a.yml", "--format", "sarif"], { cwd: folder });
  const results = JSON.stringify(JSON.parse(stdout).runs[0].results);
  const shown = [...results.matchAll(/"(?:message|description)":\{"text":"((?:[^"\\]|\\.)*)"/g)].map(
    ([, text]) => text,
  );
  expect(shown.filter((text) => text?.includes("evil.invalid"))).not.toEqual([]);
  expect(shown.filter((text) => text?.includes("]("))).toEqual([]);
});

test.each([
  ["compare", "a.yml", "b.yml"],
  ["compare", "a.yml", "b.yml", "--format", "json"],
  ["effective", "a.yml"],
  ["effective", "a.yml", "--format", "json"],
  ["report", "a.yml"],
  ["report", "a.yml", "--format", "json"],
  ["check", "a.yml", "--neox", HOSTILE],
  ["check", HOSTILE],
  ["check", `--${HOSTILE}`],
  ["explain", HOSTILE],
  [HOSTILE],
])("%j", async (...args) => {
  const folder = hostileFolder({ "a.yml": `${MODEL}save: ${QUOTED}\n`, "b.yml": MODEL });
  expectHarmless(await attacked(args, { cwd: folder }));
});

test("the changes that a fix would make are a command to no CI runner that prints them", async () => {
  const text = `${MENDABLE}save: "a\n\t::add-mask::a\n  ##[error]b ##vso[task.x]"\n`;
  const folder = hostileFolder({ "a.yml": text });
  const args = ["check", "a.yml", "--fix", "--dry-run"];
  const inCi = await attacked(args, { cwd: folder, env: { CI: "true" } });
  expect(inCi.stdout).toContain("+min_lr: 1.0e-5");
  expectHarmless({ ...inCi, stdout: inCi.stdout.replaceAll("\t", " ") });
});

test("what is made visible says the same in JSON, keeps our colours, and is done in one pass", () => {
  expect(JSON.parse(visibleJson({ [HOSTILE]: HOSTILE }, 2))).toEqual({ [HOSTILE]: HOSTILE });
  const command = "##vso[task.x]##TeamCity[x] ##[add-mask]x";
  expect(visibleJson({ [command]: command })).not.toContain("##");
  expect(JSON.parse(visibleJson({ [command]: command }))).toEqual({ [command]: command });
  expect(coloured("\x1b[31mred\x1b[39m\x1b[2J")).toBe("\x1b[31mred\x1b[39m␛[2J");
  expect(withoutControls("\x1b[31mred\n\t")).toBe("␛[31mred\n\t");
  expect(inOneLine("a\nb")).toBe("a␤b");
  expect(visible("  ::x")).toBe("  ∷x");
  const long = "\n".repeat(1_000_000);
  expect(visible(long)).toBe(long);
});

describe("streams", () => {
  const bash = (script: string, cwd: string) =>
    bounded("bash", ["-c", script.replaceAll("NEOX", `"${process.execPath}" "${CLI}"`)], { cwd });

  test.each([
    ["check bad.yml | head -1", "1"],
    ["check bad.yml | true", "1"],
    ["check a.yml | true", "0"],
    ["check none.yml | true", "2"],
    ["effective a.yml | head -c 1", "0"],
  ])("%s keeps its exit status", async (script, exit) => {
    const folder = hostileFolder({ "a.yml": MODEL, "bad.yml": MODEL.replace("768", "770") });
    const { stderr } = await bash(`NEOX ${script} > /dev/null; echo "\${PIPESTATUS[0]}" >&2`, folder);
    expect(stderr.trim().split("\n").at(-1)).toBe(exit);
  });

  test.each(["check bad.yml", "effective bad.yml", "schema", "man"])(
    "%s where there is no room",
    async (args) => {
      openSync("/dev/full", "w");
      const folder = hostileFolder({ "bad.yml": MODEL.replace("768", "770") });
      const { exit, stderr } = await bash(`NEOX ${args} > /dev/full`, folder);
      expect({ exit, stderr }).toEqual({
        exit: 2,
        stderr: "neox-config: cannot write the output: no space left on the disk\n",
      });
    },
  );

  test("a reader of answers that has left ends an endless list of launches", async () => {
    const { exit } = await bash(
      `yes '{"files":[{"name":"a","text":""}]}' | NEOX check --launches - | head -1`,
      "/",
    );
    expect(exit).toBe(0);
  });

  const GOOD = JSON.stringify({ id: "good", files: [{ name: "a.yml", text: MENDABLE }] });
  test.each([
    ["half a character in a name", '{"id":"1","files":[{"name":"\\ud800","text":""}]}'],
    ["half a character in a path", '{"id":"1","files":["\\ud800"]}'],
    ["half a character in a text", '{"id":"1","files":[{"name":"a","text":"\\ud800: \\udfff"}]}'],
    ["a NUL in a path", '{"id":"1","files":["\\u0000"]}'],
    ["a prototype", '{"__proto__":{"files":[]},"id":"1","files":["__proto__"]}'],
    ["depth", `${"[".repeat(200_000)}`],
    ["a long line", `{"id": "${"x".repeat(21_000_000)}"}`],
    ["bytes that are no text", Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    ["an id that is a tree", `{"id":${"[".repeat(500)}${"]".repeat(500)},"files":["none"]}`],
    ["standard input", '{"files":["-"]}'],
  ])("a line with %s is answered, and the list goes on", async (_, line) => {
    const stdin = Buffer.concat([Buffer.from(line), Buffer.from(`\n${GOOD}\n`)]);
    const { stdout } = await attacked(["check", "--launches", "-"], { cwd: hostileFolder(), stdin });
    const answers = stdout.trim().split("\n");
    expect(answers).toHaveLength(2);
    expect(JSON.parse(answers[1] ?? "")).toMatchObject({ id: "good" });
  });
});
