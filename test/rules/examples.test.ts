import { describe, expect, it } from "vitest";
import type { ResolvedFix } from "../../server/src/engine/finding";
import type { Example } from "../../server/src/engine/rule";
import { rules } from "../../server/src/rules/registry";
import { applyEdits } from "../../server/src/yaml/edit";
import { checkExample, isAbout } from "./example";

type Launched = Exclude<Example, string>;

function launched(example: Example): Launched {
  return typeof example === "string" ? { files: { "model.yml": example } } : example;
}

/** The ids of the rules that an example of the rule with this id brings up, and the rules that threw. */
function reported(example: Example, id: string): readonly string[] {
  const { findings, failures } = checkExample(example);
  const told = findings.filter((it) => isAbout(it, id)).map(({ rule }) => rule);
  return [...new Set([...told, ...failures.map(({ error }) => String(error))])];
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
    expect(reported(rule.bad, id)).toEqual([id]);
    expect(reported(rule.good, id)).toEqual([]);
  });

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    "each fix of %s leaves nothing to tell",
    (id, rule) => {
      const bad = launched(rule.bad);
      const fixes = checkExample(bad).findings.flatMap((finding) => finding.fixes());
      const left = fixes.map((fix) => [fix.title, reported(fixed(bad, fix), id)]);
      expect(left).toEqual(fixes.map((fix) => [fix.title, []]));
    },
  );

  it.each(rules.map((rule) => [rule.id, rule] as const))(
    "%s says what fails before any commit",
    (_, rule) => {
      const messages = checkExample(rule.bad).findings.map(({ message }) => message);
      expect(messages.filter((message) => /^[0-9a-f]{7,40}\b/.test(message))).toEqual([]);
    },
  );

  it("have ids of their own", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
