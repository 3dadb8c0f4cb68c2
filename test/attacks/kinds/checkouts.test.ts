import { neoxArgs } from "../checkouts";
import { MODEL } from "../command";
import { type Attack, carryOut } from "./attack";

const FOLDER = "megatron/neox_arguments/";
const count = (length: number, text: (index: number) => string) =>
  Array.from({ length }, (_, index) => text(index)).join("");

/** A checkout of these files, and the model that is checked for it. */
const checkout = (
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: readonly string[]
): Attack => ({
  files: { "a.yml": `${MODEL}a: 5\nkind: other\n`, "b.yml": MODEL, ...files },
  args: [...(args.length > 0 ? args : ["check", "a.yml"]), "--neox", "."],
});

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

carryOut({
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
});
