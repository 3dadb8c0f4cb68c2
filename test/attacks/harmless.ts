import { expect } from "vitest";
import type { Ended } from "./command";

/** A name or a text that would steer a terminal and a CI runner. */
export const HOSTILE = "\u001b[31m\n::add-mask::x\u202e";

/** What steers a terminal, or turns the order of what it shows around. */
const RAW =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what must not be on any stream
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/;

/** What a runner of some CI takes for an order: GitHub's new ones at the beginning of a line, others anywhere. */
const ORDER = /^\s*::.*|##(?:vso|teamcity)?\[.*/gim;
/** Ours with `--format github`. */
const ANNOTATION = /^::(?:error|warning|notice) /;

type Output = Pick<Ended, "stdout" | "stderr">;

/** Neither a terminal nor a CI runner takes what is printed for more than text. */
export function expectHarmless({ stdout, stderr }: Output, isGithub = false): void {
  expect(RAW.exec(stdout + stderr)).toBeNull();
  const orders = `${stdout}\n${stderr}`.match(ORDER) ?? [];
  expect(orders.filter((line) => !isGithub || !ANNOTATION.test(line.trim()))).toEqual([]);
}
