import { existsSync, readFileSync } from "node:fs";
import type { LayersVerdict } from "../../scripts/oracle/layers";
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { type Comparison, compare } from "./compare";

/** A launch on another project's config, and what gpt-neox did with it by version. */
interface ParityCase extends OracleLaunch {
  readonly verdicts: Readonly<Record<string, LayersVerdict>>;
}

const CASES = new URL("../../../shared/parity/cases.jsonl", import.meta.url);

export const hasCases = existsSync(CASES);

/** The record's versions by the target that names them. */
export const RECORDED_TARGETS: Readonly<Record<string, string>> = { main: "main", "2024-10-31": "2024-10" };

export function readCases(): readonly ParityCase[] {
  const lines = readFileSync(CASES, "utf8").trim().split("\n");
  return lines.map((line): ParityCase => JSON.parse(line));
}

/** What we say of a launch at each version beside what gpt-neox did with it. */
export function compareCase(recorded: ParityCase): readonly Comparison[] {
  return Object.entries(RECORDED_TARGETS).map(([target, version]) => {
    const verdict = recorded.verdicts[version];
    if (verdict === undefined) throw new Error(`no verdict for ${target}`);
    return compare(recorded, target, verdict);
  });
}
