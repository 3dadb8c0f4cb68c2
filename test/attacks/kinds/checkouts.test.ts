import { neoxArgs } from "../checkouts";
import { MODEL } from "../command";
import { count } from "../repeat";
import { carryOut } from "./attack";
import { checkout } from "./checkoutAttack";

const FOLDER = "megatron/neox_arguments/";

/** Fields that say in every way what terminals and CI runners take for more than text. */
const HOSTILE = neoxArgs(`    a: int = 5
    """
::add-mask::b\u001b[2J\u202e"""
    kind: Literal["\\x1b[1m\\n::add-mask::e", "\u202e"] = "\\x1b[31m\\n::add-mask::x\\u2028"
    "::x": int = 1
    \u202ez: str = "1"
`);

const PARTS = (body: string) => ({
  ...neoxArgs("    a: int = 1"),
  "megatron/model/transformer.py": `class ParallelMLP:\n    def __init__(self):\n${body}`,
});

/** Ten of ten of ten, up to a million. */
const MILLION = `A0 = [${"1, ".repeat(10)}]\n${count(6, (i) => `A${i + 1} = [${`A${i}, `.repeat(10)}]\n`)}`;
const DEFAULTS = neoxArgs(
  count(1000, (i) => `    f${i}: list = A6\n`),
  MILLION,
);
const CHOICES = neoxArgs(
  count(4900, (i) => `    f${i}: T = 1\n`),
  `T = Literal[${count(600, (i) => `"${i}", `)}]\n`,
);
const DOCUMENTED = (text: string) => neoxArgs(`    a: int = 1\n    """${text}"""`);
const numbered = (length: number, file: (index: number) => readonly [string, string]) =>
  Object.fromEntries(Array.from({ length }, (_, index) => file(index)));

carryOut({
  "6,000 times 1,000 long choices": checkout(
    neoxArgs(
      `    kind: Literal[${"A, ".repeat(6000)}] = "a"`,
      `B = "${"b".repeat(3900)}"\nA = [${"B, ".repeat(1000)}]\n`,
    ),
  ),
  "a default of a million items for 1,000 arguments, as values": checkout(
    DEFAULTS,
    ...["effective", "a.yml", "--format", "json"],
  ),
  "a default of a million items for 1,000 arguments, as a schema": checkout(DEFAULTS, "schema"),
  "a default of a million items for 1,000 arguments, compared": checkout(
    DEFAULTS,
    ...["compare", "a.yml", "b.yml", "--format", "json"],
  ),
  "600 choices of 4,900 arguments": checkout(CHOICES),
  "600 choices of 4,900 arguments, as a schema": checkout(CHOICES, "schema"),
  "names of 19,000 letters that are nearly others": checkout({
    ...neoxArgs(count(24, (i) => `    ${"a_b".repeat(6300)}x${i}: int = 1\n`)),
    "a.yml": MODEL + count(90, (i) => `${"a_b".repeat(6300)}${i}: 1\n`),
  }),
  "names of 3,000 parts that are nearly others": checkout({
    ...neoxArgs(count(24, (i) => `    ${count(3000, (k) => `p${(k * i) % 10}_`)}: int = 1\n`)),
    "a.yml": MODEL + count(100, (i) => `${count(3000, (k) => `p${(k + i) % 10}_`)}: 1\n`),
  }),
  "5,000 arguments that are nearly 100 names": checkout({
    ...neoxArgs(count(4990, (i) => `    some_argument_name${i}: int = 1\n`)),
    "a.yml": MODEL + count(100, (i) => `some_argument_nam${i}: 1\n`),
  }),
  "9,000 constants, each the next": checkout(
    neoxArgs(
      "    a: int = A0",
      count(9000, (i) => `A${i} = A${i + 1}\n`),
    ),
    ...["effective", "a.yml"],
  ),
  "products in 190 brackets": checkout(neoxArgs(`    a: int = ${"(2*".repeat(190)}1${")".repeat(190)}`)),
  "2,400 lists for keys": checkout(
    neoxArgs(`    a: dict = {${"[]: {}, ".repeat(2400)}}`),
    "effective",
    "a.yml",
  ),
  "190 lists of lists by calls": checkout(
    neoxArgs(`    a: list = ${"list(".repeat(190)}[1]${")".repeat(190)}`),
    ...["effective", "a.yml"],
  ),
  "a docstring of 6,000 indents": checkout(
    DOCUMENTED(count(6000, (i) => `\n${" ".repeat(i % 70)}x`)),
    "schema",
  ),
  "a docstring of open Markdown": checkout(
    DOCUMENTED(`${"[![`".repeat(40_000)}${"> ".repeat(20_000)}${"- ".repeat(20_000)}`),
    "schema",
  ),
  "a docstring of escapes": checkout(DOCUMENTED("\\x41\\u0041\\N{DASH}\\777\\\n".repeat(15_000)), "schema"),
  "texts of texts of 1,000 parts": checkout(
    neoxArgs(
      `    a: str = (${"'aaaa' ".repeat(3000)})\n    b: str = A9`,
      `A0 = "x" "y"\n${count(9, (i) => `A${i + 1} = (A${i} ${"'z' ".repeat(1000)})\n`)}`,
    ),
    ...["effective", "a.yml"],
  ),
  "499 classes of one name": checkout({
    [`${FOLDER}neox_args.py`]: count(
      499,
      (i) => `@dataclass\nclass NeoXArgsX(NeoXArgsX):\n    a${i}: int = ${i}\n`,
    ),
    [`${FOLDER}arguments.py`]: `BASE_CLASSES = [${"NeoXArgsX, ".repeat(1500)}]\n`,
  }),
  "types in quotes": checkout(
    neoxArgs(
      `    a: "Optional['Literal[\\"x\\"]']" = 1\n    b: "${"List[".repeat(150)}int${"]".repeat(150)}" = 1\n    c: ${"Literal[".repeat(150)}1${"]".repeat(150)} = 1`,
    ),
  ),
  "4,900 types between bars": checkout(neoxArgs(`    a: ${"int|".repeat(4900)}str = 1`)),
  "types of three of the one before": checkout(
    neoxArgs("    a: T40 = 1", `T0 = int\n${count(40, (i) => `T${i + 1} = T${i} | T${i} | "T${i}"\n`)}`),
  ),
  "1,500 fields in a line": checkout(neoxArgs(`    ${count(1500, (i) => `a${i}: int = ${i}; `)}`)),
  "tabs that count up to eight": checkout(
    neoxArgs(count(2000, (i) => `${"\t".repeat(1 + (i % 3))}${" ".repeat(i % 8)}a${i}: int = 1\n`)),
  ),
  "19,000 imports of everything": checkout({
    ...neoxArgs("    a: int = 1"),
    [`${FOLDER}arguments.py`]: `${"from .neox_args import *\n".repeat(19_000)}BASE_CLASSES = [NeoXArgsX]\n`,
  }),
  "300 modules of 90 arguments": checkout({
    ...numbered(300, (i) => [
      `${FOLDER}m${i}.py`,
      `from .m${i + 1} import *\n@dataclass\nclass C${i}:\n${count(90, (k) => `    f${i}_${k}: int = ${k}\n`)}`,
    ]),
    [`${FOLDER}arguments.py`]: `${count(300, (i) => `from .m${i} import *\n`)}BASE_CLASSES = [${count(300, (i) => `C${i}, `)}]\n`,
  }),
  "8,000 methods of 400 layers": checkout(
    {
      ...neoxArgs("    a: int = 1"),
      "megatron/model/transformer.py": count(
        400,
        (k) =>
          `class C${k}:\n${count(20, (i) => `    def f${i}(self):\n        self.size = nn.Linear(${i})\n`)}`,
      ),
    },
    ...["report", "a.yml"],
  ),
  "texts for a terminal, checked": checkout(HOSTILE),
  "texts for a terminal, in JSON": checkout(HOSTILE, "check", "a.yml", "--format", "json"),
  "texts for a terminal, for GitHub": checkout(HOSTILE, "check", "a.yml", "--format", "github"),
  "texts for a terminal, as values": checkout(HOSTILE, "effective", "a.yml"),
  "texts for a terminal, as values in JSON": checkout(HOSTILE, "effective", "a.yml", "--format", "json"),
  "texts for a terminal, explained": checkout(HOSTILE, "explain", "a"),
  "texts for a terminal, compared": checkout(HOSTILE, "compare", "a.yml", "b.yml"),
  "texts for a terminal, as a schema": checkout(HOSTILE, "schema"),
  "three classes in a circle": checkout(
    neoxArgs(
      "    a: int = 1",
      "class A(B):\n    x: int = 1\nclass B(C):\n    y: int = 1\nclass C(A):\n    z: int = 1\n",
    ),
  ),
  "150 lists in a default": checkout(
    neoxArgs(`    a: list = field(default_factory=lambda: ${"[".repeat(150)}${"]".repeat(150)})`),
    ...["effective", "a.yml"],
  ),
  "3,000 calls of a decorator": checkout(
    neoxArgs(
      "    a: int = 1",
      `${"@a(@b)\n".repeat(50)}@dataclass${"()".repeat(3000)}\nclass Q:\n    pass\n`,
    ),
  ),
  "190 docstrings of 2,000 characters": checkout(
    neoxArgs(count(190, (i) => `    f${i}: int = 1\n    """${"d ".repeat(1000)}"""\n`)),
    ...["explain", "f1"],
  ),
  "999 choices": checkout(
    neoxArgs(`    kind: Literal[${count(999, (i) => `"${"x".repeat(15)}${i}", `)}] = 1`),
  ),
  "190 optional types in each other": checkout(
    neoxArgs(`    a: ${"Optional[".repeat(190)}int${"]".repeat(190)} = 1`),
  ),
  "a type of 1,900 types": checkout(neoxArgs(`    a: Union[${"int, str, ".repeat(900)}] = None`)),
  "a default of 4,300 digits": checkout(neoxArgs(`    a: int = ${"9".repeat(4300)}`), "effective", "a.yml"),
  "defaults that are no numbers": checkout(
    neoxArgs(
      '    a: float = float("nan")\n    b: float = 1e999\n    c: int = 1 // 0\n    d: int = 2 ** 10 ** 10',
    ),
    ...["effective", "b.yml"],
  ),
  "a name of 19,000 letters": checkout(neoxArgs(`    ${"a".repeat(19_000)}: int = 1`)),
  "names of Python's own": checkout(
    neoxArgs(count(6, (i) => `    ${["class", "def", "None", "self", "__init__", "print"][i]}: int = 1\n`)),
  ),
  "form feeds and tabs": checkout(neoxArgs(`    a: int = 1\n\u000c    b: int = 2\n\t\u000b c: int = 3\n`)),
  "returns alone": checkout(neoxArgs("    a: int = 1\r    b: int = 2\r")),
  "bytes that are no text": checkout({
    ...neoxArgs("    a: int = 1"),
    [`${FOLDER}arguments.py`]: new Uint8Array(2000).fill(0xff),
  }),
  "wide characters": checkout({
    [`${FOLDER}neox_args.py`]: Buffer.from(
      `\ufeff${Object.values(neoxArgs("    a: int = 1"))[0]}`,
      "utf16le",
    ),
  }),
  "kinds of attention of 100,000 letters": checkout({
    "a.yml": `${MODEL}attention_config: [[[x], 12]]\n`,
    ...neoxArgs("    a: int = 1", `ATTENTION_TYPE_CHOICES = ["${"g".repeat(19_000)}", "\\x1b[31m\\n::x"]\n`),
  }),
  "modules that import each other": checkout({
    ...neoxArgs("    a: int = 1"),
    ...Object.fromEntries(
      Array.from({ length: 20 }, (_, i) => [`${FOLDER}m${i}.py`, `from .m${(i + 1) % 20} import *\n`]),
    ),
    [`${FOLDER}arguments.py`]: `${count(20, (i) => `from .m${i} import A\n`)}from .arguments import A\n`,
  }),
  "150 conditions about a layer": checkout(
    PARTS(
      `${count(150, (i) => `${" ".repeat(8 + i)}if a${i}:\n`)}${`${" ".repeat(160)}self.size = nn.Linear(1)\n`.repeat(300)}`,
    ),
    ...["report", "a.yml"],
  ),
  "1,900 alternatives of a layer": checkout(
    PARTS(
      `        if a:\n            self.size = 1\n${"        elif b:\n            self.size = 1\n".repeat(1900)}`,
    ),
    ...["report", "a.yml"],
  ),
  "a history of one line": checkout({
    ...neoxArgs("    a: int = 1"),
    ".git/HEAD": `ref: refs/heads/${"x/".repeat(50_000)}`,
    ".git/packed-refs": "a".repeat(1_000_000),
  }),
  "a history elsewhere": checkout({
    ...neoxArgs("    a: int = 1"),
    ".git": `gitdir: ${"../".repeat(5000)}etc/passwd\n`,
  }),
  "a schema of fields of prototypes": checkout(
    neoxArgs('    __proto__: int = 1\n    constructor: int = 2\n    hasOwnProperty: str = "x"'),
    "schema",
  ),
  "150 texts within texts": checkout(neoxArgs(`    a: str = ${"f'{".repeat(150)}1${"}'".repeat(150)}`)),
  "6,000 quotes of three that stay open": checkout(neoxArgs(`    a: str = '''${'"""'.repeat(6000)}`)),
  "a default of 15,000 lines": checkout(neoxArgs(`    a: int = 1 ${"\\\n".repeat(15_000)}`)),
  "1,500 statements behind a field": checkout(neoxArgs(`    a: int = 1${"; b: int = 2".repeat(1500)}`)),
  "150 functions that give functions, by default": checkout(
    neoxArgs(`    a: list = field(default_factory=${"(lambda: ".repeat(150)}[]${")".repeat(150)})`),
    ...["effective", "a.yml"],
  ),
  "names that look alike": checkout(
    neoxArgs(`${count(300, (i) => `    \u{1d4b6}${i}: int = 1\n`)}    \ufb01: int = 1\n    match = 1`),
    ...["effective", "a.yml"],
  ),
  "900 indents that never come back": checkout(neoxArgs(count(900, (i) => `${" ".repeat(4 + i)}if 1:\n`))),
  "20,000 comments of ours": checkout(
    neoxArgs(`    a: int = 1\n${"# neox-config: ignore x\n".repeat(20_000)}`),
  ),
  "a tuple of 190 tuples for a choice": checkout(
    neoxArgs(`    a: Literal[${"(".repeat(190)}1,${")".repeat(190)}] = 1`),
  ),
  "1,000 files of a model": checkout(
    {
      ...neoxArgs("    a: int = 1"),
      ...Object.fromEntries(
        Array.from({ length: 1000 }, (_, i) => [
          `megatron/model/m${i}.py`,
          "class A:\n    def __init__(self):\n        self.x = 1\n".repeat(10),
        ]),
      ),
    },
    ...["report", "a.yml"],
  ),
});
