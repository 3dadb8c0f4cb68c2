import { describe, expect, it } from "vitest";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import type { ResolvedFix } from "../../server/src/rules/finding";
import { rules } from "../../server/src/rules/registry";
import type { Example } from "../../server/src/rules/rule";
import type { RunResult } from "../../server/src/rules/run";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";

type Launched = Exclude<Example, string>;

function launched(example: Example): Launched {
  return typeof example === "string" ? { files: { "model.yml": example } } : example;
}

function run({ files, gpus, neox, launched, absentFiles }: Launched): RunResult {
  return check({
    files: Object.entries(files).map(([path, text]) => ({ path, document: readYaml(text) })),
    target: neox === undefined ? UNKNOWN_TARGET : (parseTarget(neox) ?? UNKNOWN_TARGET),
    ...(gpus !== undefined && { gpus }),
    ...(launched === true && { scope: "launch" as const }),
    ...(absentFiles && { absentFiles: new Set(absentFiles) }),
  });
}

/** The ids of the rules that an example brings up, and the rules that threw. */
function reported(example: Example): readonly string[] {
  const { findings, failures } = run(launched(example));
  return [...new Set([...findings.map(({ rule }) => rule), ...failures.map(({ error }) => String(error))])];
}

function fixed(example: Launched, fix: ResolvedFix): Launched {
  const files = Object.entries(example.files).map(([name, text]) => {
    return [
      name,
      applyEdits(
        text,
        fix.edits.filter(({ file }) => file.path === name),
      ),
    ];
  });
  return { ...example, files: Object.fromEntries(files) };
}

describe("the examples of every rule", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    expect(reported(rule.bad)).toEqual([id]);
    expect(reported(rule.good)).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    "each fix of %s leaves nothing to tell",
    (_, rule) => {
      const bad = launched(rule.bad);
      const fixes = run(bad).findings.flatMap((finding) => finding.fixes());
      const left = fixes.map((fix) => [fix.title, reported(fixed(bad, fix))]);
      expect(left).toEqual(fixes.map((fix) => [fix.title, []]));
    },
  );

  it("have ids of their own", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
