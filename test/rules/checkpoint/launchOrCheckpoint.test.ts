import { expect, test } from "vitest";
import { rules } from "../../../server/src/rules/registry";
import { checkExample } from "../example";

test.each(["load-other-model", "load-schedule-differs"])(
  "%s: whether the file or the checkpoint is right, a person decides",
  (id) => {
    const rule = rules.find((it) => it.id === id);
    if (rule === undefined) throw new Error(`no rule ${id}`);
    const found = checkExample(rule.bad).findings.filter((it) => it.rule === id);
    const fixes = found.flatMap((it) => it.fixes());
    expect(fixes).not.toEqual([]);
    expect(fixes.filter((it) => it.preferred)).toEqual([]);
  },
);
