import { expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import { readYaml } from "../../../server/src/yaml/read";
import { forkWith } from "../../forkWith";
import { MODEL } from "../model";

const method = (name: string, body: string, decorator = "") =>
  `${decorator}    def ${name}:\n${body.replace(/^(?=.)/gm, "        ")}\n`;

/** What the checks of a fork say first of the model of six lines, where they are followed. */
function saidOf(body: string, beside = ""): readonly string[] {
  const files = [{ path: "a.yml", document: readYaml(MODEL) }];
  const { findings, failures } = check({ files, target: forkWith(body, beside), gpus: 8, scope: "launch" });
  expect(failures).toEqual([]);
  return findings.filter(({ rule }) => rule === "own-condition").map(({ message }) => message);
}

/** Checks that Python 3.11 runs through, whatever `foo()` gives. */
const PASSED: Readonly<Record<string, readonly [body: string, beside?: string]>> = {
  "arguments that all of them may be given": [
    "vars(self).update({'hidden_size': 7})\nassert self.hidden_size == 7",
  ],
  "a function of the module that is given all arguments": [
    "fix(self)\nassert self.hidden_size == 7",
    "\ndef fix(args):\n    args.hidden_size = 7\n",
  ],
  "a call within a call of nobody's": [
    "foo(self.fix())\nassert self.hidden_size == 7",
    method("fix(self)", "self.hidden_size = 7\nreturn True"),
  ],
  "tuples with what is not known": ['assert (self.hidden_size == 7, "x")'],
  "an item that is assigned beside a name": ["x = [1, 2]\nx[0], y = 5, 6\nassert x[0] == 5"],
  "values that change their places": ["a, b = 1, 2\na, b = b, a\nassert (a, b) == (2, 1)"],
  "an end within what always ends": [
    "try:\n    return True\nfinally:\n    pass\nassert self.hidden_size == 7",
  ],
  "rounds that count": ["x = 0\nwhile x < 5:\n    x += 1\nassert x == 5"],
  "an else of a loop": ["x = 0\nfor i in [1]:\n    pass\nelse:\n    x = 1\nassert x == 1"],
  "a loop that is left": ["for i in [1, 2]:\n    if i == 1:\n        break\nassert i == 1"],
  "a list that grows while it is walked": [
    "x = [1]\nfor i in x:\n    if len(x) < 5:\n        x.append(i)\nassert len(x) == 5",
  ],
  "numbers of another kind": ["assert 1j != 1 and (1j * 1j).real == -1"],
  "an argument that is taken away": ["del self.hidden_size\nassert not hasattr(self, 'hidden_size')"],
  "an argument that nobody has": ["assert getattr(self, 'nothing', 5) == 5 and not hasattr(self, 'nothing')"],
  "a property": [
    "assert self.total == 780",
    method("total(self)", "return self.hidden_size + self.num_layers", "    @property\n"),
  ],
  "names that are set in a loop": [
    "for k in ['hidden_size']:\n    setattr(self, k, 7)\nassert self.hidden_size == 7",
  ],
  "another object": ["o = foo()\nsetattr(o, 'hidden_size', 7)\nassert self.hidden_size == 768"],
  "a copy that is changed": ["x = list(self.paths or [])\nx.append('c')\nassert len(x) == 1"],
  "an end that may come before": [
    "self.f()\nassert self.hidden_size in (7, 768)",
    method("f(self)", "if foo():\n    return\nself.hidden_size = 7"),
  ],
  "a function of itself": [
    "assert self.f(3) == 6",
    method("f(self, n)", "if n == 0:\n    return 0\nreturn n + self.f(n - 1)"),
  ],
  "parameters before a slash": ["self.f(1, 2)", method("f(self, a, /, b)", "assert a == 1 and b == 2")],
  "parameters behind a star": ["self.f(1, b=2)", method("f(self, a, *, b)", "assert a == 1 and b == 2")],
  "a function without self": [
    "self.f(1, 2)",
    method("f(a, b)", "assert a == 1 and b == 2", "    @staticmethod\n"),
  ],
  "a method by its class": ["NeoXArgs.f(self, 1, 2)", method("f(self, a, b)", "assert a == 1 and b == 2")],
  "signs, powers and comparisons in a row": [
    "assert -2 ** 2 == -4 and 2 ** 3 ** 2 == 512 and not (1 < 3 < 2) and (3 > 2) == True and (3 > 2 == True) == False",
  ],
};

test.each(Object.entries(PASSED))("nothing is said of %s", (_, [body, beside]) => {
  expect(saidOf(body, beside)).toEqual([]);
});

/** Checks that stop in Python at a width, too. */
const STOPPED: typeof PASSED = {
  "after names that changed their places": ["a, b = 1, 7\na, b = b, a\nassert a == self.hidden_size"],
  "in a function of itself": [
    "assert self.f(3) == self.hidden_size",
    method("f(self, n)", "if n == 0:\n    return 0\nreturn n + self.f(n - 1)"),
  ],
  "behind what may be or not": ["if foo():\n    self.num_layers = 7\nassert self.hidden_size == 7"],
};

test.each(Object.entries(STOPPED))("what stops is said %s", (_, [body, beside]) => {
  expect(saidOf(body, beside)).toEqual([expect.stringContaining("hidden_size: 768")]);
});
