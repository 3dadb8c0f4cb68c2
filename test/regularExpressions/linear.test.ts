import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test, vi } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["server/src", "client/src", "report/src", "protocol"];

const BACKTICK = "`";

/** A prover of automata knows no look around, no back reference and no large count: of these the bound is told. */
const BOUNDS: ReadonlyMap<string, string> = new Map([
  [String.raw`/^(["'])[^"']*\1$/`, "anchored, and the quote ends the one repetition"],
  [
    String.raw`/^[rRuU]?("""|'''|"|')([\s\S]*)\1$/`,
    "anchored: gives back one character after the other, once",
  ],
  [String.raw`/(?<!\/)\/+$/`, "begins once for each run of slashes"],
  ["/^(?=[.'])/gm", "no repetition"],
  ["/^(?=.)/gm", "no repetition"],
  ["/(?<![a-z0-9-])[a-z0-9-]*$/", "begins once for each word"],
  [
    String.raw`/(?<!\w)(?:"[^"]*"?|'[^']*'?)/g`,
    "matches at every quote that it begins at, and goes on behind it",
  ],
  [
    String.raw`/(?<![\w-])[A-Za-z][\w-]*(?=["']?\s*:)/g`,
    "begins once for each word, and looks at the blanks behind a word only",
  ],
  [
    String.raw`/^ {2,}(?:\| |\+ (?=Exception Group Traceback))/`,
    "anchored: one run of blanks, and words of one length behind it",
  ],
  [
    String.raw`/^[ \t]*(?:,[ \t]*)?(?:\r\n|\r|\n|(?=#))/`,
    "anchored: two runs of blanks with a comma between, given back once",
  ],
  ["/^0+(?=.)/", "anchored: gives back one character, once"],
  [
    String.raw`/^(?!\.\.\.)(?:-[^\s\-?:,[\]{}#]|[^\s\-?:,[\]{}#&*!|>'"%@${BACKTICK}])[^:,[\]{}#?\n\t]*$/`,
    "anchored, and nothing stands behind its one repetition",
  ],
  [String.raw`/^(["'])(.*)\1$/`, "anchored: gives back one character after the other, once"],
]);

/** Built from parts; the parts that vary are the program's own, but for those that a comment names. */
const BUILT: Readonly<Record<string, string>> = {
  "server/src/yaml/pythonNumber.ts": "/^\\s*(?<sign>[-+]?)(?:0x)?(?<digits>[0-9a-f]+)\\s*$/i",
  // A literal of its own.
  "server/src/yaml/read.ts": "",
  "server/src/yaml/scalar.ts": "/^(?:[+-]?R|[+-]?R?j|[+-]?R[+-]R?j)$/i".replaceAll(
    "R",
    "(?:(?:\\d[\\d_]*(?:\\.[\\d_]*)?|\\.\\d[\\d_]*)(?:e[+-]?\\d+)?|inf(?:inity)?|nan)",
  ),
  // The user's own, on names of layers: test/model/pipeline shows its bound.
  "server/src/model/pipeline/stages.ts": "",
};

interface Found {
  readonly literals: ReadonlySet<string>;
  readonly builders: string[];
}

function expressions(): Found {
  const literals = new Set(Object.values(BUILT).filter((literal) => literal !== ""));
  const builders: string[] = [];
  for (const path of FOLDERS.flatMap(sourcesIn)) {
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.add(node.text);
      const isBuilt = ts.isNewExpression(node) || ts.isCallExpression(node);
      if (isBuilt && ts.isIdentifier(node.expression) && node.expression.text === "RegExp")
        builders.push(path);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(path, readFileSync(join(ROOT, path), "utf8"), ts.ScriptTarget.Latest));
  }
  return { literals, builders };
}

function sourcesIn(folder: string): string[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return names.filter((name) => name.endsWith(".ts")).map((name) => `${folder}/${name}`);
}

test("every regular expression is proven linear, or its bound is told", { timeout: 600_000 }, async () => {
  // The build of recheck that runs everywhere.
  vi.stubEnv("RECHECK_BACKEND", "pure");
  const { check } = await import("recheck");
  const { literals, builders } = expressions();
  expect(builders.sort()).toEqual(Object.keys(BUILT).sort());
  const unproven: string[] = [];
  for (const literal of literals) {
    if (BOUNDS.has(literal)) continue;
    const [, source = "", flags = ""] = /^\/(.*)\/([a-z]*)$/s.exec(literal) ?? [];
    const { status } = await check(source, flags, { checker: "automaton", timeout: null });
    if (status !== "safe") unproven.push(`${status}: ${literal}`);
  }
  expect(unproven).toEqual([]);
  expect([...BOUNDS.keys()].filter((literal) => !literals.has(literal))).toEqual([]);
});
