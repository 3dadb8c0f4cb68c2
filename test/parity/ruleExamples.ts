import { readFileSync, writeFileSync } from "node:fs";

/** What became of an example that was put to real NeoX. */
export interface ShownExample {
  /**
   * It ran; it stopped; it had not come to an end in time; it stopped for want of something that this machine lacks; or it
   * was not asked.
   */
  readonly became: "ran" | "stopped" | "stayed" | "lacking" | "unasked";
  /** Whether that is what the rule says: that `bad` stops with the exception, in the function, or goes on; and `good` runs. */
  readonly asTold: boolean;
  /** Where it stopped, or the last phase that it reached. */
  readonly phase?: string;
  readonly type?: string;
  readonly message?: string;
  readonly at?: string;
  /** Another rule whose error this is. */
  readonly by?: string;
  /** What is lacking, or why it was not asked. */
  readonly why?: string;
}

/** The examples of one rule, put to one commit of gpt-neox. */
export interface ShownRule {
  readonly rule: string;
  /** The commit, as long as this project names it. */
  readonly neox: string;
  readonly bad: ShownExample;
  readonly good: ShownExample;
}

/** The record: on its first line what was run beside gpt-neox. */
export interface ShownRules {
  readonly versions: { readonly deeperspeed: string; readonly torch: string; readonly python: string };
  readonly rules: readonly ShownRule[];
}

const FILE = "test/parity/records/rule-examples.jsonl";

export function readShownRules(): ShownRules {
  const [versions, ...rules] = readFileSync(FILE, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  return { versions, rules };
}

export function writeShownRules({ versions, rules }: ShownRules): void {
  const sorted = rules.toSorted((a, b) => (a.rule < b.rule ? -1 : 1));
  writeFileSync(FILE, [versions, ...sorted].map((row) => `${JSON.stringify(row)}\n`).join(""));
}
