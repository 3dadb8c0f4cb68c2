import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { globOf } from "../../server/src/globs/glob";
import { IgnoreRules } from "../../server/src/globs/ignoreRules";

describe("patterns", () => {
  test.each([
    ["*.yml", "a.yml b.yml", "a/b.yml a.yaml"],
    ["**/*.yml", "a.yml a/b.yml a/b/c.yml", "a.yaml"],
    ["configs/**", "configs/a.yml configs/b/c.yml", "configs a/configs/b"],
    ["a/**/b", "a/b a/x/b a/x/y/b", "ab a/xb"],
    ["a?c", "abc a.c", "ac a/c"],
    ["[a-c]x[!0-9]", "axz bx_", "dxz ax1 ax/"],
    ["[]x]", "] x", "a"],
    ["*.{yml,yaml}", "a.yml a.yaml", "a.json a.{yml,yaml}"],
    ["{a,b{c,d}}.yml", "a.yml bc.yml bd.yml", "b.yml"],
    ["{one}.yml", "{one}.yml", "one.yml"],
    ["\\*.yml", "*.yml", "a.yml"],
    ["a**b", "ab axb", "a/b"],
    [".*", ".a .neox", "a"],
    ["[", "[", "a"],
    ["😀?", "😀a 😀😀", "😀"],
  ])("%s", (pattern, yes, no) => {
    const { matches } = globOf(pattern, { braces: true });
    expect(yes.split(" ").filter((path) => !matches(path))).toEqual([]);
    expect(no.split(" ").filter((path) => matches(path))).toEqual([]);
  });
});

/** A pattern of stars, question marks and letters in the words of a regular expression, which may try for ever. */
function expressionOf(pattern: string): RegExp {
  const words = pattern.replace(/(?<=^|\/)\*\*+(\/|$)|\*+|\?/g, (part, end?: string) => {
    if (part === "?") return "[^/]";
    return end === undefined ? "[^/]*" : end === "/" ? "(?:.*/)?" : ".*";
  });
  return new RegExp(`^${words}$`, "u");
}

test("patterns match what regular expressions do", () => {
  const parts = fc.array(fc.constantFrom("a", "b", "ab", "*", "**", "/", "/**/", "?", "😀"), {
    maxLength: 9,
  });
  const names = fc.array(fc.constantFrom("a", "b", "ab", "ba", "/", "😀"), { maxLength: 9 });
  fc.assert(
    fc.property(parts, fc.array(names, { minLength: 20, maxLength: 20 }), (pattern, paths) => {
      const [glob, expression] = [globOf(pattern.join("")), expressionOf(pattern.join(""))];
      for (const path of paths.map((each) => each.join("")))
        expect([path, glob.matches(path)]).toEqual([path, expression.test(path)]);
    }),
    { numRuns: 2000 },
  );
});

test("many stars are little work", () => {
  const effort = { left: 1000 };
  expect(globOf(`${"*a".repeat(79)}*.yml`).matches(`${"a".repeat(200)}.yml`, effort)).toBe(true);
  expect(globOf(`${"*a".repeat(79)}*b.yml`).matches(`${"a".repeat(200)}.yml`, effort)).toBe(false);
  expect(globOf("*/".repeat(200)).matches("a/b/c/", effort)).toBe(false);
  expect(effort.left).toBeGreaterThan(0);
});

/** What Git itself says of these paths under this `.gitignore`. */
function ignoredByGit(rules: string, paths: readonly string[]): string[] {
  const folder = mkdtempSync(join(tmpdir(), "neox-config-globs-"));
  try {
    execFileSync("git", ["init", "-q"], { cwd: folder });
    writeFileSync(join(folder, ".gitignore"), rules);
    const args = ["-c", "core.ignoreCase=false", "check-ignore", "-z", "--stdin", "--no-index"];
    const { stdout } = spawnSync("git", args, {
      cwd: folder,
      input: `${paths.join("\0")}\0`,
      encoding: "utf8",
    });
    return stdout.split("\0").filter((path) => path !== "");
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** As `IgnoreFiles` asks: in an ignored folder nothing can be taken back. */
function ignoredByUs(text: string, paths: readonly string[]): string[] {
  const rules = new IgnoreRules([text]);
  return paths.filter((path) => {
    const parts = path.split("/");
    const folders = parts.slice(0, -1).map((_, index) => parts.slice(0, index + 1).join("/"));
    return folders.some((folder) => rules.ignores(folder, true)) || rules.ignores(path, false) === true;
  });
}

test("ignore files mean what they mean to Git", () => {
  const part = fc.constantFrom(
    "a",
    "b",
    "ab",
    "c.yml",
    "*",
    "**",
    "?",
    "*.yml",
    "[ab]",
    "[!a]*",
    "\\*",
    "a*",
    "x y",
  );
  const pattern = fc
    .tuple(fc.constantFrom("", "!", "/", "#", "!/"), fc.array(part, { minLength: 1, maxLength: 4 }))
    .map(([begin, parts]) => begin + parts.join("/"));
  const rule = fc.tuple(pattern, fc.constantFrom("", "/", " ", "\r")).map((both) => both.join(""));
  const name = fc.constantFrom("a", "b", "ab", "c.yml", "abc", "*", "x y", "d");
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  fc.assert(
    fc.property(
      fc.array(rule, { maxLength: 5 }),
      fc.uniqueArray(path, { minLength: 20, maxLength: 20 }),
      (rules, paths) => {
        const text = `${rules.join("\n")}\n`;
        expect(ignoredByUs(text, paths)).toEqual(ignoredByGit(text, paths));
      },
    ),
    { numRuns: 60 },
  );
});

/** Steps that the matcher takes, as the places of the pattern that it follows: growth, not time. */
test.each([
  ["*a".repeat(12), "a".repeat(60)],
  ["**/".repeat(30), "a/".repeat(200)],
  ["(a+)+b", "a".repeat(5000)],
  ["{a,b}".repeat(40), "ab".repeat(40)],
  [`${"{a,".repeat(200)}${"}".repeat(200)}`, "a"],
  ["[".repeat(2000), "[".repeat(2000)],
  [`[${"a-z".repeat(1000)}]`, "q"],
  ["?".repeat(60_000), "a".repeat(60_000)],
  ["*".repeat(4000), "a".repeat(100_000)],
  ["\\".repeat(4001), "a"],
  [`${"*?".repeat(200)}b`, "a".repeat(400)],
  ["**/*a".repeat(50), `${"a/".repeat(100)}b`],
  ["!(a|b)*".repeat(20), "a".repeat(100)],
  ["@(a|aa)+".repeat(20), "a".repeat(100)],
  ["*.{yml,yaml}".repeat(20), "a.yml".repeat(20)],
  ["[[:alpha:]]*".repeat(50), "a".repeat(500)],
  ["{1..1000000}", "5"],
  ["*[!a]".repeat(100), "a".repeat(1000)],
  ["{,a}".repeat(30), "a".repeat(30)],
  ["a*".repeat(1000), "a".repeat(3000)],
])(
  "%.30s ends",
  (pattern, path) => {
    for (const options of [{}, { braces: true }])
      expect(typeof globOf(pattern, options).matches(path)).toBe("boolean");
    expect(typeof new IgnoreRules([`${pattern}\n`.repeat(20)]).ignores(path, false)).not.toBe("string");
  },
  20_000,
);

test("of an ignore file some rules are read, each of them whole", () => {
  const ignores = (text: string, name: string) => new IgnoreRules([text]).ignores(name, false);
  const long = "x".repeat(999);
  expect(ignores(`${`${long}\n`.repeat(99)}last.yml\n`, "last.yml")).toBe(true);
  expect(ignores(`${`${long}\n`.repeat(100)}last.yml\n`, "last.yml")).toBeUndefined();
  expect(ignores(`${`${long}\n`.repeat(99)}*${long}x.yml\n`, `y${long}`)).toBeUndefined();
  expect(ignores(`*${"x".repeat(100_000)}`, "a")).toBeUndefined();
});
