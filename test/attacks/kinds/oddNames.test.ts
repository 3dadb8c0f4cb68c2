import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { attacked, hostileFolder, MODEL } from "../command";
import { type Attack, carryOut } from "./attack";
import { checkoutIn } from "./verified";

/** Asked of a Python that the system does not even begin to run. */
const asked = (python: string, ...args: readonly string[]): Attack => ({
  files: {
    "a.yml": MODEL,
    ...checkoutIn("n"),
  },
  args: ["verify", "a.yml", "--neox", "n", "--python", python, ...args],
  prepare: (folder) => symlinkSync("circle", join(folder, "circle")),
});

/** A model that a converter is given. */
const converts = (given: string, ...flags: readonly string[]): Attack => ({
  files: { "a.yml": MODEL, size: "" },
  args: ["converts", "a.yml", "--tool", "convert_hf_llama_to_neox", ...flags, "--given", given],
  prepare: (folder) => symlinkSync("circle", join(folder, "circle")),
});

/** A config whose name is no text: it is told, and not passed over. */
const unreadable = (name: string, ...args: readonly string[]): Attack => ({
  files: { "good.yml": MODEL },
  args: ["check", ...args],
  prepare(folder) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
    if (name.includes("/")) mkdirSync(path.subarray(0, path.lastIndexOf("/")));
    writeFileSync(path, MODEL);
  },
});

describe("a name that is not UTF-8 is told", () => {
  test.for([
    ["bad\xff.yml", ["--each", "."], "bad\ufffd.yml: no such file"],
    ["bad\xff.yml", ["--each", "*.yml"], "bad\ufffd.yml: no such file"],
    ["bad\xff/a.yml", ["--each", "."], "bad\ufffd: no such file"],
    ["bad\xff/a.yml", ["--each", "**/*.yml", "--format", "json"], "bad\ufffd: no such file"],
  ] as const)("%j by %j", async ([name, args, expected], { onTestFinished }) => {
    const attack = unreadable(name, ...args);
    const folder = hostileFolder(attack.files, onTestFinished);
    attack.prepare?.(folder);
    const { exit, stderr } = await attacked(attack.args, { cwd: folder });
    expect([exit, stderr]).toEqual([2, expect.stringContaining(expected)]);
  });

  test("but not where it is not looked for", async ({ onTestFinished }) => {
    const attack = unreadable("bad\xff/a.yml", "--each", "*.yml");
    const folder = hostileFolder(attack.files, onTestFinished);
    attack.prepare?.(folder);
    expect((await attacked(attack.args, { cwd: folder })).exit).toBe(0);
  });
});

carryOut({
  "a model that is a device": converts("/dev/zero"),
  "a model that is nothing": converts("/dev/null"),
  "a model in a file": converts("a.yml/x"),
  "a model in a circle": converts("circle"),
  "a file that a project file names by half of a character": {
    files: {
      "\ufffd.yml": MODEL.replace("768", "770"),
      ".neox-config.yml": 'launches:\n  - files: ["\\ud800.yml"]\n',
    },
    args: ["check", "--format", "sarif"],
  },
  "no name": asked(""),
  "a name of blanks": asked("  "),
  "a name of 100,000 letters": asked("x".repeat(100_000)),
  "a link that leads in a circle": asked("./circle"),
  "a Python in a file": asked("a.yml/python"),
  "a folder to run in that is a file": asked("python3", "--launch-directory", "a.yml"),
  "a folder to run in that is not there": asked("python3", "--launch-directory", "none"),
});
