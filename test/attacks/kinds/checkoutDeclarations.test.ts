import { neoxArgs } from "../checkouts";
import { MODEL } from "../command";
import { count, lines } from "../repeat";
import { type Attack, carryOut } from "./attack";

const FOLDER = "megatron/neox_arguments/";

/** A checkout of these files, and a model that is looked at for it. */
const checkout = (files: Readonly<Record<string, string>>, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}a: 5\nkind: other\n`, ...files },
  args: [...(args.length > 0 ? args : ["check", "a.yml"]), "--neox", "."],
});

const LONG_TYPE = `KINDS = "${"Optional[".repeat(17)}Union[${"a,|,".repeat(900)}b]${"]".repeat(17)}"\n`;

/** Two arguments and what more stands in the files. */
const PLAIN = neoxArgs("    a: int = 1\n    kind: str = 'x'");
const saying = (arguments_: string, ...args: readonly string[]) =>
  checkout({ ...PLAIN, [`${FOLDER}arguments.py`]: arguments_ }, ...args);
const fields = (text: string, ...args: readonly string[]) => checkout(neoxArgs(text), ...args);

const OF_ALL = ["constructor", "toString", "valueOf", "hasOwnProperty", "__proto__"];
const called = (declared: (name: string) => string) => OF_ALL.map((name) => `${declared(name)}\n`).join("");

carryOut({
  "choices of arguments that are called as what every object has": {
    files: {
      ...neoxArgs(called((name) => `    ${name}: Literal["A", "B"] = "A"`)),
      "a.yml": MODEL + called((name) => `${name}: b`),
    },
    args: ["check", "a.yml", "--neox", "."],
  },
  "groups of arguments that are called as what every object has": checkout(
    neoxArgs(
      "    a: int = 1",
      called((name) => `@dataclass\nclass NeoXArgs${name}:\n    ${name}: int = 1`),
    ),
    ...["effective", "a.yml"],
  ),
  "imports from outside": saying(
    "from .../../../../etc/passwd import x\nfrom .neox_args import *\nfrom ...x import y\nBASE_CLASSES = [NeoXArgsX]\n",
  ),
  "imports of names of 250 letters": saying(
    `${count(40, (i) => `from .${"a".repeat(250)}${i} import x\n`)}from .__proto__ import x\nBASE_CLASSES = [NeoXArgsX]\n`,
  ),
  "classes of prototypes": checkout(
    neoxArgs(
      "    a: int = 1",
      ["__proto__", "constructor", "toString", "valueOf"]
        .map((name) => `@dataclass\nclass ${name}:\n    p: int = 1\n`)
        .join(""),
    ),
  ),
  "arguments of the names of methods": fields(
    ["get", "has", "set", "keys", "size", "length", "map"].map((name) => `    ${name}: int = 1\n`).join(""),
    ...["effective", "a.yml"],
  ),
  "defaults of defaults": fields(
    "    a: int = field(default=field(default=field(default_factory=lambda: field(default=1))))",
    ...["effective", "a.yml"],
  ),
  "a docstring of 30,001 backslashes": fields(
    `    a: int = 1\n    r"""${"\\".repeat(30_001)}"""`,
    "explain",
    "a",
  ),
  "docstrings of bytes and of values": fields(
    '    a: int = 1\n    b"""\\xff"""\n    kind: int = 1\n    f"""{a}"""',
    "schema",
  ),
  "a docstring of links and scripts": fields(
    `    a: int = 1\n    """${"[x](command:evil) ![](http://x.invalid/a.png) <script>1</script>".repeat(100)}"""`,
    "schema",
  ),
  "a docstring of halves of characters": fields(
    '    a: int = 1\n    """\\ud800 \\udfff \\U00110000 \\N{NULL} \\0"""',
    "schema",
  ),
  ...Object.fromEntries(
    Object.entries({
      brackets: `${"(".repeat(200_000)}1${")".repeat(200_000)}`,
      signs: `${"-".repeat(400_000)}1`,
      words: `${"not ".repeat(100_000)}1`,
      calls: `x${"()".repeat(200_000)}`,
    }).map(([name, expression]) => [
      `${name} without end in a formatted text`,
      fields(`    a: str = rF"{${expression}}"\n    kind: str = "x"`),
    ]),
  ),
  "choices of all kinds": fields(
    '    kind: Literal[None, True, 1, -1, 1.5, b"x", "a" "b", ..., x, [1], (1, 2), {}] = None',
    ...["check", "a.yml", "--format", "json"],
  ),
  "choices of numbers beyond counting": fields(
    `    kind: Literal[${"9".repeat(15_000)}, 0x${"f".repeat(3000)}, 1e${"9".repeat(300)}] = 1`,
    "schema",
  ),
  "types of calls of calls": fields(
    `    a: f(${"g(".repeat(150)}${")".repeat(150)}) = 1\n    kind: x[y][z][${"w[".repeat(150)}1${"]".repeat(150)}] = 1`,
    "schema",
  ),
  "types of each other": checkout(
    neoxArgs("    a: T = 1\n    kind: U = 1", "T = Optional[U]\nU = Union[T, V]\nV = T\n"),
    "schema",
  ),
  "kinds of attention of all kinds": checkout({
    ...neoxArgs(
      "    a: int = 1",
      'ATTENTION_TYPE_CHOICES = [1, None, ["x"], "\\n::x", "##vso[q]"] + ["a"] * 10 ** 9\n',
    ),
    "a.yml": `${MODEL}attention_config: [[[nope], 12]]\n`,
  }),
  "base classes that are computed": saying(
    "BASE_CLASSES = [*BASE_CLASSES, NeoXArgsX] + [c for c in BASE_CLASSES] * 10**9\nBASE_CLASSES += BASE_CLASSES\n",
  ),
  "a history outside": checkout({
    ...PLAIN,
    ".git/HEAD": "ref: ../../../../etc/passwd\n",
    ".git/config": "[x",
  }),
  "40,000 branches": checkout({
    ...PLAIN,
    ".git/HEAD": "ref: refs/heads/main",
    ".git/packed-refs": count(40_000, (i) => `${"a".repeat(40)} refs/heads/b${i}\n`),
  }),
  "files of nothing": checkout({ [`${FOLDER}arguments.py`]: "", [`${FOLDER}neox_args.py`]: "" }),
  "breaks of lines that only some know": fields(
    "    a: int = 1\u2028    kind: int = 2\u0085    z: int = 3\v    y: int = 4",
  ),
  "characters of nothing": fields("    a: int = 1\0\n    kind: str = '\0'"),
  "an encoding of seven bits": checkout({
    ...PLAIN,
    [`${FOLDER}neox_args.py`]: `# -*- coding: utf-7 -*-\n${Object.values(PLAIN)[0]}`,
  }),
  "15,000 texts that end in the next": fields(`    a: str = """\n${'"""x'.repeat(15_000)}`),
  "a default that is called 190 times": fields(
    `    a: int = ${"(lambda: ".repeat(190)}1${")()".repeat(190)}`,
    ...["effective", "a.yml"],
  ),
  "190 dicts in a default": fields(
    `    a: dict = ${"{1: ".repeat(190)}1${"}".repeat(190)}`,
    ...["effective", "a.yml", "--format", "json"],
  ),
  "a default that yields": fields(
    "    a: int = (b := (c := 5))\n    kind: str = yield x\n    s: set = {1, {2}, *x}",
    ...["effective", "a.yml"],
  ),
  "40 classes of the two before": checkout({
    ...neoxArgs(
      "    a: int = 1",
      count(
        40,
        (i) => `class D${i}(${i ? `D${i - 1}, D${Math.max(0, i - 2)}` : "object"}):\n    f${i}: int = ${i}\n`,
      ),
    ),
    [`${FOLDER}arguments.py`]: "BASE_CLASSES = [D39, NeoXArgsX]\n",
  }),
  "500 layers of brackets": checkout(
    {
      ...PLAIN,
      "megatron/model/transformer.py": `class ParallelMLP:\n    def __init__(self):\n${count(500, (i) => `        self.size${i} = nn.Linear(${"(".repeat(50)}1${")".repeat(50)})\n`)}`,
    },
    ...["report", "a.yml"],
  ),
  "5,000 methods of ten classes in each other, all of names of 19,000 letters": checkout({
    ...PLAIN,
    "megatron/model/transformer.py":
      lines(10, (i) => `${" ".repeat(i)}class ${"C".repeat(19_000)}:`) +
      lines(5000, (i) => `${" ".repeat(10)}def f${i}():0`),
  }),
  "24,000 options in each other, in a text": fields(
    `    a: "${"Optional[".repeat(24_000)}int${"]".repeat(24_000)}" = None`,
  ),
  "one long type of 5,000 arguments": checkout(
    neoxArgs(
      lines(5000, (i) => `    f${i}: KINDS = None`),
      LONG_TYPE,
    ),
  ),
  "5,000 long types": checkout(
    neoxArgs(
      lines(5000, (i) => `    f${i}: Optional[Union[KINDS, Literal[${i}]]] = None`),
      LONG_TYPE,
    ),
  ),
  "120 texts of 560 types in each other": fields(
    lines(120, (i) => `    a${i}: "${"Union[".repeat(560)}int${"]".repeat(560)}" = None`),
  ),
});
