import { existsSync, readFileSync } from "node:fs";

/** What gpt-neox did with a launch. */
export interface Verdict {
  readonly launches: boolean;
  /** How far a launch that did not stop was followed: `forward`, or `args` where its layers need a GPU. */
  readonly checkedThrough?: string;
  /** Where it stopped: `args` or `model`. */
  readonly phase?: string;
  readonly type?: string;
  readonly message?: string;
  /** `file:line:function`. */
  readonly at?: string;
}

/** A recorded launch: its files in order, its GPUs, and what gpt-neox did with it by version. */
export interface ParityCase {
  readonly id: string;
  readonly base: string;
  readonly mutations: readonly string[];
  readonly gpus: number;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

const CASES = new URL("../../../shared/parity/cases.jsonl", import.meta.url);

export const hasCases = existsSync(CASES);

/** The record's versions by the target that names them. */
export const RECORDED_TARGETS: Readonly<Record<string, string>> = { main: "main", "2024-10-31": "2024-10" };

export function readCases(): readonly ParityCase[] {
  const lines = readFileSync(CASES, "utf8").trim().split("\n");
  return lines.map((line): ParityCase => JSON.parse(line));
}

/** `file:function`, without the line. */
export function functionOf(verdict: Verdict): string {
  const [file = "", , name = ""] = (verdict.at ?? "").split(":");
  return `${file}:${name}`;
}
