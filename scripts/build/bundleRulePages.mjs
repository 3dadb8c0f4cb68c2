// @ts-check
// The pages of docs/rules in one file for each language, which the extension opens when a rule is to be explained.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";

/** Where the pages of each locale are. */
const FOLDERS = { en: "docs/rules", "zh-cn": "docs/zh-cn/rules" };

/** Writes `<folder>/rules.<locale>.json`: for each rule its summary and its page. */
export async function bundleRulePages(/** @type {string} */ folder) {
  for (const [locale, pages] of Object.entries(FOLDERS)) {
    const rules = await readPages(pages);
    await writeFile(join(folder, `rules.${locale}.json`), JSON.stringify(rules));
  }
}

async function readPages(/** @type {string} */ folder) {
  const names = (await readdir(folder)).filter((name) => name !== "README.md");
  const rules = names.map(async (name) => {
    const page = await readFile(join(folder, name), "utf8");
    // Below the title.
    const [, , summary] = page.split("\n");
    return [basename(name, ".md"), { summary, page }];
  });
  return Object.fromEntries(await Promise.all(rules));
}
