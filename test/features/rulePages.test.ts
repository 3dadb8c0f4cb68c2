import { expect, test } from "vitest";
import { rulePage } from "../../server/src/features/rulePages";

test.each([
  [
    "https://example.org/neox-config",
    "https://example.org/neox-config/blob/main/docs/rules/seed-positive.md",
  ],
  [
    "git+https://example.org/neox-config.git",
    "https://example.org/neox-config/blob/main/docs/rules/seed-positive.md",
  ],
])("a rule's page lies in the repository %s", (repository, page) =>
  expect(rulePage("seed-positive", repository)).toBe(page),
);
