import { expect, test } from "vitest";
import { errorsIn } from "../../server/src/engine/run";
import { check } from "../../server/src/features/check";
import { findingCursor, typingCursor } from "../../server/src/features/completion/cursor";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { equals } from "../../server/src/python/compare";
import { defineRule } from "../../server/src/rules/kit/defineRule";
import { yaml } from "../../server/src/rules/kit/yaml";
import { readingYaml, readYaml } from "../../server/src/yaml/read";
import { isDict, PythonSet } from "../../server/src/yaml/value";
import { MODEL } from "./model";
import { lines, listed } from "./repeat";
import { stepsOf } from "./steps";

const problemOf = (text: string) => readYaml(text).problems[0];

/** Tuples that stand for 4^levels items, the last with this anchor. */
const tuples = (levels: number, anchor: string, first = "1") =>
  lines(levels, (level) => {
    const it = `*${anchor}${level - 1}`;
    const items = level === 0 ? `${first}, 2` : `${it}, ${it}, ${it}, ${it}`;
    return `${anchor}${level}: &${anchor}${level} !!python/tuple [${items}]`;
  });

test("tuples that share tuples are one key where they are equal, however much they stand for", () => {
  const keys = (first: string) =>
    `${tuples(40, "a")}${tuples(40, "b", first)}d: {*a39 : 1, *b39 : 2}\ns: !!set {*a39 , *b39 }\n`;
  const sizes = (text: string) => {
    const root = readYaml(text).root?.value;
    if (!isDict(root)) throw new Error("no dict");
    const [dict, set] = [root.get("d"), root.get("s")];
    return [isDict(dict) && dict.size, set instanceof PythonSet && set.members.length];
  };
  expect(sizes(keys("1"))).toEqual([1, 1]);
  expect(sizes(keys("1.0"))).toEqual([1, 1]);
  expect(sizes(keys("3"))).toEqual([2, 2]);
});

test("sets of such tuples are compared", () => {
  const set = () => readYaml(`${tuples(40, "a")}s: !!set {*a39 }\n`).root?.value ?? null;
  expect(equals(set(), set())).toBe(true);
});

test("tuples that the reader meets from the outermost in stop it as Python's recursion does", () => {
  const nested = (count: number) =>
    `${lines(count, (i) => `- [&t${i} !!python/tuple [${i ? `*t${i - 1}` : "1"}]]`)}- !!python/tuple [*t${count - 1}]\n`;
  expect(problemOf(nested(200))).toBeUndefined();
  expect(problemOf(nested(20_000))).toMatchObject({
    raises: "RecursionError",
    message: "tuples are nested too deep",
  });
});

test("numbers that a Map may take for alike are few where they are keys", () => {
  const keys = (count: number) =>
    `{${listed(count, (i) => `? 0x${(i + 1).toString(16)}0000000000000005`)}}\n`;
  const few = {
    raises: "MemoryError",
    message: "more than 1000 keys of a mapping are floats or large ints",
  };
  expect(problemOf(keys(1000))).toBeUndefined();
  expect(problemOf(keys(1001))).toMatchObject(few);
  expect(problemOf(`{${listed(1001, (i) => `? ${i}.5`)}}\n`)).toMatchObject(few);
  expect(problemOf(`!!set {${listed(1001, (i) => `? ${2 ** 24 + i}`)}}\n`)).toMatchObject(few);
  expect(problemOf(`{${listed(5000, (i) => `? ${i}`)}}\n`)).toBeUndefined();
  const listOf = listed(40_000, (i) => `0x${(i + 1).toString(16)}0000000000000005`);
  const file = { path: "a.yml", document: readYaml(`${MODEL}train_data_paths: [${listOf}]\nlr: 1e-5\n`) };
  const { findings } = check({ files: [file], target: UNKNOWN_TARGET });
  for (const finding of findings) finding.fixes();
});

test("an int of more than 4,096 bits is no part of a key", () => {
  const long = { raises: "MemoryError", message: "a key has a number of more than 4096 bits" };
  expect(problemOf(`? 0x${"f".repeat(1000)}\n: 1\n`)).toBeUndefined();
  expect(problemOf(`? 0x${"f".repeat(1100)}\n: 1\n`)).toMatchObject(long);
  expect(problemOf(`? !!python/tuple [0x${"f".repeat(1100)}]\n: 1\n`)).toMatchObject(long);
});

test("handles of tags stand for a bounded number of characters", () => {
  const text = (uses: number) =>
    `%TAG !a! tag:yaml.org,2002:${"x".repeat(20_000)}\n---\n[${listed(uses, () => "!a!b 1")}]\n`;
  expect(problemOf(text(900))?.raises).toBe("ConstructorError");
  expect(problemOf(text(1000))).toMatchObject({
    raises: "MemoryError",
    message: "the %TAG directives give more than 20000000 characters",
  });
});

test("what merges give is bounded, and so is the work on what they do not give", () => {
  const merging = (count: number) =>
    `b: &b {${listed(20_000, (i) => `k${i}: 1`)}}\n${lines(count, (i) => `c${i}: {<<: [*b, *b]}`)}`;
  const steps = [1000, 2000, 4000].map((count) => stepsOf(readingYaml(merging(count))));
  const [first = 0, second = 0, third = 0] = steps;
  expect(third - second).toBeLessThan(2.2 * (second - first));
  const empty = (count: number) =>
    `a: &a {}\nl: &l [${listed(count, () => "*a")}]\n${lines(count, (i) => `c${i}: {<<: *l}`)}`;
  expect(problemOf(empty(440))).toBeUndefined();
  expect(problemOf(empty(20_000))).toMatchObject({ raises: "MemoryError" });
});

test("a nested text is read twice at most for a completion, and not once for each way that it may be meant", () => {
  const nested = (rows: number) => `${MODEL}x:\n${` ${"- ".repeat(200)}1\n`.repeat(rows)}`;
  const stepsFor = (text: string) =>
    stepsOf(findingCursor(text, text.lastIndexOf("\n", text.length - 2) + 2));
  const text = nested(900);
  expect(stepsFor(text)).toBeLessThan(2.5 * stepsOf(readingYaml(text)));
});

test("completions are offered below a value that PyYAML does not know", () => {
  const text = `${MODEL}a: !unknown 1\nfp`;
  expect(typingCursor(text, text.length)).toMatchObject({ kind: "key", path: [] });
});

test("the single value of a mapping is looked for once", () => {
  const keys = listed(50_000, (i) => `k${i}: 1`);
  const text = `x: [!!int {=: &a {${keys}, =: 7}}, ${listed(49_999, () => "!!int {=: *a}")}]\n`;
  const root = readYaml(text).root?.value;
  expect(isDict(root) && root.get("x")).toEqual(Array(50_000).fill(7n));
});

test("a rule that reports without end is heard to the end only where all is told", () => {
  let reports = 0;
  const talkative = defineRule({
    id: "talkative",
    phase: "load",
    severity: "error",
    outcome: "crash",
    evidence: "ran",
    keys: [],
    neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "TypeError" },
    summary: "Talks",
    sources: ["megatron/neox_arguments/arguments.py:242:from_ymls"],
    explain: "Talks.",
    bad: yaml`hidden_size: 1`,
    good: yaml`hidden_size: 1`,
    check(_, report) {
      for (; reports < 5000; reports++) report({ at: "hidden_size", message: "hm" });
    },
  });
  const launch = createLaunch({
    files: [{ path: "a.yml", document: readYaml(MODEL) }],
    target: UNKNOWN_TARGET,
  });
  errorsIn(launch, [talkative], 100);
  expect(reports).toBe(99);
});

test.each([
  ["in flow style", "{x: []}, ", "x: [", "]"],
  ["as pairs", "a: [], ", "x: [", "]"],
  ["in block style", "- x:\n  - 1\n", "", ""],
])(
  "a text with 200,000 lists and mappings %s is read, and one with more is told of",
  (_, two, start, end) => {
    const problemOf = (count: number) => readYaml(`${start}${two.repeat(count / 2)}${end}`).problems[0];
    expect(problemOf(199_990)).toBeUndefined();
    expect(problemOf(200_010)).toMatchObject({
      raises: "MemoryError",
      message: "more than 200000 lists and mappings",
    });
  },
);
