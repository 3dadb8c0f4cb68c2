import { join } from "node:path";
import { expect, test } from "vitest";
import { isJson } from "../../isJson";
import { attacked, type Ended, hostileFolder } from "../command";
import { expectHarmless } from "../harmless";

/** Files of somebody who wants harm, and the command that meets them. */
export interface Attack {
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  readonly args: readonly string[];
  /** The one of their folders in which it runs. Default: that of them all. */
  readonly within?: string;
  readonly stdin?: string | Uint8Array;
  /** Whether nothing may be said of it but why it cannot be read. */
  readonly refused?: boolean;
  /** Whether permissions count, also where the tests run as root. */
  readonly asNobody?: boolean;
  /** Makes what is no regular file. */
  readonly prepare?: (folder: string) => void;
  /** What must be so afterwards, beside what holds of every attack. */
  readonly afterwards?: (folder: string) => void;
}

export type Attacks = Readonly<Record<string, Attack>>;

/** Where a runner reads along for commands to it. */
const IN_CI = { CI: "true" };

/** Carries each attack out in a folder and a process of its own, several at once. */
export function carryOut(attacks: Attacks): void {
  test.concurrent.for(Object.entries(attacks))("%s", async ([, attack], { onTestFinished }) => {
    const folder = hostileFolder(attack.files, onTestFinished);
    attack.prepare?.(folder);
    const { args, within = ".", stdin = "", asNobody = false } = attack;
    const cwd = join(folder, within);
    const ended = await attacked(args, { cwd, stdin, env: IN_CI, asNobody });
    expectWithstood(ended, args);
    if (attack.refused) expect([ended.exit, ended.stdout]).toEqual([2, ""]);
    attack.afterwards?.(folder);
  });
}

/** More than anybody reads. */
const LONGEST_OUTPUT = 5_000_000;

/** It ended by itself and in time, said why where it could do nothing, and printed what is text to everybody. */
export function expectWithstood(ended: Ended, args: readonly string[]): void {
  const { exit, stdout, stderr } = ended;
  const said = stdout + stderr;
  expect([0, 1, 2], said.slice(-1000)).toContain(exit);
  // What a Python says instead of an answer is the answer.
  if (exit === 2) expect(stderr || (args[0] === "verify" ? stdout : JSON.parse(stdout).error)).toMatch(/\S/);
  expect(said).not.toMatch(/fault of neox-config|failed itself|\n\s+at .*(?:node:|\.js:)/);
  expect(Buffer.byteLength(said)).toBeLessThan(LONGEST_OUTPUT);
  const format = args[args.indexOf("--format") + 1] ?? "";
  expectHarmless(withoutColours(ended, args), format === "github");
  if (exit !== 2 && ["json", "sarif", "gitlab"].includes(format)) expectJson(stdout);
}

/** One value, or with `--each` one in each line. */
function expectJson(text: string): void {
  const lines = text.trimEnd().split("\n");
  if (isJson(text)) return;
  expect(lines.filter((line) => !isJson(line))).toEqual([]);
}

/** Colours that were asked for are no harm. */
function withoutColours(
  { stdout, stderr }: Ended,
  args: readonly string[],
): Pick<Ended, "stdout" | "stderr"> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: our own
  const plain = (text: string) => (args.includes("always") ? text.replace(/\u001b\[[0-9;]*m/g, "") : text);
  return { stdout: plain(stdout), stderr: plain(stderr) };
}
