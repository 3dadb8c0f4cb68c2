import { describe, expect, it } from "vitest";
import { finish } from "../../server/src/base/steps";
import { runningRules } from "../../server/src/engine/run";
import type { SeveritySetting } from "../../server/src/engine/severity";
import { rules } from "../../server/src/rules/registry";
import { checkExample } from "./example";

const SETTINGS: readonly SeveritySetting[] = ["off", "hint", "information", "warning", "error"];

/** The severities of a rule's own findings in its bad example when the user sets it so. */
function severities(id: string, setting: SeveritySetting): readonly string[] {
  const rule = rules.find((it) => it.id === id);
  if (rule === undefined) return [];
  const { launch } = checkExample(rule.bad);
  return finish(runningRules(launch, [rule], { [id]: setting })).findings.map((it) => it.severity);
}

describe("a severity set by the user", () => {
  it.each(rules.map(({ id }) => id))("holds for %s", (id) => {
    for (const setting of SETTINGS) {
      expect([...new Set(severities(id, setting))]).toEqual(setting === "off" ? [] : [setting]);
    }
  });
});
