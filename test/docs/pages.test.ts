import { readdirSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import chinese from "../../l10n/bundle.l10n.zh-cn.json" with { type: "json" };
import { loadTranslations } from "../../server/src/base/l10n";
import { unusedSuppression } from "../../server/src/engine/unusedSuppression";
import { rules } from "../../server/src/rules/registry";
import { reportedFailuresPage } from "./reportedFailuresPage";
import { rulePage, rulesIndex } from "./rulePage";
import { CHINESE, ENGLISH } from "./ruleTexts";

const ALL = [...rules, unusedSuppression];

const LANGUAGES = [
  { folder: "docs/rules", translations: {}, language: ENGLISH },
  { folder: "docs/zh-cn/rules", translations: { ...chinese, ...CHINESE.words }, language: CHINESE },
];

afterEach(() => loadTranslations({}));

/** `npm run docs` writes the pages; here they must be as the rules say. */
it.each(LANGUAGES)("$folder holds what the rules say", async ({ folder, translations, language }) => {
  loadTranslations(translations);
  await expect(rulesIndex(ALL, language)).toMatchFileSnapshot(`../../${folder}/README.md`);
  for (const rule of ALL)
    await expect(rulePage(rule, language)).toMatchFileSnapshot(`../../${folder}/${rule.id}.md`);
});

it.each(LANGUAGES)("$folder holds no page of a rule that is gone", ({ folder }) => {
  const names = new Set(["README.md", ...ALL.map(({ id }) => `${id}.md`)]);
  const pages = readdirSync(new URL(`../../${folder}`, import.meta.url));
  expect(pages.filter((page) => !names.has(page))).toEqual([]);
});

it("docs/reported-failures.md holds every outcome", async () => {
  await expect(reportedFailuresPage()).toMatchFileSnapshot("../../docs/reported-failures.md");
});
