import { expect, test, vi } from "vitest";
import { contains, iterate, length } from "../../server/src/python/access";
import { equals, isIdentical, truthy } from "../../server/src/python/compare";
import { jsonOf, roomForJson } from "../../server/src/python/json";
import { repr } from "../../server/src/python/text";
import { readYaml } from "../../server/src/yaml/read";
import { isDict, PythonBytes, type PythonValue } from "../../server/src/yaml/value";
import { family } from "../attacks/bombs";
import { count } from "../attacks/repeat";

function read(text: string): PythonValue {
  return readYaml(text).root?.value ?? null;
}

/** What Python 3.11 gave for `bool`, `len`, `list` and `2 in` of what FullLoader makes of a tag. */
test.each([
  ["!!python/tuple []", false, 0, "[]", false],
  ["!!python/tuple [1, 2]", true, 2, "[1, 2]", true],
  ["!!set {}", false, 0, "[]", false],
  ["!!set {2.0, a}", true, 2, "[2.0, 'a']", true],
  ["{}", false, 0, "[]", false],
  ["{2.0: a}", true, 1, "[2.0]", true],
  ["!!binary ''", false, 0, "[]", false],
  ["!!binary Ag==", true, 1, "[2]", true],
  ["!!binary AQI=", true, 2, "[1, 2]", true],
  ["!!binary AQID", true, 3, "[1, 2, 3]", true],
])("%s", (text, isTrue, size, items, hasTwo) => {
  const value = read(text);
  expect([truthy(value), length(value), repr(iterate(value)), contains(value, 2n)]).toEqual([
    isTrue,
    size,
    items,
    hasTwo,
  ]);
});

test("texts and bytes are measured whole, and not taken to pieces", () => {
  const decoded = vi.spyOn(globalThis, "atob");
  const cut = vi.spyOn(String.prototype, "match");
  const bytes = new PythonBytes("AQID".repeat(1000));
  expect([truthy(bytes), length(bytes), length("a\u{1f600}\ud800")]).toEqual([true, 3000, 3]);
  expect([decoded, cut].map(({ mock }) => mock.calls.length)).toEqual([0, 0]);
});

test("tuples are equal by their items, sets in any order, bytes by what they hold", () => {
  const pairs: readonly (readonly [string, string, boolean])[] = [
    ["!!python/tuple [1, a]", "!!python/tuple [1.0, a]", true],
    ["!!python/tuple [1]", "[1]", false],
    ["!!set {a, b}", "!!set {b, a}", true],
    ["!!set {a}", "!!set {a, b}", false],
    ["!!binary aGk=", "!!binary aGk=", true],
  ];
  expect(pairs.map(([a, b]) => equals(read(a), read(b)))).toEqual(pairs.map(([, , same]) => same));
});

test("what two lists share is compared once, whatever is around it", () => {
  let read = 0;
  const counted = () =>
    new Proxy([1n, 2n], {
      get(items, key) {
        if (key === "length") read++;
        return Reflect.get(items, key);
      },
    });
  const [one, other] = [counted(), counted()];
  expect(equals([one], [other])).toBe(true);
  const first = read;
  expect(first).toBeGreaterThan(0);
  expect(equals([[other], 1n], [[one], 1n])).toBe(true);
  expect(equals([[other], 1n], [[one], 2n])).toBe(false);
  expect(read).toBe(first);
});

test("what was only assumed of lists that differ is not known", () => {
  const [one, other] = [[[1n]], [[2n]]];
  expect(equals([one, 1n], [other, 1n])).toBe(false);
  expect(equals(one, other)).toBe(false);
  expect(equals([one], [other])).toBe(false);
});

test("what contains itself equals itself", () => {
  const loop = read("&x [1, *x]");
  expect(equals(loop, loop)).toBe(true);
});

test.each([
  ["lists", (it: string) => `[1, ${it}]`],
  ["mappings", (it: string) => `{k: ${it}}`],
  ["tuples in lists", (it: string) => `[!!python/tuple [${it}, 2]]`],
])("%s in each other are compared however deep they are", (_, around) => {
  const chain = (innermost: string) => {
    const all = read(family(20_000, innermost, around));
    return (isDict(all) && all.get("a20000")) || null;
  };
  const [one, same, other] = [chain("[1]"), chain("[1.0]"), chain("[2]")];
  expect([equals(one, same), equals(one, other)]).toEqual([true, false]);
  expect([isIdentical(one, chain("[1]")), isIdentical(one, same)]).toEqual([true, false]);
});

test("no bytes are false", () => {
  expect([truthy(read("!!binary ''")), truthy(read("!!binary aGk="))]).toEqual([false, true]);
});

test.each([
  ["2020-01-02", "datetime.date(2020, 1, 2)"],
  ["2020-01-02 10:00:00", "datetime.datetime(2020, 1, 2, 10, 0)"],
  ["2020-01-02 10:00:01.5", "datetime.datetime(2020, 1, 2, 10, 0, 1, 500000)"],
  ["2020-01-02 10:00:00.5", "datetime.datetime(2020, 1, 2, 10, 0, 0, 500000)"],
  [
    "2020-01-02 10:00:00 -5:30",
    "datetime.datetime(2020, 1, 2, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=66600)))",
  ],
  [
    "2020-01-02 10:00:00 +1:00",
    "datetime.datetime(2020, 1, 2, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))",
  ],
  ["2020-01-02T10:00:00Z", "datetime.datetime(2020, 1, 2, 10, 0, tzinfo=datetime.timezone.utc)"],
])("repr of %s", (text, printed) => {
  expect(repr(read(text))).toBe(printed);
});

test("what contains itself has an end in JSON", () => {
  expect(jsonOf(read("&x [1, *x, {a: *x}]"))).toEqual([1, "[...]", { a: "[...]" }]);
  expect(jsonOf(read("&x {a: [*x]}"))).toEqual({ a: ["{...}"] });
  expect(jsonOf(read("[&x [1], *x]"))).toEqual([[1], [1]]);
});

/** What has so many characters in JSON itself, and what no JSON is, count as what they take: of aliases, each time. */
test.each([
  ["keys", `[&m {? ${"k".repeat(20_000)} : 1}${", *m ".repeat(2000)}]`],
  ["tuples", `[&t !!python/tuple [${"1, ".repeat(5000)}]${", *t ".repeat(2000)}]`],
  ["sets", `[&s !!set {${count(3000, (i) => `k${i}, `)}}${", *s ".repeat(2000)}]`],
  ["bytes", `[&b !!binary ${"aGkh".repeat(5000)}${", *b ".repeat(2000)}]`],
  ["long ints", `[&i 0x${"f".repeat(20_000)}${", *i ".repeat(2000)}]`],
])("JSON has room for so many %s", (_, text) => {
  const room = roomForJson();
  expect(JSON.stringify(jsonOf(read(text), room)).length).toBeLessThan(1000);
  expect(JSON.stringify(jsonOf(read(text.replace(/(, \*\w ){1990}/, "")), room)).length).toBeGreaterThan(
    70_000,
  );
});

test.each([4, 300, 9_998])("of an int of more digits than Python prints the first %d are printed", (most) => {
  const hexadecimal = `-0x${"1f".repeat(10_000)}`;
  expect(repr(read(hexadecimal), most)).toBe(`${hexadecimal.slice(0, most)}...`);
  expect(repr(read(hexadecimal), 30_000)).toBe(hexadecimal);
});

test("what is read twice is identical, whatever its keys are", () => {
  const text = "{2020-01-01: .nan, !!binary aGk=: 1, ? !!python/tuple [1, a] : b, x: {2020-01-02: [.nan]}}";
  expect(isIdentical(read(text), read(text))).toBe(true);
  expect(isIdentical(read(text), read(text.replace("x: {2020-01-02", "x: {2020-01-03")))).toBe(false);
  expect(isIdentical(read("{a: 1, b: 2}"), read("{b: 2, a: 1}"))).toBe(false);
});
