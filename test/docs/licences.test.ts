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

/** The packages of which the build put something into a bundle, each with its licence. */
function bundled(): readonly (readonly [string, string])[] {
  const notices = readFileSync(join(ROOT, "dist/THIRD-PARTY-NOTICES.txt"), "utf8");
  const heads = notices.matchAll(/^(@?[\w./-]+) \d[\w.+-]* \((.*)\)$/gm);
  return [...heads].map(([, name = "", licence = ""]) => [name, licence] as const);
}

test("docs/security.md names the licence of every package that ships, and of no other", () => {
  const rows = readFileSync(join(ROOT, "docs/security.md"), "utf8").matchAll(/^\| (`.*`) \| ([\w.-]+) \|$/gm);
  const listed = [...rows].flatMap(([, names = "", licence = ""]) =>
    [...names.matchAll(/`([^`]+)`/g)].map(([, name = ""]) => [name, licence] as const),
  );
  const dependencies = Object.keys(manifest(join(ROOT, "server/package.json")).dependencies ?? {});
  const shipped = new Map([...bundled(), ...dependencies.map((name) => [name, licenceOf(name)] as const)]);
  expect(new Map(listed)).toEqual(new Map([...shipped].sort()));
});

test("each notice has the text of its licence", () => {
  const notices = readFileSync(join(ROOT, "dist/THIRD-PARTY-NOTICES.txt"), "utf8").split(/^-{80}$/m);
  expect(notices.length).toBeGreaterThan(20);
  const short = notices.filter((it) => it.length < 300).map((it) => it.trim());
  expect(short).toEqual([expect.stringMatching(/^@vscode\/l10n \S+ \(MIT\)/)]);
});
