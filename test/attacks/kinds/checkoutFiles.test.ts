import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { neoxArgs } from "../checkouts";
import { MODEL } from "../command";
import { count, lines, listed } from "../repeat";
import { carryOut } from "./attack";
import { checkout } from "./checkoutAttack";

const FOLDER = "megatron/neox_arguments/";
const ARGUMENTS = `${FOLDER}neox_args.py`;
const CHECKS = `${FOLDER}arguments.py`;

const declares = (fields: string, before = "", ...args: readonly string[]) =>
  checkout(neoxArgs(fields, before), ...args);
/** The whole file of declarations. */
const whole = (text: string | Uint8Array, ...args: readonly string[]) =>
  checkout({ ...neoxArgs("    a: int = 1"), [ARGUMENTS]: text }, ...args);
/** A class of layers whose parameters are counted. */
const layer = (name: string, body: string) =>
  checkout(
    {
      ...neoxArgs("    a: int = 1"),
      "megatron/model/transformer.py": `class ${name}:\n    def __init__(self):\n${body}`,
    },
    ...["report", "a.yml"],
  );
const DATACLASS = "@dataclass\nclass NeoXArgsX:\n";

carryOut({
  "900 pairs of dashes and underscores for one argument": declares(
    count(900, (i) => `    a${"_".repeat(i % 30)}b${i}: int = 1\n`),
    "",
    ...["effective", "a.yml"],
  ),
  "4,900 arguments whose names are nearly those of the config": checkout({
    ...neoxArgs(count(4900, (i) => `    hidden_size_${i}: int = 1\n`)),
    "a.yml": `${MODEL}${lines(300, (i) => `hidden_size_${i}_: 1`)}`,
  }),
  "a docstring that is indented on each of 60,000 lines": declares(
    `    a: int = 1\n    """x\n${lines(60_000, (i) => `${" ".repeat(i % 7)}\ty`)}"""`,
    "",
    ...["explain", "a"],
  ),
  "docstrings of 490,000 characters in parts, explained": declares(
    count(400, (i) => `    a${i}: int = 1\n    "${"x".repeat(1200)}"\n`),
    "",
    ...["explain", "a399"],
  ),
  "a docstring of tables, fences and marks": declares(
    `    a: int = 1\n    """${"|a|b|\\n|-|-|\\n```\\n~~~\\n<!--\\n# h\\n***_".repeat(3000)}"""`,
    "",
    ...["explain", "a", "--format", "json"],
  ),
  "annotations that are texts of annotations": declares(
    `    a: "Optional['Union[int, \\"Literal[1]\\"]']" = 1\n    kind: "${"Optional[".repeat(150)}int${"]".repeat(150)}" = 1\n    z: 'x"y' = 1`,
  ),
  "annotations in pieces of texts": declares(
    `    a: ("Lit" "eral" "['x']") = 1\n    kind: ${"'a' ".repeat(900)} = 1\n    z: f"{int}" = 1`,
    "",
    "schema",
  ),
  "choices of dicts, sets and names of classes": declares(
    `    kind: Literal[${listed(900, (i) => `{"k${i}": [${i}, NeoXArgsX]}`)}, {1, 2}, NeoXArgsX.kind] = "x"`,
    'A = {"x": {"y": B}}\nB = {"z": A}\n',
  ),
  "48 constants, each a dict of the two before": declares(
    "    a: dict = C48\n    kind: list = [C48, C47]",
    `C0 = {"x": 1}\nC1 = {"y": 2}\n${lines(47, (i) => `C${i + 2} = {"a": C${i + 1}, "b": C${i}, "c": [C${i + 1}, C${i}]}`)}`,
    ...["effective", "a.yml", "--format", "json"],
  ),
  "keys of a default that are lists, dicts and floats": declares(
    '    a: dict = {[1]: 1, {}: 2, 1.0: 3, 1: 4, True: 5, (1, [2]): 6, float("nan"): 7}',
    "",
    ...["effective", "a.yml", "--format", "json"],
  ),
  "defaults of powers, signs and calls at every limit": declares(
    "    a: int = int(1e308) * 2\n    b: int = -2 ** 64\n    c: int = 2 ** -1\n    d: float = float(2 ** 128)\n    e: int = int(float('inf'))\n    f: tuple = tuple(tuple(tuple([1])))\n    g: dict = dict([1])\n    h: int = - - - True",
    "",
    ...["effective", "a.yml"],
  ),
  "an argument declared again as what it is not": declares(
    '    hidden_size: Literal["x"] = None\n    hidden_size: dict = {}\n    num_layers: str = "a"\n    optimizer: int = 5\n    attention_config: bool = True\n    pipe_parallel_size: list = []',
    "",
    ...["report", "a.yml"],
  ),
  "defaults of another type for all that a model is made of": declares(
    "num_layers hidden_size num_attention_heads seq_length train_micro_batch_size_per_gpu precision zero_optimization train_iters"
      .split(" ")
      .map((name, i) => `    ${name}: Any = ${["'x'", "{}", "[]", "1.5", "None", "True", "-1", "()"][i]}\n`)
      .join(""),
    "",
    ...["report", "b.yml", "--format", "json"],
  ),
  "decorators of a megabyte that stay open": whole(
    `@dataclass(${"(a, ".repeat(240_000)}\n${DATACLASS}    a: int = 1\n`,
  ),
  "490 classes of one name, each of the one before": whole(
    count(490, (i) => `@dataclass\nclass NeoXArgsX(NeoXArgsX):\n    a: int = ${i}\n`),
  ),
  "classes within conditions, tries, functions and each other": whole(
    `if True:\n    ${DATACLASS.replaceAll("\n", "\n    ")}    a: int = 1\ntry:\n    x = 1\nexcept: pass\ndef f():\n  class NeoXArgsX:\n    a: int = 1\n${count(150, (i) => `${" ".repeat(i)}class C${i}:\n`)}${" ".repeat(150)}a: int = 1\n`,
  ),
  "an indent of tabs, blanks and form feeds in turn": whole(
    `${DATACLASS}${count(3000, (i) => `${["    ", "\t", "\f    ", "  \t"][i % 4]}a${i}: int = 1\n`)}`,
  ),
  "a file of one line without an end": whole(`${"x=1;".repeat(120_000)}`),
  "a file of bytes that are no text": whole(Buffer.alloc(400_000, Uint8Array.of(0xff, 0x0a, 0xc3, 0x28))),
  "a file of wide characters": whole(Buffer.from(`\ufeff${DATACLASS}    a: int = 1\n`, "utf16le")),
  "brackets of all kinds that close each other, 180 deep": whole(
    `${DATACLASS}    a: int = ${"([{".repeat(60)}1${"}])".repeat(60)}\n    kind: int = ${"([{".repeat(60)}1${")]}".repeat(60)}\n`,
    ...["effective", "a.yml"],
  ),
  "130 texts in front of each other's quotes": whole(
    `${DATACLASS}${count(130, (i) => `    a${i}: str = ${["r", "b", "f", "u", "rb", "Rf"][i % 6]}${["'", '"', "'''", '"""'][i % 4]}x\\\n`)}`,
  ),
  "layers that are made in 300 conditions": layer(
    "ParallelSelfAttention",
    count(300, (i) => `${" ".repeat(8)}if a${i}:\n${" ".repeat(12)}self.size${i} = nn.Linear(a, b)\n`),
  ),
  "a layer of 199 calls in calls": layer(
    "ParallelMLP",
    `        self.dense_size = ${"Linear(".repeat(190)}1${")".repeat(190)}\n`,
  ),
  "names of layers of 70,000 letters": layer(
    "ParallelLinear",
    `        self.${"Norm".repeat(17_000)}_size = ${"Norm".repeat(1000)}(1)\n`,
  ),
  "names of prototypes for methods of layers": layer(
    "ParallelTransformerLayer",
    "        self.__proto__.size = Linear(1)\n        self.constructor_dim = self.toString_size = RMSNorm(2)\n",
  ),
  "a history of links to itself": {
    ...checkout(neoxArgs("    a: int = 1")),
    prepare: (folder) => {
      symlinkSync(".git", join(folder, ".git"));
      symlinkSync("megatron", join(folder, "megatron", "megatron"));
    },
  },
  "a history of a file that says where it is": checkout({
    ...neoxArgs("    a: int = 1"),
    ".git": `gitdir: ${"../".repeat(3000)}proc/self/root\n`,
  }),
  "checks of an own file that holds the classes, too": checkout({
    ...neoxArgs("    a: int = 1"),
    [CHECKS]: `from .arguments import *\n${DATACLASS}    a: int = 2\nBASE_CLASSES = [NeoXArgsX, NeoXArgs]\nclass NeoXArgs(*BASE_CLASSES):\n    def calculate_derived(self):\n        assert self.a == 1, self\n`,
  }),
  "a default for each of 4,900 arguments, checked with them all": checkout({
    ...neoxArgs(count(4900, (i) => `    f${i}: int = ${i}\n`)),
    "a.yml": `${MODEL}${lines(4900, (i) => `f${i}: "x"`)}`,
  }),
});
