// @ts-check
/**
 * Writes the list of all rules from the files in the folders of `server/src/rules`: a file with a default export is a rule.
 *
 *   npm run registry
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";

const RULES = fileURLToPath(new URL("../../server/src/rules", import.meta.url));

/** Folders of `rules/` that hold no rules. */
const NO_SUBJECTS = new Set(["kit", "generated"]);

export const REGISTRY = join(RULES, "generated/everyRule.ts");

/** The text of the registry, for the rules that are there now. */
export function registryText() {
  const files = readdirSync(RULES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !NO_SUBJECTS.has(entry.name))
    .flatMap(({ name }) => readdirSync(join(RULES, name)).map((file) => `${name}/${basename(file, ".ts")}`))
    .filter((path) => /^export default /m.test(readFileSync(join(RULES, `${path}.ts`), "utf8")))
    .sort();
  const imports = files.map((path) => `import ${basename(path)} from "../${path}";`);
  const list = files.map((path) => `  ${basename(path)},`);
  return `// Made by \`npm run registry\` from the files beside this folder.
import type { Rule } from "../../engine/rule";
${imports.join("\n")}

/** Every rule, folder by folder. */
export const everyRule: readonly Rule[] = [
${list.join("\n")}
];
`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(REGISTRY, registryText());
