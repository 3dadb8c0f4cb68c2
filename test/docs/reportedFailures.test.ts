import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { OUTCOMES, type Outcome } from "./reportedFailures";

interface ReportedFailure {
  readonly id: string;
  readonly config: string;
}

const FILE = new URL("../../../shared/corpus/reported-failures.jsonl", import.meta.url);
const hasFailures = existsSync(FILE);
const lines = hasFailures ? readFileSync(FILE, "utf8").trim().split("\n") : [];
const failures = lines.map((line): ReportedFailure => JSON.parse(line));

function findingsOf(outcome: Outcome) {
  const added = "added" in outcome ? outcome.added : "";
  const text = failures.find(({ id }) => id === outcome.id)?.config ?? "";
  return check({
    files: [{ path: "config.yml", document: readYaml(`${text}${added}`) }],
    target: parseTarget(outcome.neox ?? "") ?? UNKNOWN_TARGET,
    scope: "launched" in outcome ? "launch" : "model",
  }).findings;
}

describe.skipIf(!hasFailures)(hasFailures ? "reported failures" : "skipped: no shared data", () => {
  it("are all in the list", () => {
    expect(OUTCOMES.map(({ id }) => id)).toEqual(failures.map(({ id }) => id));
  });

  it.each(OUTCOMES.map((outcome) => [outcome.id, outcome] as const))("%s", (_, outcome) => {
    const told = findingsOf(outcome).filter(({ severity }) => "rule" in outcome || severity !== "hint");
    if (!("rule" in outcome)) {
      if (outcome.verdict === "no fault of the config") expect(told.map(({ rule }) => rule)).toEqual([]);
      return;
    }
    const [finding] = told.filter(({ rule }) => rule === outcome.rule);
    expect(finding, told.map(({ rule }) => rule).join(" ")).toBeDefined();
    const text = finding?.file.document.text.slice(finding.span.start, finding.span.end);
    if (outcome.at !== "") expect(text).toBe(outcome.at);
    const titles = (finding?.fixes() ?? []).map(({ title }) => title);
    if (outcome.fix !== undefined) expect(titles).toContain(outcome.fix);
  });
});
