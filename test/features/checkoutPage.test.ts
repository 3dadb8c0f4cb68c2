import { expect, test } from "vitest";
import { catalogueAt, catalogueOf } from "../../server/src/arguments/catalogue";
import { checkoutPage } from "../../server/src/features/checkoutPage";
import type { Checkout } from "../../server/src/launch/target";

const main = catalogueAt("main");
const PLACE = {
  base: { commit: "59a5236ddaf7", date: "2024-10-17" },
  isUnchanged: true,
  changed: new Map<string, ReadonlySet<string>>(),
  statements: new Set<string>(),
  unknownSizes: new Set<string>(),
};
const UNCHANGED: Checkout = {
  kind: "checkout",
  label: "our/neox",
  catalogue: main,
  hasCommit: new Map(),
  place: PLACE,
};

test("an unchanged checkout is its commit, and nothing else is to be told", () => {
  expect(checkoutPage(UNCHANGED)).toBe(
    [
      "# What is known of this checkout",
      "`our/neox`",
      "It is gpt-neox at `59a5236ddaf7` (2024-10-17), unchanged, and is judged as that commit.",
      "gpt-neox is known from v2.0 (2023-03-09) to ea7aefd8 (2026-05-19).",
    ].join("\n\n"),
  );
});

test("a changed one: its functions and arguments, and what is not vouched for", () => {
  const size = main.get("hidden_size");
  if (size === undefined) throw new Error("no such argument");
  const own = { ...size, name: "our_width" };
  const page = checkoutPage({
    ...UNCHANGED,
    catalogue: catalogueOf([...main.names.flatMap((name) => main.get(name) ?? []), own]),
    place: {
      ...PLACE,
      isUnchanged: false,
      changed: new Map([["megatron/neox_arguments/arguments.py", new Set(["NeoXArgs.validate_values"])]]),
      unknownSizes: new Set(["ParallelMLP"]),
    },
  });
  expect(page).toContain("It began from gpt-neox at `59a5236ddaf7` (2024-10-17)");
  expect(page).toContain("- `megatron/neox_arguments/arguments.py`: `NeoXArgs.validate_values`");
  expect(page).toContain("## Arguments of its own\n\n- `our_width`");
  expect(page).toContain("- `min-lr-above-lr` (`NeoXArgs.validate_values`): ");
  expect(page).not.toContain("`attention-type`");
  expect(page).toContain("cannot be counted\n\n- `ParallelMLP`");
});

test("of one that is hardly a gpt-neox that is said", () => {
  const { place: _, ...unplaced } = UNCHANGED;
  expect(checkoutPage(unplaced)).toContain("Too few of its functions are known");
});
