// @ts-check
// What the packages that are in bundles ask to be kept with them: their licences, in one text beside the bundles.
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const NAME = "THIRD-PARTY-NOTICES.txt";
const RULE = "-".repeat(80);

/**
 * Writes the licences of all that esbuild took from packages. `builds` are its answers, made with `metafile`.
 * @param {string} folder
 * @param {readonly (import("esbuild").BuildResult | void)[]} builds
 */
export async function writeNotices(folder, builds) {
  const files = builds.flatMap((build) => Object.keys(build?.metafile?.inputs ?? {}));
  const packages = new Set(files.map(packageOf).filter((it) => it !== undefined));
  const notices = await Promise.all([...packages].map(noticeOf));
  await writeFile(join(folder, NAME), [...new Set(notices)].sort().join(`\n${RULE}\n\n`));
}

/** The folder of the package that a file is of; undefined for a file of ours. @param {string} file */
function packageOf(file) {
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0];
}

async function noticeOf(/** @type {string} */ folder) {
  const { name, version, license } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  const file = (await readdir(folder)).find((it) => /^licen[cs]e/i.test(it));
  const text =
    file === undefined ? "The package has no text of it." : await readFile(join(folder, file), "utf8");
  return `${name} ${version} (${license})\n\n${text.replaceAll("\r\n", "\n").trim()}\n`;
}
