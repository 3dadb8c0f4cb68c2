import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Catalogue } from "../../server/src/arguments/argument";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { type Checkout, readCheckout } from "../../server/src/arguments/checkout/readCheckout";
import { commitsShownByArguments, hasGqaFix } from "../../server/src/arguments/checkout/shownCommits";
import declarations from "../../server/src/arguments/generated/arguments.json";
import { repr } from "../../server/src/python/text";

const FOLDER = "megatron/neox_arguments";
const FIXTURE = join(import.meta.dirname, "fixtures/checkout");

const readFixture = (path: string) =>
  path.startsWith(FOLDER) ? readIn(FIXTURE)(path.slice(FOLDER.length)) : Promise.resolve(undefined);

function readIn(folder: string) {
  return (path: string) => readFile(join(folder, path), "utf8").catch(() => undefined);
}

const transformer = (text: string) => parsePython("megatron/model/transformer.py", text);

/** A checkout with nothing but this `neox_args.py`. */
function readText(text: string): Promise<Checkout | undefined> {
  return readCheckout(async (path) => (path === `${FOLDER}/neox_args.py` ? text : undefined));
}

/** Declared type and default of every argument, as Python source; "?" for one that only running the code would tell. */
function declared(catalogue: Catalogue | undefined): Record<string, string> {
  const names = [...(catalogue?.names ?? [])].sort();
  return Object.fromEntries(
    names.map((name) => {
      const argument = catalogue?.get(name);
      return [
        name,
        `${argument?.declared} = ${argument?.default === undefined ? "?" : repr(argument.default)}`,
      ];
    }),
  );
}

describe("a made-up checkout", () => {
  test("fields, types and defaults", async () => {
    const checkout = await readCheckout(readFixture);
    expect(declared(checkout?.catalogue)).toEqual({
      activation: "Literal['gelu', 'relu'] = 'gelu'",
      anything: "Any = None",
      chunk: "int = 104857600",
      circular: "int = ?",
      colour: "Literal['red', 'green'] = ('red', 'green')",
      computed: "str = ?",
      either: "int | None = None",
      epsilon: "float = 1e-05",
      escaped: `str = "\\n'"`,
      hidden_size: "int = None",
      hostfile: "str = None",
      inherited: "bool = True",
      long: "str = 'one two'",
      mapping: "dict = {'a': (1, 2.0), 'b': None}",
      maybe: "Optional[str] = None",
      mixed: "Literal['a', 1, None, True] = 1",
      names: "list = []",
      num_kv_heads: "int = None",
      offset: "float = -0.5",
      our_flag: "bool = False",
      ports: "Union[int, List[int]] = 6000",
      quoted: "Optional[int] = None",
      scale: "float = 1.0",
      shape: "Literal['round', 'square'] = 'round'",
      sizes: "List[int] = [1, -2]",
      steps: "int = -3",
      ten: "int = 10",
      twice: "int = 2",
    });
    expect(checkout?.attentionTypes).toEqual(["global", "flash", "ours"]);
  });

  test("docstring, group and place", async () => {
    const catalogue = (await readCheckout(readFixture))?.catalogue;
    const start = (await readFile(join(FIXTURE, "neox_args.py"), "utf8")).indexOf("hidden_size");
    expect(catalogue?.get("hidden_size")).toEqual({
      name: "hidden_size",
      group: "Model",
      type: { kind: "int" },
      declared: "int",
      default: null,
      changes: [],
      setBy: "user",
      declaredAt: "megatron/neox_arguments/neox_args.py:24",
      place: {
        path: "megatron/neox_arguments/neox_args.py",
        line: 23,
        character: 4,
        span: { start, end: start + "hidden_size".length },
      },
      docstring: "The width.\n\n    indented",
    });
    expect(catalogue?.get("num_kv_heads")?.docstring).toBeUndefined();
    expect(catalogue?.get("epsilon")?.docstring).toBe("One line.");
    expect(catalogue?.get("our_flag")?.group).toBe("Ours");
  });

  test("it shows the commits that brought its arguments and lacks others", async () => {
    const hasCommit = (await readCheckout(readFixture))?.hasCommit;
    expect(hasCommit?.get("8b43196f")).toBe(false); // sequence_parallel
    expect(hasCommit?.get("f36aed7f")).toBeUndefined(); // num_kv_heads is there, intermediate_size is not
    expect(hasCommit?.get("96c242eb")).toBeUndefined(); // no transformer.py
  });
});

describe("a default that is not surely known is not told", () => {
  const above = (text: string) => `${text}\n@dataclass\nclass A:\n    a: int = `;
  test.each([
    // Calls that are given something else than a number, or more than one thing.
    ["", 'float("inf")', "?"],
    ["", "float(True)", "?"],
    ["", "float(2)", "2.0"],
    ["", 'int("5")', "?"],
    ["", "int(5.7)", "5"],
    ["N = [1]", "list(*N)", "?"],
    ["N = [1]", "tuple(n for n in N)", "?"],
    ["a = {}", "dict(a=1)", "?"],
    ["", 'dict([("a", 1)])', "?"],
    // Stars.
    ['N = ["x", "y"]', 'field(default_factory=lambda: [*N, "z"])', "?"],
    ['N = ["x", "y"]', '(*N, "z")', "?"],
    ["B = {'a': 1}", "field(default_factory=lambda: {**B, **B})", "?"],
    // Keys that are one to Python.
    ["", 'field(default_factory=lambda: {1: "a", True: "b", 1.0: "c"})', "?"],
    ["", 'field(default_factory=lambda: {(1, 2): "a", (1, 2): "b"})', "?"],
    ["", 'field(default_factory=lambda: {1: "a", 1: "b"})', "{1: 'b'}"],
    // Names that are bound or changed otherwise.
    ["N = 1", "N", "1"],
    ["N: int = 1", "N", "1"],
    ["N = 1; M = 2", "N", "1"],
    ["N = 1\nN += 4", "N", "?"],
    ["N = []\nN.append(5)", "N", "?"],
    ["N = [1]\nN[0] = 2", "N", "?"],
    ["N = 1\nif X:\n    N = 2", "N", "?"],
    ["N = 1\ntry:\n    N = 2\nexcept E:\n    pass", "N", "?"],
    ["N = 1\nfor N in X:\n    pass", "N", "?"],
    ["N = 1\nwith X as N:\n    pass", "N", "?"],
    ["N = 1\nM = N = 2", "N", "?"],
    ["N = 1\n[N] = [2]", "N", "?"],
    ["N = 1\nif (N := 2):\n    pass", "N", "?"],
    ["N = 1\nimport os as N", "N", "?"],
    ["N = 1\ndef N():\n    pass", "N", "?"],
    ["N = 1\ndel N", "N", "?"],
    // Texts.
    ["", String.raw`"\x41\u0042\103\U00000044"`, "'ABCD'"],
    ["", String.raw`"a\.b\d"`, String.raw`'a\\.b\\d'`],
    ["", String.raw`"\\x41\"\'"`, String.raw`'\\x41"\''`],
    ["", String.raw`"\N{BULLET}"`, "?"],
    ["", String.raw`"\ud83d\ude00"`, "?"],
    ["", String.raw`"\Uffffffff"`, "?"],
    ["", "5 if X else 6", "?"],
    ["", "1 - 1", "?"],
  ])("%j a: int = %s", async (constants, value, known) => {
    const checkout = await readText(`${above(constants)}${value}\n`);
    expect(declared(checkout?.catalogue)).toEqual({ a: `int = ${known}` });
  });
});

describe("commits that arguments show", () => {
  const points = declarations.flatMap((it) => [it.introduced, it.removed ?? [], it.changes ?? []].flat());
  const dateOf = new Map(points.map(({ commit, date }) => [commit, date]));

  test.each(["2023-03-09", "2023-12-31", "2024-09-20", "2024-10-17", "2026-05-19"])(
    "at %s they are those until then",
    (date) => {
      const shown = commitsShownByArguments(catalogueAt(date));
      expect(shown.size).toBeGreaterThan(35);
      expect(
        [...shown].filter(([commit, isShown]) => isShown !== (dateOf.get(commit) ?? "") <= date),
      ).toEqual([]);
    },
  );
});

describe("broken Python gives what can be read", () => {
  test.each([
    ["", undefined],
    ["not python at all {{{", undefined],
    [
      "@dataclass\nclass A:\n    a: int = 1\n    b: = 2\n    c: str = 'x'\n    d: Literal['a', = 'a'\n",
      "a c",
    ],
    ["@dataclass\nclass A:\n    a: int = 1\n    b: str = 'never closed\n", "a b"],
    ["@dataclass\nclass A:\n    a: int = (1\n", "a"],
  ])("%j", async (text, names) => {
    const known = (await readText(text))?.catalogue.names.filter((name) => /^[abc]$/.test(name)).join(" ");
    expect(known).toBe(names);
  });

  test("no nesting, circle or size makes it hang or throw", async () => {
    const field = (value: string) => `@dataclass\nclass A:\n    a: int = ${value}\n`;
    const doubling = Array.from({ length: 60 }, (_, i) => `X${i} = X${i + 1} * X${i + 1}`).join("\n");
    const aliases = Array.from({ length: 60 }, (_, i) => `T${i} = Union[T${i + 1}, T${i + 1}]`).join("\n");
    const texts = [
      field("[".repeat(5_000)),
      field("9 ** 9 ** 9 ** 9"),
      `${doubling}\nX60 = 99\n${field("X0")}`,
      `${aliases}\nT60 = int\n@dataclass\nclass A:\n    a: T0 = 1\n`,
      "@dataclass\nclass A(B):\n    a: int = 1\n@dataclass\nclass B(A):\n    b: int = 1\n",
      `@dataclass\nclass A:\n    a: int = 1\n${"    x: int = 1\n".repeat(2_000)}`,
    ];
    for (const text of texts) expect((await readText(text))?.catalogue.get("a")?.name).toBe("a");
  });

  test("any cut or change of a readable file is readable", async () => {
    const source = await readFile(join(FIXTURE, "neox_args.py"), "utf8");
    const pieces = fc.constantFrom(
      '"""',
      "(",
      "]",
      ":",
      "\n",
      "    ",
      "@",
      "=",
      "class ",
      "'",
      "\\",
      "\u0000",
      "Literal[",
    );
    const change = fc.tuple(fc.nat(source.length), fc.nat(40), fc.array(pieces, { maxLength: 4 }));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
        let text = source;
        for (const [at, removed, put] of changes)
          text = text.slice(0, at) + put.join("") + text.slice(at + removed);
        const checkout = await readText(text);
        for (const name of checkout?.catalogue.names ?? [])
          expect(checkout?.catalogue.get(name)?.name).toBe(name);
        expect([true, false, undefined]).toContain(hasGqaFix(transformer(text)));
      }),
      { numRuns: 100 },
    );
  });
});

describe("the fix of issue #1314", () => {
  const method = (body: string) => `class ParallelSelfAttention:\n    def gqa_project(self, x):\n${body}\n`;
  const quotient =
    "        n = int(d * (1 + 2 * (self.num_kv_heads_per_partition / self.num_attention_heads_per_partition)))";
  const product =
    "        sizes = (\n            self.num_kv_heads_per_partition\n            * self.hidden_size_per_attention_head,\n        )";
  test.each([
    ["a quotient of heads: not fixed", method(quotient), false],
    ["a product of heads and head size: fixed", method(product), true],
    ["the quotient in a comment: fixed", method(`        # ${quotient.trim()}\n${product}`), true],
    ["both: unknown", method(`${quotient}\n${product}`), undefined],
    ["neither: unknown", method("        pass"), undefined],
    ["elsewhere: unknown", `${method("        pass")}\n    def other(self):\n${product}`, undefined],
    ["no such method: unknown", "class ParallelSelfAttention:\n    pass\n", undefined],
    ["no Python: unknown", "\u0000 def gqa_project((((", undefined],
  ])("%s", (_, source, expected) => expect(hasGqaFix(transformer(source))).toBe(expected));
});

const checkoutFolder = process.env.NEOX_CHECKOUT;
describe.skipIf(!checkoutFolder)(
  checkoutFolder ? "gpt-neox main in NEOX_CHECKOUT" : "skipped: NEOX_CHECKOUT names no gpt-neox main",
  () => {
    test("its arguments are the catalogue's: every name, group, type and default", async () => {
      const checkout = await readCheckout(readIn(checkoutFolder ?? ""));
      const essence = (catalogue: Catalogue | undefined) =>
        [...(catalogue?.names ?? [])].sort().map((name) => {
          const argument = catalogue?.get(name);
          return [
            name,
            argument?.group,
            argument?.type,
            argument?.declared,
            argument?.default,
            argument?.setBy,
          ];
        });
      expect(essence(checkout?.catalogue)).toEqual(essence(catalogueAt("main")));
    });

    test("it has every commit that touched an argument, and the fix of #1314", async () => {
      const hasCommit = (await readCheckout(readIn(checkoutFolder ?? "")))?.hasCommit;
      expect([...(hasCommit ?? [])].filter(([, has]) => !has)).toEqual([]);
      expect(hasCommit?.get("96c242eb")).toBe(true);
    });
  },
);

const fieldsOf = async (fields: string) =>
  declared(
    (await readText(`from dataclasses import dataclass\n@dataclass\nclass NeoXArgsX:\n${fields}`))?.catalogue,
  );

test.each([
  ["    x: int = 5\n    x = 7\n", "int = 7"],
  ["    x: int\n    x = 7\n", "int = 7"],
  ["    x = 7\n    x: int = 5\n", "int = 5"],
  ["    x: int = 5\n    x = field(default=7)\n", "int = 7"],
  ["    x: int = 5\n    if WIDE:\n        x = 7\n", "int = ?"],
  ["    x: int = 5\n    x, y = 7, 8\n", "int = ?"],
  ["    x: int = 5\n    def x(self):\n        pass\n", "int = ?"],
  ["    x: int = 5\n    def f(self, y):\n        x = 7\n", "int = 5"],
])("the last value that a class gives a name is its field's: %j", async (fields, told) => {
  expect(await fieldsOf(fields)).toEqual({ x: told });
});

test.each([
  "BASE_CLASSES = [A]\nBASE_CLASSES += [B]",
  "BASE_CLASSES = [A] + [B]",
  "BASE_CLASSES = [A]\nBASE_CLASSES.append(B)",
  "MINE = [B]\nBASE_CLASSES = [A, *MINE]",
  "MINE = (B,)\nBASE_CLASSES = [A]\nBASE_CLASSES.extend(MINE)",
])("classes that are added to a list are among its classes: %j", async (list) => {
  const classes = ["A", "B", "C"].map((it) => `@dataclass\nclass ${it}:\n    ${it.toLowerCase()}: int = 1\n`);
  const checkout = await readText(`${classes.join("")}${list}\n`);
  expect([...(checkout?.catalogue.names ?? [])].sort()).toEqual(["a", "b"]);
});

test.each([
  ["T = []\nU = T\nU.append(1)", "?"],
  ["T = []\nclass A:\n    T.append(1)", "?"],
  ["T = []\ndef f():\n    T.append(1)", "?"],
  ["T = []\ndef f():\n    T[0] = 1", "?"],
  ["T = []\nU = grow(T)", "?"],
  ["T = [1]\nU = tuple(T)\nprint(U)\ndef f():\n    return T[0]", "[1]"],
])("a default that other statements change is not known: %j", async (before, told) => {
  const text = `${before}\n@dataclass\nclass NeoXArgsX:\n    x: list = field(default_factory=lambda: T)\n`;
  expect(declared((await readText(text))?.catalogue)).toEqual({ x: `list = ${told}` });
});

test.each(["N = 1\n%N = 2\n", "N = 1\n%def f():\n    global N\n    N = 2\n"])(
  "a default that another assignment changes is not known: %j",
  async (text) => {
    const fields = "@dataclass\nclass NeoXArgsX:\n    x: int = N\n";
    expect(declared((await readText(text.replace("%", fields)))?.catalogue)).toEqual({ x: "int = ?" });
  },
);
