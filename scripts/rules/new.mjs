// @ts-check
/**
 * Begins a rule: its file, a file for its further cases, and its place in the registry.
 *
 *   npm run new-rule -- SUBJECT ID      npm run new-rule -- attention heads-too-many
 */
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { REGISTRY, registryText } from "./registry.mjs";

const ROOT = new URL("../../", import.meta.url);
const [subject, id] = process.argv.slice(2);
if (subject === undefined || id === undefined || !/^[a-z0-9]+(-[a-z0-9]+)+$/.test(id)) {
  console.error(
    "npm run new-rule -- SUBJECT ID: a folder of server/src/rules, and an id such as heads-too-many",
  );
  process.exit(2);
}
const name = id.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

const RULE = `import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "${id}",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["train_iters"],
  neox: { at: "megatron/training.py:train" },
  summary: "",
  sources: ["megatron/training.py:1:train"],
  explain: "",
  bad: yaml\`
    \${EXAMPLE_MODEL}
    train_iters: 0
  \`,
  good: yaml\`
    \${EXAMPLE_MODEL}
    train_iters: 1
  \`,
  message: (launch) => (launch.get("train_iters") === 0n ? t("") : undefined),
});
`;

const CASES = `import { describe } from "vitest";
import { cases } from "../cases";

// What the rule must and must not say, each with its target; "no": nothing of this rule.
describe("${id}", () => cases("${id}", [["train_iters: 0", "0"], ["train_iters: 1", "no"]]));
`;

/** Writes a file that is not there yet. @param {string} path @param {string} text */
function begin(path, text) {
  const file = fileURLToPath(new URL(path, ROOT));
  if (existsSync(file)) throw new Error(`${path} is there already.`);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
  console.log(path);
}

begin(`server/src/rules/${subject}/${name}.ts`, RULE);
begin(`test/rules/${subject}/${name}.test.ts`, CASES);
writeFileSync(REGISTRY, registryText());
console.log("Then: npm run docs, and docs/oracle.md for how to ask NeoX itself.");
