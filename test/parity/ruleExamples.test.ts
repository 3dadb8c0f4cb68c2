import { describe, expect, it } from "vitest";
import { askedExample } from "../../scripts/oracle/examples/asked";
import type { Rule, Severity } from "../../server/src/engine/rule";
import { holdsFor, MAIN_TARGET } from "../../server/src/launch/target";
import { rules } from "../../server/src/rules/registry";
import exceptions from "./records/rule-exceptions.json" with { type: "json" };
import { readShownRules, type ShownExample } from "./ruleExamples";

/** By rule, why what its examples did in NeoX is not what the rule says of them, or how gravely. */
const EXCEPTIONS: Readonly<Record<string, string>> = exceptions;

const shown = new Map(readShownRules().rules.map((row) => [row.rule, row]));
const atMain = rules.filter(({ holds }) => holdsFor(holds, MAIN_TARGET) !== "never");

/** What the machine could not show, and what was not asked, tells nothing. */
function isTelling({ became }: ShownExample): boolean {
  return became !== "lacking" && became !== "unasked";
}

/** What the rule says of its bad example at main, as a launch of its own. */
function severityOf(rule: Rule): Severity {
  return askedExample(rule, "bad", MAIN_TARGET)?.finding?.severity ?? rule.severity;
}

/** In what the record and the rule differ. */
function differences(rule: Rule): readonly string[] {
  const row = shown.get(rule.id);
  if (row === undefined) return [];
  const { bad, good } = row;
  const stops = bad.became === "stopped" && bad.asTold;
  const isError = severityOf(rule) === "error";
  return [
    ...(isError && !stops ? ["an error that its example did not show"] : []),
    ...(!isError && stops ? ["no error, and its example stopped"] : []),
    ...(!isError && isTelling(bad) && !bad.asTold && bad.by === undefined
      ? ["its example did otherwise"]
      : []),
    ...(stops && rule.evidence === "read" ? ["seen, and said to be read"] : []),
    ...(isTelling(good) && !good.asTold && good.by === undefined ? ["the good one did not run"] : []),
  ];
}

describe("the examples of the rules in real NeoX", () => {
  it("did what their rules say, as gravely as they say it, but for those that are named", () => {
    const differing = atMain.map((rule) => [rule.id, differences(rule)] as const);
    const told = Object.fromEntries(differing.filter(([, them]) => them.length > 0));
    expect(Object.keys(EXCEPTIONS).filter((id) => told[id] === undefined)).toEqual([]);
    expect(Object.entries(told).filter(([id]) => EXCEPTIONS[id] === undefined)).toEqual([]);
  }, 600_000);
});
