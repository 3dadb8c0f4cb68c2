import { describe, expect, test } from "vitest";
import type { Finding, ResolvedFix } from "../../server/src/engine/finding";
import type { Rule } from "../../server/src/engine/rule";
import { rules } from "../../server/src/rules/registry";
import { ALL_ARGUMENTS } from "./everyArgument";
import { checkExample, filesOf } from "./example";

test("ids are unique and kebab-case", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id))).toEqual([]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test("every key of a rule is an argument of some version, or a key inside of one", () => {
  const unknown = rules.flatMap(({ id, keys }) =>
    keys.filter((key) => !ALL_ARGUMENTS.has(key.split(".")[0] ?? key)).map((key) => `${id}: ${key}`),
  );
  expect(unknown).toEqual([]);
});

describe.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_id, rule) => {
  test("every fix removes its finding, changes only its tokens, and then has nothing left to do", () => {
    for (const finding of own(rule)) {
      const fixes = finding.fixes();
      const preferred = fixes.filter((fix) => fix.preferred);
      expect(preferred.length).toBeLessThanOrEqual(1);
      if (rule.safeFix) expect(fixes.length).toBe(1);
      if (rule.family === "dimensions") expect(preferred).toEqual(fixes.slice(0, preferred.length));
      for (const fix of fixes) expectMended(rule, finding, fix);
    }
  });
});

function own(rule: Rule): readonly Finding[] {
  return checkExample(rule.bad).findings.filter((finding) => finding.rule === rule.id);
}

/** The finding is gone, no error came, shapes are all right, and the same fix is not offered again. */
function expectMended(rule: Rule, finding: Finding, fix: ResolvedFix): void {
  const before = checkExample(rule.bad).findings;
  const after = checkExample(rule.bad, applied(rule, fix)).findings;
  const key = (it: Finding) => `${it.rule}: ${it.message}`;
  expect(after.map(key), fix.title).not.toContain(key(finding));
  const errors = after.filter((it) => it.severity === "error").map(key);
  expect(
    errors.filter((it) => !before.map(key).includes(it)),
    fix.title,
  ).toEqual([]);
  const family = new Set(rules.filter((it) => it.family === rule.family).map((it) => it.id));
  if (rule.family) expect(after.filter((it) => family.has(it.rule)).map(key), fix.title).toEqual([]);
  const again = after.filter((it) => it.rule === rule.id).flatMap((it) => it.fixes().map((f) => f.title));
  expect(again, fix.title).not.toContain(fix.title);
}

/** The texts of the bad example after a fix; edits must not overlap. */
function applied(rule: Rule, fix: ResolvedFix): Record<string, string> {
  const texts: Record<string, string> = { ...filesOf(rule.bad) };
  for (const path of Object.keys(texts)) {
    const edits = fix.edits.filter((edit) => edit.file.path === path);
    const ordered = [...edits].sort((a, b) => b.span.start - a.span.start);
    ordered.reduce((end, edit) => {
      expect(edit.span.end, fix.title).toBeLessThanOrEqual(end);
      texts[path] = spliced(texts[path] ?? "", edit.span.start, edit.span.end, edit.newText);
      return edit.span.start;
    }, Number.POSITIVE_INFINITY);
  }
  return texts;
}

function spliced(text: string, start: number, end: number, newText: string): string {
  return text.slice(0, start) + newText + text.slice(end);
}
