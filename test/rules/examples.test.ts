import { describe, expect, it } from "vitest";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { rules } from "../../server/src/rules/registry";
import type { Example } from "../../server/src/rules/rule";
import { readYaml } from "../../server/src/yaml/read";

/** The ids of the rules that an example brings up, and the rules that threw. */
function reported(example: Example): readonly string[] {
  const { files, gpus, neox, launched } =
    typeof example === "string" ? { files: { "model.yml": example } } : example;
  const { findings, failures } = check({
    files: Object.entries(files).map(([path, text]) => ({ path, document: readYaml(text) })),
    target: neox === undefined ? UNKNOWN_TARGET : (parseTarget(neox) ?? UNKNOWN_TARGET),
    ...(gpus !== undefined && { gpus }),
    ...(launched === true && { scope: "launch" as const }),
  });
  return [...new Set([...findings.map(({ rule }) => rule), ...failures.map(({ error }) => String(error))])];
}

describe("the examples of every rule", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("%s", (id, rule) => {
    expect(reported(rule.bad)).toEqual([id]);
    expect(reported(rule.good)).toEqual([]);
  });

  it("have ids of their own", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
  });
});
