import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { english } from "../../server/src/arguments/documentation";
import declarations from "../../server/src/arguments/generated/arguments.json";
import nestedFacts from "../../server/src/arguments/generated/nested.json";

const names = [...new Set(declarations.map(({ name }) => name))].sort();

/** Every key of a block that the facts list, as `block.key`. */
function nestedKeys(): string[] {
  const keys = new Set<string>();
  const addAll = (prefix: string, facts: object) => {
    for (const key of Object.keys(facts)) if (key !== "*") keys.add(`${prefix}.${key}`);
  };
  for (const [block, facts] of Object.entries(nestedFacts)) {
    for (const [part, value] of Object.entries(facts)) {
      if (part === "read_by_neox" || part === "forwarded") addAll(block, value);
      if (part.startsWith("forwarded.")) addAll(`${block}.${part.slice("forwarded.".length)}`, value);
      if (part === "params_by_type")
        for (const type of Object.values(value)) addAll(`${block}.params`, Object(type));
    }
  }
  return [...keys].sort();
}

describe("documentation", () => {
  test("every argument of every version has one, and nothing else has", () =>
    expect(Object.keys(english.arguments).sort()).toEqual(names));

  test("every key that the facts list inside a block has one", () =>
    expect(nestedKeys().filter((key) => english.nested[key] === undefined)).toEqual([]));

  test("an argument is documented in one file only", async () => {
    const folder = new URL("../../server/src/arguments/documentation/", import.meta.url);
    const files = readdirSync(folder).filter(
      (file) => file.endsWith(".ts") && file !== "index.ts" && file !== "nested.ts",
    );
    const tables = await Promise.all(files.map((file) => import(new URL(file, folder).href)));
    expect(
      tables.flatMap((module) => Object.values(module).flatMap((table) => Object.keys(Object(table)))).sort(),
    ).toEqual(names);
  });

  test("each is at least 20 characters, ends as a sentence, and its code marks are closed", () => {
    const texts = { ...english.arguments, ...english.nested };
    const bad = Object.entries(texts).filter(
      ([, text]) => text.length < 20 || !/[.)]$/.test(text) || (text.match(/`/g)?.length ?? 0) % 2 === 1,
    );
    expect(bad).toEqual([]);
  });
});
