import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../../server/src/index";

const EXAMPLES = ["13B-gqa.yml", "13B-gqa-flow.yml"];

/** Rule and severity of everything said of an example that is launched alone. */
function findings(example: string, neox: string): string[][] {
  const path = `examples/${example}`;
  const { diagnostics } = check([{ path, text: readFileSync(path, "utf8") }], { neox });
  return diagnostics.map(({ rule, severity }) => [rule, severity]);
}

test.each(EXAMPLES)("%s: nothing to say but the reshape, and that only before its fix", (example) => {
  expect(findings(example, "main")).toEqual([]);
  expect(findings(example, "2024-10-31")).toEqual([["kv-heads-reshape", "error"]]);
});
