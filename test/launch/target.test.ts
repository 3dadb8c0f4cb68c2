import { describe, expect, it } from "vitest";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { holdsFor } from "../../server/src/launch/target";
import { Checkouts } from "../../server/src/workspace/checkouts";

describe("a target", () => {
  it.each([
    ["main", { kind: "version", label: "main", date: "2026-05-19" }],
    ["2024-10-31", { kind: "version", label: "2024-10-31", date: "2024-10-31" }],
    ["2030-01-01", { kind: "version", label: "2030-01-01", date: "2026-05-19" }],
    ["v2.0", { kind: "version", label: "v2.0", date: "2023-03-09" }],
    ["96c242eb", { kind: "version", label: "96c242eb", date: "2024-11-13", commit: "96c242ebfc61" }],
    ["59a5236d", { kind: "version", label: "59a5236d", date: "2024-10-17", commit: "59a5236ddaf7" }],
    ["ea7aefd8f8e1", { kind: "version", label: "ea7aefd8f8e1", date: "2026-05-19", commit: "ea7aefd8f8e1" }],
    [
      "9610391ab319403cef079b438edd016a2443af54",
      {
        kind: "version",
        label: "9610391ab319403cef079b438edd016a2443af54",
        date: "2023-03-09",
        commit: "9610391ab319",
      },
    ],
    ["2024-02-30", undefined],
    ["0123456", undefined],
    ["96c2", undefined],
    ["latest", undefined],
  ])("%s", (text, target) => {
    expect(parseTarget(text)).toEqual(target);
  });
});

describe("two commits of one day", () => {
  // Both of 2024-11-13, in this order on main.
  const [gqaFix, mlpFix] = ["96c242eb", "fc74a0c1"];

  it.each([
    ["59a5236d", "always"],
    [gqaFix, "always"],
    [mlpFix, "never"],
    ["2024-11-13", "never"],
  ])("what %s has", (target, expected) => {
    const parsed = parseTarget(target);
    const window = { until: "2024-11-13", fixedBy: mlpFix };
    expect(parsed && holdsFor(window, parsed)).toBe(expected);
  });

  it("have the arguments of their own", () => {
    const kto = (commit: string) => catalogueAt({ date: "2024-09-14", commit }).get("kto_beta");
    expect(kto("4a2e726c")).toBeUndefined();
    expect(kto("d79c5331")?.name).toBe("kto_beta");
  });
});

it("checkouts are kept by how long they are, the last that were asked for", async () => {
  const long = `@dataclass\nclass NeoXArgsX:\n    a: int = 1\n${"#".repeat(400_000)}\n`;
  const small = long.slice(0, 100);
  const isSmall = (uri: string) => uri.startsWith("file:///small");
  let reads = 0;
  const checkouts = new Checkouts({
    read: async (uri) => {
      if (!uri.endsWith("/neox_args.py")) return undefined;
      reads++;
      return isSmall(uri) ? small : long;
    },
    list: async () => [],
    locate: async (uri) => uri,
    exists: async () => true,
  });
  const ask = async (kind: string) => {
    for (let index = 0; index < 60; index++) await checkouts.target(`file:///${kind}${index}`, "x");
    const before = reads;
    for (let index = 59; index >= 0; index--) await checkouts.target(`file:///${kind}${index}`, "x");
    return reads - before;
  };
  expect(await ask("small")).toBe(0);
  expect(await ask("long")).toBeGreaterThan(10);
  expect((await checkouts.target("file:///small0", "x"))?.kind).toBe("checkout");
});

it("a checkout is parsed once, whatever links lead to it, and anew where a text differs", async () => {
  const text = (value: number) => `@dataclass\nclass NeoXArgsX:\n    a: int = ${value}\n`;
  const differing = new Set<string>();
  const checkouts = new Checkouts({
    read: async (uri) => (uri.endsWith("/neox_args.py") ? text(differing.has(uri) ? 2 : 1) : undefined),
    list: async () => [],
    locate: async (uri) => uri,
    exists: async () => true,
  });
  const catalogue = async (root: string) => {
    const target = await checkouts.target(root, "x");
    return target?.kind === "checkout" ? target.catalogue : undefined;
  };
  const first = await catalogue("file:///a");
  expect(first?.get("a")?.default).toBe(1n);
  expect(await catalogue("file:///b")).toBe(first);
  differing.add("file:///b/megatron/neox_arguments/neox_args.py");
  checkouts.allMayHaveChanged();
  expect((await catalogue("file:///b"))?.get("a")?.default).toBe(2n);
  expect(await catalogue("file:///a")).toBe(first);
  expect(await checkouts.target("file:///b", "x")).toMatchObject({ root: "file:///b", label: "x" });
});
