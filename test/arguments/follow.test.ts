import { expect, test } from "vitest";
import { followed } from "../../scripts/follow/declarations";
import type { Argument } from "../../server/src/arguments/argument";
import { catalogueAt, catalogueOf } from "../../server/src/arguments/catalogue";
import declarations from "../../server/src/arguments/generated/arguments.json";

const main = catalogueAt("main");
const now = { commit: "0123abcd", date: "2026-12-24" };

function argument(name: string): Argument {
  const found = main.get(name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
}

/** Main with some of its arguments replaced, added or, where undefined, taken away. */
function mainWith(changed: Readonly<Record<string, Argument | undefined>>) {
  const kept = main.names.filter((name) => !(name in changed)).map(argument);
  return catalogueOf([...kept, ...Object.values(changed).filter((it) => it !== undefined)]);
}

/** The lines that following adds or changes. */
function changedRows(catalogue: ReturnType<typeof mainWith>) {
  const before = new Set<unknown>(declarations.map((row) => JSON.stringify(row)));
  return followed(declarations, catalogue, now).filter((row) => !before.has(JSON.stringify(row)));
}

test("following the same version changes nothing", () => {
  expect(followed(declarations, main, now)).toEqual(declarations);
});

test("an argument that left keeps its line and gets the day on which it left", () => {
  expect(changedRows(mainWith({ seed: undefined }))).toMatchObject([{ name: "seed", removed: now }]);
});

test("a new type and a new default are changes of that day", () => {
  const changed = { ...argument("seed"), declared: "Union[int, str]", default: "x" };
  expect(changedRows(mainWith({ seed: changed }))).toMatchObject([
    {
      name: "seed",
      declared: "Union[int, str]",
      default: "'x'",
      changes: [
        { ...now, what: "type", was: "int", now: "Union[int, str]" },
        { ...now, what: "default", was: "1234", now: "'x'" },
      ],
    },
  ]);
});

test("a new argument, and one that comes back, are introduced on that day", () => {
  const ours = {
    ...argument("seed"),
    name: "our_flag",
    declaredAt: "megatron/neox_arguments/neox_args.py:7",
  };
  const back = { ...argument("seed"), name: "detect_nvlink_pairs" };
  expect(changedRows(mainWith({ our_flag: ours, detect_nvlink_pairs: back }))).toMatchObject([
    { name: "detect_nvlink_pairs", introduced: now },
    { name: "our_flag", declaredAt: "neox_args.py:7", introduced: now, setBy: "user" },
  ]);
});
