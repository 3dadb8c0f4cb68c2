import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Finding, ResolvedFix } from "../../server/src/engine/finding";
import { check } from "../../server/src/features/check";
import type { ConfigFile } from "../../server/src/launch/launch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { applyEdits } from "../../server/src/yaml/edit";
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

/** The files of a run: the report's own config, and what is known beside it. */
function filesOf(outcome: Outcome): readonly ConfigFile[] {
  const { added = "", second = undefined } = "rule" in outcome ? outcome : {};
  const text = failures.find(({ id }) => id === outcome.id)?.config ?? "";
  const texts = [`${text}${added}`, ...(second === undefined ? [] : [second])];
  return texts.map((it, index) => ({ path: `config${index}.yml`, document: readYaml(it) }));
}

function findingsOf(outcome: Outcome, files: readonly ConfigFile[]): readonly Finding[] {
  const { neox = "", launched, absentFiles = [] } = "rule" in outcome ? outcome : {};
  const { findings } = check({
    files,
    target: parseTarget(neox) ?? UNKNOWN_TARGET,
    scope: launched ? "launch" : "model",
    absentFiles: new Set(absentFiles),
  });
  const isTold = ({ rule, severity }: Finding) =>
    severity !== "hint" ||
    ("rule" in outcome ? rule === outcome.rule : outcome.verdict === "no fault of the config");
  return findings.filter(isTold);
}

function mended(files: readonly ConfigFile[], { edits }: ResolvedFix): readonly ConfigFile[] {
  return files.map((file) => {
    const own = edits.filter((edit) => edit.file.path === file.path);
    return { path: file.path, document: readYaml(applyEdits(file.document.text, own)) };
  });
}

describe.skipIf(!hasFailures)(hasFailures ? "reported failures" : "skipped: no shared data", () => {
  it("are all in the list", () => {
    expect(OUTCOMES.map(({ id }) => id)).toEqual(failures.map(({ id }) => id));
  });

  it.each(OUTCOMES.map((outcome) => [outcome.id, outcome] as const))("%s", (_, outcome) => {
    const files = filesOf(outcome);
    const told = findingsOf(outcome, files);
    const rules = told.map(({ rule }) => rule).sort();
    if (!("rule" in outcome)) {
      expect(rules).toEqual([...(outcome.also ?? [])].sort());
      return;
    }
    expect(rules).toEqual([outcome.rule, ...(outcome.also ?? [])].sort());
    const finding = told.find(({ rule }) => rule === outcome.rule);
    const { text } = finding?.file.document ?? { text: "" };
    if (outcome.at !== "") expect(text.slice(finding?.span.start, finding?.span.end)).toBe(outcome.at);
    if (outcome.fix === undefined) return;
    const fixes = finding?.fixes() ?? [];
    const fix = fixes.find(({ title }) => title === outcome.fix);
    expect(fixes.map(({ title }) => title)).toContain(outcome.fix);
    const after = fix ? findingsOf(outcome, mended(files, fix)) : told;
    const same = after.filter(
      ({ message, span }) => message === finding?.message && span.start === finding.span.start,
    );
    expect(same).toEqual([]);
  });
});
