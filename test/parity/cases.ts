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

/** A launch on a config of another project at a commit of main, and what became of it there. */
interface VersionCase extends OracleLaunch, Omit<LayersVerdict, "launches"> {
  /** The day of the commit. */
  readonly neox: string;
  readonly commit: string;
  readonly runs: boolean;
}

const VERSIONS = new URL("../../../shared/parity/versions.jsonl", import.meta.url);

/** What we say of launches at six dates of main beside what gpt-neox did with them. */
export function compareVersions(): readonly Comparison[] {
  const lines = readFileSync(VERSIONS, "utf8").trim().split("\n");
  return lines
    .map((line): VersionCase => JSON.parse(line))
    .map((it) => ({ ...compare(it, it.commit, { ...it, launches: it.runs }), target: it.neox }));
}

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
