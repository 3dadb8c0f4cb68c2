import { expect, test } from "vitest";
import { ConfigFiles } from "../../server/src/workspace/configFiles";

const LONG = "x".repeat(4_000_000);

test("a text that was asked for lately is the same object, one of a long time ago a new one, and an open one stays", () => {
  const configs = new ConfigFiles((path) => path === "open.yml");
  const open = configs.of("open.yml", LONG);
  const [first, second, third] = ["a.yml", "b.yml", "c.yml"].map((path) => configs.of(path, LONG));
  expect(configs.of("c.yml", LONG)).toBe(third);
  expect(configs.of("b.yml", LONG)).toBe(second);
  expect(configs.of("open.yml", LONG)).toBe(open);
  expect(configs.of("a.yml", LONG)).not.toBe(first);
  // Asked for before b.yml, and so the oldest now.
  expect(configs.of("c.yml", LONG)).not.toBe(third);
});

test("a closed text that is longer than all that are kept is the same object while no other is asked for", () => {
  const configs = new ConfigFiles(() => false);
  const long = LONG.repeat(3);
  expect(configs.of("a.yml", long)).toBe(configs.of("a.yml", long));
});

test("a text that changed is a new object, and a forgotten one as well", () => {
  const configs = new ConfigFiles(() => true);
  const before = configs.of("a.yml", "a: 1");
  expect(configs.of("a.yml", "a: 2")).not.toBe(before);
  const kept = configs.of("a.yml", "a: 2");
  configs.forget("a.yml");
  expect(configs.of("a.yml", "a: 2")).not.toBe(kept);
});
