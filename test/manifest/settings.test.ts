import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import words from "../../package.nls.json" with { type: "json" };

const settings = Object.entries(manifest.contributes.configuration.properties);

/** The rows of the README's settings table: name, default, meaning. */
const rows = readFileSync("README.md", "utf8")
  .split("\n")
  .map((line) => /^\| `(neoxConfig\.[^`]+)` \| `([^`]+)` \| (.+) \|$/.exec(line))
  .filter((match) => match !== null);

test("the README's table has every setting of the manifest and its default", () => {
  expect(rows.map(([, name, value]) => [name, value])).toEqual(
    settings.map(([name, schema]) => [name, JSON.stringify(schema.default)]),
  );
});

test("every setting but the trace can differ from folder to folder", () => {
  expect(settings.filter(([, { scope }]) => scope !== "resource").map(([name]) => name)).toEqual([
    "neoxConfig.trace.server",
  ]);
});

test("the manifest's placeholders and its words are the same set", () => {
  const placeholders = JSON.stringify(manifest).match(/(?<="%)[^%"]+(?=%")/g);
  expect([...new Set(placeholders)].sort()).toEqual(Object.keys(words).sort());
});
