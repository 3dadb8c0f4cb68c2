import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { installedCommand } from "../installed.mjs";
import { FINE, RESHAPE } from "./launches";
import { needs, outcomeOf } from "./process";

let folder: string;
beforeAll(async () => {
  installedCommand();
  folder = await mkdtemp(join(tmpdir(), "neox-config-terminal-"));
  await mkdir(join(folder, "many"));
  await writeFile(join(folder, "reshape.yml"), RESHAPE);
  await writeFile(join(folder, "fine.yml"), FINE);
  for (let index = 0; index < 400; index++)
    await writeFile(join(folder, "many", `${index}.yml`), index === 300 ? RESHAPE : FINE);
});
afterAll(() => rm(folder, { recursive: true }));

const bash = (script: string, env = {}) => outcomeOf("bash", ["-c", script], { cwd: folder, env });

describe("the command among others", { timeout: 120_000 }, () => {
  test("ends quietly when its reader has seen enough", async () => {
    expect(
      await bash("set -o pipefail; neox-config check --each many --format json | head -n 1 | cut -c 1-19"),
    ).toEqual({ exit: 0, stdout: '{"id":"many/0.yml",\n', stderr: "" });
  });

  test("takes a closed standard input as an empty one", async () => {
    const closed = await bash("neox-config check - --format json <&-");
    expect(closed).toEqual(await bash("neox-config check - --format json < /dev/null"));
    expect(closed).toMatchObject({ exit: 1, stderr: "" });
  });

  test("ends with 0, 1 and 2 as its help says", async () => {
    const script = `
      neox-config check fine --neox 2024-10-31 > /dev/null; echo $?
      neox-config check reshape --neox 2024-10-31 > /dev/null; echo $?
      neox-config check reshape --neox main > /dev/null; echo $?
      neox-config check absent 2> /dev/null; echo $?
      neox-config check --no-such-flag 2> /dev/null; echo $?
      neox-config --help > /dev/null; echo $?`;
    expect((await bash(script)).stdout).toBe("0\n1\n0\n2\n2\n0\n");
  });

  test("prints the same, in the same order, every time", async () => {
    const run = () => bash("neox-config check --each many reshape.yml fine.yml --format json | sha256sum");
    expect(await run()).toEqual(await run());
  });

  test("reads no file to its end that is too large to be a config", async () => {
    const script = "truncate -s 3G huge.yml; neox-config check huge fine; echo $?; rm huge.yml";
    expect(await bash(script)).toEqual({
      exit: 0,
      stdout: "2\n",
      stderr: "neox-config: huge.yml is larger than 2 megabytes, so it is no config\n",
    });
  });
});

/** Bash runs `script` of Debian's bsdutils, which gives the command a terminal. */
describe("the command in a terminal", { timeout: 120_000 }, () => {
  beforeEach((context) => needs(context, "script"));

  const inTerminal = (command: string, env = {}) =>
    bash(`script -qefc '${command}' /dev/null < /dev/null`, { TERM: "xterm", ...env });

  test("has colours, and none with NO_COLOR", async () => {
    const check = "neox-config check reshape --neox 2024-10-31";
    const coloured = await inTerminal(check, { NO_COLOR: "" });
    expect(coloured.exit).toBe(1);
    expect(coloured.stdout).toContain("\u001b[31m\u001b[1merror[kv-heads-reshape]\u001b[22m\u001b[39m");
    expect((await inTerminal(check, { NO_COLOR: "1" })).stdout).not.toContain("\u001b[");
  });

  test("tells how far a long run is, and leaves nothing of it behind", async () => {
    const line = JSON.stringify({ files: [{ name: "a.yml", text: RESHAPE }], neox: "2024-10-31" });
    await writeFile(join(folder, "sweep.jsonl"), `${line}\n`.repeat(1500));
    const { exit, stdout } = await inTerminal("neox-config check --launches sweep.jsonl > answers.jsonl");
    expect({ exit, lines: stdout.split("\r\u001b[K") }).toEqual({
      exit: 1,
      lines: ["", ...(stdout.match(/Checking launch \d+/g) ?? ["none"]), ""],
    });
  });

  test("wraps its help to the terminal's width", async () => {
    const { stdout } = await inTerminal("stty cols 50; neox-config check --help");
    const prose = stdout.split("\r\n").filter((line) => !/neox-config check |python3|NAME>/.test(line));
    expect(prose.filter((line) => line.length > 50)).toEqual([]);
    expect(prose.length).toBeGreaterThan(80);
  });
});
