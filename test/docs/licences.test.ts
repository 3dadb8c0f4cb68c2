import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const server = createRequire(join(ROOT, "server/package.json"));

function manifest(path: string): { dependencies?: Record<string, string>; license?: string; name?: string } {
  return JSON.parse(readFileSync(path, "utf8"));
}

/** The licence that an installed package names. */
function licenceOf(name: string): string {
  const folders = (server.resolve.paths(name) ?? []).map((folder) => join(folder, name, "package.json"));
  for (const path of folders) {
    try {
      return manifest(path).license ?? "";
    } catch {
      // Not in this folder of modules.
    }
  }
  throw new Error(`${name} is not installed`);
}

test("docs/security.md names the licence of every dependency of the server", () => {
  const rows = readFileSync(join(ROOT, "docs/security.md"), "utf8").matchAll(/^\| (`.*`) \| ([\w.-]+) \|$/gm);
  const listed = [...rows].flatMap(([, names = "", licence = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => [name, licence] as const),
  );
  expect(listed).toEqual(listed.map(([name]) => [name, licenceOf(name)]));
  const names = new Set(listed.map(([name]) => name));
  const dependencies = Object.keys(manifest(join(ROOT, "server/package.json")).dependencies ?? {});
  expect(dependencies.filter((name) => !names.has(name))).toEqual([]);
});
