import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { errorTable } from "./errorTable";
import { hasMemoryRecords } from "./records";

const PAGE = readFileSync(new URL("../../docs/numbers.md", import.meta.url), "utf8");

const title = hasMemoryRecords ? "the page holds the errors of today" : "skipped: no shared data";

test.skipIf(!hasMemoryRecords)(title, () => {
  expect(PAGE).toContain(errorTable());
});
