import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { REGISTRY, registryText } from "../../scripts/rules/registry.mjs";

test("the registry holds every rule file (`npm run registry`)", () => {
  expect(readFileSync(REGISTRY, "utf8")).toBe(registryText());
});
