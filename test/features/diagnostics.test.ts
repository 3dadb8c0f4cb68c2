import { expect, test } from "vitest";
import { diagnosticsOf } from "../../server/src/features/diagnostics";
import { sample } from "./sample";

test("a rule that threw leaves a word in the file, above what the others found", () => {
  const { file, result } = sample("num_layers: 2\nrotary_pct: 1e-1\n");
  const failures = [{ rule: "kv-heads-reshape", error: new Error("inside") }];
  const shown = diagnosticsOf({ ...result, failures }, file);
  expect(shown.map(({ code, range }) => [code, range.start.line])).toEqual([
    ["check-failed", 0],
    ["number-as-string", 1],
  ]);
  expect(shown[0]?.message).toContain("kv-heads-reshape");
});

test("what ends the launch says how and when on a line of its own, what ends nothing does not", () => {
  const { file, result } = sample("hidden_size: 100\nnum_attention_heads: 3\nworld_size: 8\n");
  const shown = diagnosticsOf(result, file);
  expect(
    Object.fromEntries(shown.map(({ code, message }) => [code, String(message).split("\n").slice(1)])),
  ).toEqual({
    "hidden-size-heads": [
      "ValueError in megatron/neox_arguments/arguments.py:validate_values, while the arguments are checked",
    ],
    "overwritten-argument": [],
  });
});

test("findings of the launch's other files show in those", () => {
  const { result } = sample("rotary_pct: 1e-1\n");
  const other = { ...sample("num_layers: 2\n").file, path: "file:///none/other.yml" };
  expect(diagnosticsOf(result, other)).toEqual([]);
});

test("a rule's page is linked when there is one, and a key without effect is shown faint", () => {
  const { file, result } = sample("world_size: 8\nrotary_pct: 0.5 # neox-config: ignore kv-heads-reshape\n");
  const shown = diagnosticsOf(result, file, { pageOf: (rule) => `https://example.org/${rule}` });
  const unused = shown.find(({ code }) => code === "unused-suppression");
  expect(unused?.codeDescription).toEqual({ href: "https://example.org/unused-suppression" });
  expect(unused?.tags).toEqual([1]);
});
