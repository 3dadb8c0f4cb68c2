import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { unusedSuppression } from "../../server/src/rules/unusedSuppression";
import { reportedFailuresPage } from "./reportedFailuresPage";
import { rulePage, rulesIndex } from "./rulePage";

const ALL = [...rules, unusedSuppression];

/** `npm run docs` writes the pages; here they must be as the rules say. */
it("docs/rules holds what the rules say", async () => {
  await expect(rulesIndex(ALL)).toMatchFileSnapshot("../../docs/rules/README.md");
  for (const rule of ALL) await expect(rulePage(rule)).toMatchFileSnapshot(`../../docs/rules/${rule.id}.md`);
});

it("docs/rules holds no page of a rule that is gone", () => {
  const names = new Set(["README.md", ...ALL.map(({ id }) => `${id}.md`)]);
  const pages = readdirSync(new URL("../../docs/rules", import.meta.url));
  expect(pages.filter((page) => !names.has(page))).toEqual([]);
});

it("docs/reported-failures.md holds every outcome", async () => {
  await expect(reportedFailuresPage()).toMatchFileSnapshot("../../docs/reported-failures.md");
});
