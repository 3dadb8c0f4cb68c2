// @ts-check
// Writes the version of package.json to wherever else it stands. `npm version` runs it; test/manifest sees to it.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

const ROOT = resolve(import.meta.dirname, "../..");

/** The other files, each with what stands before the version in it. */
export const VERSIONED = [
  { file: "server/package.json", before: '"version": "' },
  { file: "docs/ci.md", before: "neox-config-" },
  { file: "docs/editors.md", before: "neox-config-" },
  { file: "server/README.md", before: "neox-config-" },
  { file: "README.md", before: "neox-config-" },
];

/** The text with this version after every `before`. */
export function withVersion(
  /** @type {string} */ text,
  /** @type {string} */ before,
  /** @type {string} */ version,
) {
  return text
    .split(before)
    .map((part, index) => (index === 0 ? part : part.replace(/^\d+\.\d+\.\d+/, version)))
    .join(before);
}

if (process.argv[1] === import.meta.filename) {
  const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  for (const { file, before } of VERSIONED) {
    const path = join(ROOT, file);
    writeFileSync(path, withVersion(readFileSync(path, "utf8"), before, version));
  }
}
