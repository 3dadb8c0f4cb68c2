import { describe, expect, test } from "vitest";
import { ownConditions } from "../../server/src/arguments/checkout/conditions/ownConditions";
import { Constants } from "../../server/src/arguments/checkout/constants";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { finish } from "../../server/src/base/steps";
import type { PythonValue } from "../../server/src/yaml/value";

const VALUES: Readonly<Record<string, PythonValue>> = {
  hidden_size: 768n,
  paths: ["a", "b"],
  optimizer: new Map<PythonValue, PythonValue>([["params", new Map([["lr", 0.001]])]]),
};

interface Fork {
  readonly checks: string;
  /** Further methods. */
  readonly beside?: string;
  /** Above the class. */
  readonly before?: string;
}

/** The line that a fork with these checks is said to stop at. */
function stopOf(fork: Fork): string | undefined {
  return failureOf(fork)?.source;
}

function failureOf({ checks, beside = "", before = "" }: Fork) {
  const lines = `${checks}\nreturn True`.split("\n").map((line) => `        ${line}`);
  const text = `${before}
class NeoXArgs:
    def __post_init__(self):
        if not self.validate_values():
            raise ValueError(self.__class__.__name__ + ".__post_init__() NeoXArgs values are not valid")

    def validate_values(self):
${lines.join("\n")}
${beside}`;
  const module = parsePython("a.py", text);
  const own = ownConditions(module, new Constants([module]));
  return own && finish(own.failing({ given: (name) => VALUES[name], derived: () => undefined }));
}

const WIDE = "assert self.hidden_size == 7";
const PATHS = "assert len(self.paths) == 3";
const FIX = "    def fix(self):\n        self.hidden_size = 7\n        return True\n";
const NEXT = "    def next(self):\n        self.n += 1\n        return self.n\n";
const CHECK = `    def f(self):\n        ${WIDE}\n`;

test("what surely fails is told", () => {
  expect(stopOf({ checks: WIDE })).toBe(WIDE);
  expect(stopOf({ checks: "self.f()", beside: CHECK })).toBe(WIDE);
  expect(stopOf({ checks: `foo(self.paths)\n${WIDE}` })).toBe(WIDE);
  expect(stopOf({ checks: "assert not self.hidden_size or not self.paths" })).toBeDefined();
  expect(stopOf({ checks: "assert not (foo() and None) and not self.paths" })).toBeDefined();
  expect(stopOf({ checks: "assert not (foo() or 5)" })).toBeDefined();
  expect(stopOf({ checks: "x = self.n or 5\nassert len(self.paths) == 3" })).toBe(PATHS);
});

test("words of a comment, and what a function imports, are no calls of what a variable holds", () => {
  const beside = `    def write(self):
        """Writes (or not) with (kind of) a writer (of texts)."""
        try:
            from torch import Writer, kind
            self.writer = Writer(kind(self.hidden_size))
        except ImportError:
            print("Writer (of torch) is not there")
`;
  expect(stopOf({ checks: `kind = 1\nor_ = 2\nif foo(): self.write()\n${WIDE}`, beside })).toBe(WIDE);
});

// Each of these passes in Python.
describe("what Python may pass is not told", () => {
  test.each<[string, Fork]>([
    ["a method of a list", { checks: "xs = [1]\nadd = xs.append\nadd(1)\nassert len(xs) == 2" }],
    ["a method of a list, mapped", { checks: "xs = [1]\nlist(map(xs.append, [1]))\nassert len(xs) == 2" }],
    ["a method by a variable", { checks: `fix = self.fix\nfix()\n${WIDE}`, beside: FIX }],
    ["methods in a loop", { checks: `for f in (self.fix,):\n    f()\n${WIDE}`, beside: FIX }],
    ["a method by its name", { checks: `getattr(self, "fix")()\n${WIDE}`, beside: FIX }],
    ["a method by its name, kept", { checks: `f = getattr(self, "fix")\nf()\n${WIDE}`, beside: FIX }],
    [
      "a method by its name, perhaps",
      { checks: `f = getattr(self, "fix")\nif foo(): f()\n${WIDE}`, beside: FIX },
    ],
    ["a method in a dict", { checks: `t = {"a": self.fix}\nt["a"]()\n${WIDE}`, beside: FIX }],
    ["a method given away", { checks: `foo(self.fix)\n${WIDE}`, beside: FIX }],
    [
      "a nested function",
      { checks: `def g():\n    return self.fix()\nself.hidden_size = 5\ng()\n${WIDE}`, beside: FIX },
    ],
    ["any, which is done before", { checks: 'assert any(x > 1 for x in [2, "a"])' }],
    ["a comma", { checks: "x = 5,\nassert x == (5,)" }],
    [
      "two that are returned",
      { checks: "assert self.f()", beside: "    def f(self):\n        return 0, 5\n" },
    ],
    ["False with words", { checks: 'return False, "words"' }],
    ["or, twice", { checks: "self.n = 0\nx = self.next() or 5\nassert self.n == 1", beside: NEXT }],
    [
      "a chain, twice",
      { checks: "self.n = 0\nassert 0 < self.next() < 5\nassert self.n == 1", beside: NEXT },
    ],
    ["what nobody evaluates", { checks: 'x = None\nn = foo(x + "a") if x else 0\nassert n == 0' }],
    ["a name of a generator", { checks: "p = None\nn = sum(1 for p in [1, 2] if p > 1)\nassert n == 1" }],
    [
      "a block in a block",
      { checks: 'd = self.optimizer["params"]\nself.optimizer["params"]["lr"] = 5\nassert d["lr"] == 5' },
    ],
    ["a list in a dict", { checks: `d = {"p": self.paths, "q": foo()}\nd["p"].append("c")\n${PATHS}` }],
    ["a list in a list", { checks: `d = [self.paths]\nd[foo()].append("c")\n${PATHS}` }],
    ["a list of an object", { checks: `o = foo()\no.p = self.paths\no.p.append("c")\n${PATHS}` }],
    ["a list of a lambda", { checks: `f = lambda: self.paths\nf().append("c")\n${PATHS}` }],
    ["a list with a name within", { checks: `(x := self.paths).append("c")\n${PATHS}` }],
    ["a list of a slice", { checks: `x = [self.paths][:]\nx[0].append("c")\n${PATHS}` }],
    ["a list by any name", { checks: `x = getattr(self, foo())\nx.append("c")\n${PATHS}` }],
    [
      "a list taken perhaps",
      { checks: `x = []\nif foo(): x = [self.paths, foo()]\nx[0].append("c")\n${PATHS}` },
    ],
    [
      "a list that a loop takes from",
      { checks: "xs = [1, 2, 3]\nn = 0\nfor x in xs:\n    xs.remove(x)\n    n += 1\nassert n == 2" },
    ],
    [
      "a loop's else",
      {
        checks:
          "n = 0\nfor x in [1]:\n    for y in foo():\n        pass\n    else:\n        break\n    n += 1\nassert n == 0",
      },
    ],
    ["a name put together", { checks: `if foo(): setattr(self, "hidden" + "_size", 7)\n${WIDE}` }],
    [
      "names on lines of their own",
      { checks: `if foo():\n    setattr(\n        self,\n        foo(),\n        7)\n${WIDE}` },
    ],
    ["a key that is no text", { checks: `for k in foo():\n    self.update_values({k: 7})\n${WIDE}` }],
    ["letters beside ASCII", { checks: "n = 5\nnü = 7\nassert n == 5" }],
    ["a method beside ASCII", { checks: `if foo(): self.fü()\n${WIDE}`, beside: FIX.replace("fix", "fü") }],
    [
      "another object under a usual name",
      { checks: `with foo() as args:\n    pass\nassert args.hidden_size == 7` },
    ],
    [
      "a function of the file, hidden",
      { checks: "g = foo\nassert g(5)", before: "def g(n):\n    return False" },
    ],
    [
      "a parameter that hides a function",
      {
        checks: "self.f(foo)",
        before: "def g(n):\n    return False",
        beside: "    def f(self, g):\n        assert g(5)\n",
      },
    ],
    ["another len", { checks: "len = foo\nassert len([]) == 5" }],
    ["another max", { checks: "assert max(1, 2) == 5", before: "def max(a, b):\n    return 5" }],
    ["another abs", { checks: 'assert str(abs(1)) == "1.0"', before: "from math import fabs as abs" }],
    [
      "a helper's own update",
      { checks: `fix(self)\n${WIDE}`, before: 'def fix(args):\n    args.update_value("hidden_size", 7)' },
    ],
    ["a helper's call", { checks: `fix(self)\n${WIDE}`, before: "def fix(args):\n    args.reset()" }],
    [
      "a caller of its own",
      {
        checks: "self.g()",
        beside:
          "    def g(self):\n        if not self.validate_types(): pass\n    def validate_types(self):\n        if self.hidden_size > 5:\n            return False\n        return True\n",
      },
    ],
    [
      "a setter",
      {
        checks: "self.heads = 5\nassert self.heads == 10",
        beside:
          "    @property\n    def heads(self):\n        return self.h\n    @heads.setter\n    def heads(self, v):\n        self.h = 2 * v\n",
      },
    ],
    [
      "__setattr__",
      {
        checks: "self.hidden_size = 5\nassert self.hidden_size == 10",
        beside: "    def __setattr__(self, k, v):\n        pass\n",
      },
    ],
    ["a property", { checks: WIDE, beside: "    @property\n    def hidden_size(self):\n        return 7\n" }],
    ["a method made anew", { checks: "self.f()", beside: `${CHECK}    f = lambda self: None\n` }],
    [
      "a method made anew in a block",
      { checks: "self.f()", beside: `${CHECK}    if foo:\n        def f(self): pass\n` },
    ],
    ["a method made anew below", { checks: "self.f()", beside: `${CHECK}NeoXArgs.f = foo\n` }],
    [
      "a function made anew",
      { checks: "g(self)", before: `def g(args):\n    assert args.hidden_size == 7\ng = foo\n` },
    ],
    [
      "a list by default",
      {
        checks: "self.f(5)\nassert self.f(6) == [5, 6]",
        beside: "    def f(self, n, xs=[]):\n        xs += [n]\n        return xs\n",
      },
    ],
    ["not, or", { checks: "assert not self.hidden_size or self.paths" }],
    [
      "not, or, of what is compared",
      { checks: "assert not self.hidden_size == 768 or len(self.paths) == 2" },
    ],
    ["or, not, and", { checks: "assert self.paths or not self.hidden_size and None" }],
    ["and, not, or", { checks: "assert self.hidden_size and not self.paths or self.optimizer" }],
    ["not not, or", { checks: "assert not not None or self.paths" }],
    ["not, and", { checks: "x = None\nassert not (not x and x)\nassert not x and not x or x" }],
    ["not in a list", { checks: "assert [not 1 or 2, not 0 and 3] == [2, 3]" }],
    ["what is not known, or", { checks: "x = foo() or 5\nassert x == 5" }],
    ["what is not known, and", { checks: "x = foo() and None\nassert x is None" }],
    ["texts of whole characters", { checks: 'assert "\\U0001F600" > "\\uffff"' }],
    ["a constant with another name", { checks: "assert len(T) == 1", before: "T = []\nU = T\nU.append(1)" }],
    [
      "a constant within another",
      { checks: "assert len(T) == 1", before: "T = []\nU = {'t': T}\nU['t'].append(1)" },
    ],
    ["a constant in a class", { checks: "assert T == [1]", before: "T = []\nclass A:\n    T.append(1)" }],
    [
      "a constant that a decorator fills",
      { checks: "assert len(T) == 1", before: "T = {}\ndef reg(f):\n    T['f'] = f\n@reg\ndef g(): pass" },
    ],
    ["a constant given to a function", { checks: "assert len(T) == 1", before: "T = []\nU = grow(T)" }],
    [
      "a constant made anew",
      {
        checks: "self.f()",
        before: "N = 1",
        beside: "    def f(self, n=N):\n        assert n == 1\nN = 2\n",
      },
    ],
    [
      "a constant that a function gives a value",
      { checks: "assert N == 2", before: "N = 1\ndef g():\n    global N\n    N = 2" },
    ],
  ])("%s", (_, fork) => {
    expect(stopOf(fork)).toBeUndefined();
  });
});

test("constants that nobody changes are known", () => {
  const check = "assert self.hidden_size in SIZES and N == 2";
  const before =
    "N = 1\nSIZES = [1, 2]\nMORE = tuple(SIZES)\nprint(len(MORE))\ndef f():\n    return SIZES.index(N)";
  expect(stopOf({ checks: check, before: before.replace(".index(N)", "[0]") })).toBe(check);
});

test.each([
  ['"%d heads" % self.hidden_size', ""],
  ['"=" * 3 + "x"', "===x"],
  ['"a " + foo() + "b"', "a b"],
  ['f"{self.hidden_size - 1 + 2}"', "769"],
  ['f"{{x}} {self.paths[0]!r} {self.hidden_size!s}"', "{x} 'a' 768"],
  ['f"a{self.hidden_size:>5}b{self.hidden_size:.3f}c{self.hidden_size=}"', "a 768bc"],
  ['f"{True:>5}{self.hidden_size:05d}"', ""],
  ['f"\\u00e9\\n"', "é"],
  ['rf"\\n{1}"', "\\n1"],
  ["1 + foo()", ""],
])("the message %s is told as Python tells it, or left out", (message, told) => {
  expect(failureOf({ checks: `${WIDE}, ${message}` })?.message).toBe(told);
});

test("what makes an exception is no message of it", () => {
  expect(failureOf({ checks: `${WIDE.replace("assert", "if not")}:\n    raise self.f("x")` })).toMatchObject({
    raises: "Exception",
    message: "",
  });
});
