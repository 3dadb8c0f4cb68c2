import { MODEL } from "./model";
import { listed } from "./repeat";

/** Below a small model, YAML that asks for more work or room than it is long. */
const below = (lines: string) => `${MODEL}${lines}\n`;
const times = (count: number, each: (index: number) => string) =>
  Array.from({ length: count }, (_, index) => each(index));
const lines = (count: number, each: (index: number) => string) => times(count, each).join("\n");

/** Each of the one before, from an anchor `a0` on. */
const chain = (count: number, first: string, next: (alias: string) => string) =>
  lines(count, (index) => `a${index}: &a${index} ${index === 0 ? first : next(`*a${index - 1}`)}`);

/** Ints that JavaScript's Map takes for alike until it compares them whole. */
const alike = (index: number) => `0x${(index + 1).toString(16)}0000000000000005`;

const LONG = "f".repeat(900_000);
const KEYS = listed(20_000, (index) => `k${index}: 1`);

/** Texts under 2 MB by what the reader, or somebody who walks through its values, would do far too often. */
export const YAML_TEXTS: Readonly<Record<string, string>> = {
  "tuples of shared tuples as a key": below(
    `${chain(40, "!!python/tuple [1, 2]", (it) => `!!python/tuple [${it}, ${it}, ${it}, ${it}]`)}\n? *a39\n: 1`,
  ),
  "deep tuples as a key": below(
    `${chain(40_000, "!!python/tuple [1]", (it) => `!!python/tuple [${it}]`)}\n? *a39999\n: 1`,
  ),
  "tuples that are deeper than their lists": below(
    `x:\n${lines(40_000, (i) => `- [&t${i} !!python/tuple [${i ? `*t${i - 1}` : "1"}]]`)}\ny: !!python/tuple [*t39999]`,
  ),
  "one mapping of 20,000 keys in 1,000 mappings": below(
    `b: &b {${KEYS}}\n${lines(1000, (i) => `c${i}: {<<: *b}`)}`,
  ),
  "mappings that all merge the nine that merge it": below(
    `b: &b {${KEYS}}\n${lines(9, (i) => `c${i}: &c${i} {<<: *b}`)}\n${lines(20_000, (i) => `d${i}: {<<: [${listed(9, (c) => `*c${c}`)}]}`)}`,
  ),
  "20,000 merges of 20,000 empty mappings": below(
    `a: &a {}\nl: &l [${listed(20_000, () => "*a")}]\n${lines(20_000, (i) => `c${i}: {<<: *l}`)}`,
  ),
  "merges of merges of merges": below(chain(60_000, "{a: 1}", (it) => `{<<: ${it}}`)),
  "a mapping that merges itself a hundred times": below(`a: &a {${KEYS}, ${listed(100, () => "<<: *a")}}`),
  "lines of two hundred dashes": below(`x:\n${` ${"- ".repeat(200)}1\n`.repeat(2000)}`),
  "lines of two hundred question marks": below(`x:\n${` ${"? ".repeat(200)}1\n`.repeat(1000)}`),
  "brackets in brackets, side by side": below(`x: [${`${"[".repeat(200)}${"]".repeat(200)},`.repeat(2000)}]`),
  "braces in braces, side by side": below(`x: [${`${"{a: ".repeat(200)}${"}".repeat(200)},`.repeat(1000)}]`),
  "150,000 openers without closers": below("x: [a,\n".repeat(150_000)),
  "openers of two kinds without closers": below("optimizer: {a: [\n".repeat(90_000)),
  "150,000 unknown keys": below(lines(150_000, (index) => `k${index}: 1`)),
  "80,000 long ints as keys": below(`x: {${listed(75_000, (index) => `? ${alike(index)}`)}}`),
  "80,000 long ints as keys of the file": below(lines(75_000, (index) => `${alike(index)}: 1`)),
  "long ints for paths": below(`train_data_paths: [${listed(80_000, alike)}]`),
  "long ints in a set": below(`x: !!set {${listed(75_000, (index) => `? ${alike(index)}`)}}`),
  "one long int as a key of many": below(`a: &a 0x${LONG}\nb:\n${"- {*a : 1}\n".repeat(80_000)}`),
  "one long int in tuples as keys": below(
    `a: &a 0x${LONG}\nb:\n${"- {? !!python/tuple [*a, *a] : 1}\n".repeat(30_000)}`,
  ),
  "one long text in tuples as keys": below(
    `a: &a "${LONG}"\nb:\n${"- {? !!python/tuple [*a, 1] : 1}\n".repeat(30_000)}`,
  ),
  "bytes as a key of many": below(`a: &a !!binary "${LONG}"\nb:\n${"- {*a : 1}\n".repeat(80_000)}`),
  "a tuple that is no key, as a key of many": below(
    `a: &a !!python/tuple [${"1, ".repeat(200_000)}[]]\nb:\n${"- {*a : 1}\n".repeat(60_000)}`,
  ),
  "lists deeper than a stack": below(
    `${chain(70_000, "[1]", (it) => `[${it}]`)}\nattention_config: *a69999\noptimizer: *a69999`,
  ),
  "mappings deeper than a stack": below(
    `${chain(60_000, "{a: 1}", (it) => `{a: ${it}}`)}\nattention_config: *a59999\nzero_optimization: *a59999`,
  ),
  "pairs deeper than a stack": below(
    `${chain(40_000, "!!omap [a: 1]", (it) => `!!omap [a: ${it}]`)}\n? *a39999\n: 1\noptimizer: *a39999`,
  ),
  "single values of single values": below(`${chain(40_000, "{=: 1}", (it) => `{=: ${it}}`)}\nx: !!int *a3`),
  "the one value of 50,000 keys, 50,000 times": below(
    `x: [!!int {=: &a {${listed(50_000, (index) => `k${index}: 1`)}, =: 1}}, ${listed(50_000, () => "!!int {=: *a}")}]`,
  ),
  "a handle that stands for 20,000 characters": `%TAG !a! ${"x".repeat(20_000)}\n---\n${below(`x: [${"!a!b 1, ".repeat(150_000)}]`)}`,
  "100,000 handles": `${lines(100_000, (index) => `%TAG !a${index}! b`)}\n---\n${MODEL}`,
  "a tag of escapes": below(`x: !${"%41".repeat(600_000)} 1`),
  "an anchor with a long name": below(`x: &${LONG} 1\ny: *${LONG}`),
  "50,000 anchors and as many aliases": below(lines(50_000, (i) => `a${i}: &a${i} ${i}\nb${i}: *a${i}`)),
  "a number to base 60 of 600,000 parts": below(`seq_length: ${"1:".repeat(600_000)}1`),
  "a float to base 60 of 900,000 parts": below(`lr: ${"1:".repeat(900_000)}1.5`),
  "mappings within keys": below(lines(60_000, () => "? {a: [b, {c: d}]}\n: 1")),
  "200 mappings in each of 4,000 lines, by question marks": below(
    `x:\n${` ${"? ".repeat(200)}1\n`.repeat(4000)}`,
  ),
  "200 lists in each of 4,500 lines, by brackets": below(
    `x:\n${`- ${"[".repeat(200)}${"]".repeat(200)}\n`.repeat(4500)}`,
  ),
  "250,000 pairs": below(`x: !!pairs [${"a: 1, ".repeat(250_000)}]`),
  "300,000 tags that nobody knows": below(`x: [${"!foo {}, ".repeat(200_000)}]`),
};
