/** Checkouts of gpt-neox that nobody would write but somebody who wants harm: by what they do, their files. */
export const CHECKOUTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "choices that are ten to the seventh": neoxArgs("    hidden_size: Literal[A6] = 5", shared("[", "]")),
  "a default of ten to the seventh items": neoxArgs("    hidden_size: list = A6", shared("[", "]")),
  "a default of shared tuples": neoxArgs("    hidden_size: tuple = A6", shared("(", ")")),
  "a default of shared dicts": neoxArgs(
    "    hidden_size: dict = A9",
    times(9, (i) => `A${i + 1} = {${times(10, (k) => `"k${k}": A${i}`, ", ")}}`, "\n", 'A0 = {"x": 1}\n'),
  ),
  "types that are ten to the ninth": neoxArgs(
    "    hidden_size: T9 = None",
    times(9, (i) => `T${i + 1} = Union[${times(10, () => `T${i}`, ", ")}]`, "\n", "T0 = Union[int, str]\n"),
  ),
  "a type within itself": neoxArgs("    hidden_size: T = None", "T = Union[T, List[T], Literal[T]]\n"),
  "a constant within itself": neoxArgs("    hidden_size: int = A", "A = [B, B]\nB = [A, A]\n"),
  "products without an end": neoxArgs(
    "    hidden_size: int = A99",
    times(99, (i) => `A${i + 1} = A${i} * A${i}`, "\n", "A0 = 10\n"),
  ),
  "powers of powers": neoxArgs(`    hidden_size: int = ${times(20, () => "9", " ** ")}`),
  "a string in 100,000 parts": neoxArgs(`    save: str = (${times(100_000, () => '"x"', " ")})`),
  "20,000 base classes": {
    ...neoxArgs(times(300, (i) => `    f${i}: int = ${i}`)),
    [path("arguments")]: `BASE_CLASSES = [${"NeoXArgsX, ".repeat(20_000)}]\n`,
  },
  "30,000 classes, each of the next": {
    ...neoxArgs(
      "    a: int = 1",
      times(30_000, (i) => `@dataclass\nclass C${i}(C${i + 1}):\n    f${i}: int = 1\n`),
    ),
    [path("arguments")]: "BASE_CLASSES = [C0]\n",
  },
  "classes that each inherit all others": {
    [path("neox_args")]: times(
      190,
      (i) =>
        `@dataclass\nclass C${i}(${times(190, (k) => `C${k}`, ", ")}):\n${times(20, (k) => `    f${i}_${k}: int = 1`)}`,
    ),
    [path("arguments")]: `BASE_CLASSES = [${times(190, (i) => `C${i}`, ", ")}]\n`,
  },
  "a class that inherits itself": neoxArgs(
    "    a: int = 1",
    "@dataclass\nclass NeoXArgsX(NeoXArgsX):\n    b: int = 1\n",
  ),
  "a class of 100,000 fields": neoxArgs(times(100_000, (i) => `    f${i}: int = ${i}`)),
  "one field 100,000 times": neoxArgs("    hidden_size: int = 1\n".repeat(100_000)),
  "100,000 decorators": {
    [path("neox_args")]: `${"@dataclass\n".repeat(100_000)}class NeoXArgsX:\n    a: int = 1\n`,
  },
  "300,000 parentheses": neoxArgs(`    hidden_size: int = ${"(".repeat(300_000)}1${")".repeat(300_000)}`),
  "300,000 parentheses that stay open": neoxArgs(`    hidden_size: int = ${"(".repeat(300_000)}`),
  "300,000 signs": neoxArgs(`    hidden_size: int = ${"-".repeat(300_000)}1`),
  "200,000 times not": neoxArgs(`    hidden_size: bool = ${"not ".repeat(200_000)}True`),
  "100,000 functions in functions": neoxArgs(`    hidden_size: int = ${"lambda: ".repeat(100_000)}1`),
  "300,000 calls of calls": neoxArgs(`    hidden_size: int = f${"()".repeat(300_000)}`),
  "300,000 members of members": neoxArgs(`    hidden_size: a${".b".repeat(300_000)} = 1`),
  "300,000 sums": neoxArgs(`    hidden_size: int = ${times(300_000, () => "1", "+")}`),
  "50,000 conditions in conditions": neoxArgs(`    hidden_size: int = ${"1 if x else ".repeat(50_000)}1`),
  "300,000 statements in a line": neoxArgs("    a: int = 1", `${"x=1;".repeat(300_000)}\n`),
  "300,000 continued lines": neoxArgs(`    hidden_size: int = ${"\\\n".repeat(300_000)}1`),
  "1,500 indentations": { [path("neox_args")]: times(1500, (i) => `${" ".repeat(i)}if x:`) },
  "1,000 classes in classes": { [path("neox_args")]: times(1000, (i) => `${" ".repeat(i)}class C${i}:`) },
  "strings in strings": neoxArgs(`    save: str = ${"f'{".repeat(100_000)}`),
  "a docstring of 1.5 MB": neoxArgs(`    a: int = 1\n    """${"x ".repeat(750_000)}"""`),
  "a docstring of 300,000 lines": neoxArgs(`    a: int = 1\n    """${"\n \t x".repeat(300_000)}"""`),
  "a string without an end": neoxArgs(`    save: str = """${"x\n".repeat(500_000)}`),
  "names of prototypes": neoxArgs(
    times(
      7,
      (i) =>
        `    ${["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf", "then", "length"][i]}: int = ${i}`,
    ),
  ),
  "characters that are none": neoxArgs('    a: str = "\u0000\ud800\u2028\u202e\ufeff"', "\ufeff\u0000\n"),
  "nothing but 1.5 MB of comments": neoxArgs("    a: int = 1", "# x\n".repeat(375_000)),
  "a hundred modules of its own": {
    [path("arguments")]: `${times(100, (i) => `from .m${i} import *`)}\nBASE_CLASSES = [NeoXArgsX]\n`,
    ...Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [path(`m${i}`), "x = [1, 2, 3]\n".repeat(10_000)]),
    ),
    ...neoxArgs("    a: int = 1"),
  },
  "a fix that is hidden in 300,000 quotients": {
    ...neoxArgs("    a: int = 1"),
    "megatron/model/transformer.py": `def gqa_project():\n    x = ${times(300_000, () => "a", "/")}\n`,
  },
  "50,000 functions": {
    ...neoxArgs("    a: int = 1"),
    "megatron/model/transformer.py": times(50_000, (i) => `def f${i}(): pass`),
  },
};

function path(module: string): string {
  return `megatron/neox_arguments/${module}.py`;
}

/** A checkout of one class with these fields. */
export function neoxArgs(fields: string, before = ""): Readonly<Record<string, string>> {
  return { [path("neox_args")]: `${before}@dataclass\nclass NeoXArgsX:\n${fields}\n` };
}

/** Ten of ten of ten, up to `A6`. */
function shared(open: string, close: string): string {
  const item = (name: string) => `${open}${`${name}, `.repeat(10)}${close}`;
  return times(6, (i) => `A${i + 1} = ${item(`A${i}`)}`, "\n", `A0 = ${item("1")}\n`);
}

function times(count: number, text: (index: number) => string, between = "\n", before = ""): string {
  const all = Array.from({ length: count }, (_, index) => text(index)).join(between);
  return `${before}${all}${between === "\n" ? "\n" : ""}`;
}
