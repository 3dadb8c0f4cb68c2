import { expect, test } from "vitest";
import { forkChecker } from "../forkChecker";
import type { HostileChecks } from "../ownConditionInputs";
import { count, lines, listed } from "../repeat";
import { TRIED } from "./triedInts";

/** What no sound model comes to. */
const OWN = 'assert self.hidden_size == 7, "own"\n';
const checks = (text: string): HostileChecks => ({ checks: `${text}${OWN}` });
const method = (name: string, body: string) => `    def ${name}:\n${body.replace(/^(?=.)/gm, "        ")}`;

/** What Python's operators and functions are asked of, each with each. */
const VALUES =
  "None|True|-1|0|2 ** 64 - 1|2 ** 64 * 2 ** 64|1.5|-0.0|1e308 * 10|1e308 * 10 - 1e308 * 10|''|'a'|'12'|[]|[1, 'a']|()|(1,)|{}|{'a': 1}|self.hidden_size|self.optimizer|self.precision".split(
    "|",
  );
const OPERATORS = "+|-|*|/|//|%|**|&|\\||<|<=|>|>=|==|!=|in|not in|is|is not|and|or|<<|>>|@|^"
  .replace("\\|", "\u0000")
  .split("|");
const pairs = (operator: string) =>
  VALUES.flatMap((left, i) =>
    VALUES.map((right, k) => `x${i}_${k} = (${left}) ${operator} (${right})\n`),
  ).join("");
/** So that where Python would stop is not where the walk ends. */
const perhaps = (text: string) => text.replace(/^(x\w+) = (.*)$/gm, "$1 = foo() and ($2)");

const byOperator = Object.fromEntries(
  OPERATORS.map((it): readonly [string, HostileChecks] => {
    const operator = it === "\u0000" ? "|" : it;
    return [`each value ${operator} each`, { checks: `${perhaps(pairs(operator))}${OWN}` }];
  }),
);

const FUNCTIONS =
  "len int float str bool abs list tuple all any min max isinstance getattr hasattr sorted sum set dict range round".split(
    " ",
  );
const METHODS = "get keys values lower upper startswith endswith split items copy __len__ format join".split(
  " ",
);
const calls = [
  ...FUNCTIONS.flatMap((name) => VALUES.map((value) => `${name}(${value})`)),
  ...FUNCTIONS.flatMap((name) => VALUES.map((value) => `${name}(self, ${value}, ${value})`)),
  ...METHODS.flatMap((name) => VALUES.map((value) => `(${value}).${name}(${value})`)),
];
const places = VALUES.flatMap((value) =>
  ["0", "-1", "9", "'a'", "None", "1.5", "True", "[1]", "0:1", "::-1", "::0", "...", "()"].map(
    (place) => `(${value})[${place}]`,
  ),
);

const FORKS: Readonly<Record<string, HostileChecks>> = {
  ...byOperator,
  "each function of each value": checks(lines(calls.length, (i) => `x${i} = foo() and ${calls[i]}`)),
  "each place in each value": checks(lines(places.length, (i) => `x${i} = foo() and ${places[i]}`)),
  "each value in a message": {
    checks:
      lines(
        VALUES.length,
        (i) => `if foo(): assert ${VALUES[i]} is 5, f"{${VALUES[i]}!r:>5} {${VALUES[i]}}"`,
      ) + OWN,
  },
  "names of arguments that are no names": checks(
    "if foo(): setattr(self, 5, 1)\nif foo(): self.update_value(None, 1)\nif foo(): self.update_values({5: 1, None: 2})\nif foo(): getattr(self, 5)\n",
  ),
  "an argument of 900 others, each of the one before": checks(
    `${lines(900, (i) => `self.a${i + 1} = (self.a${i}, self.hidden_size)`)}assert self.a900 == 1, self.a900\n`,
  ),
  "180 conditions in one expression": checks(
    `x = ${"1 if foo() else (".repeat(180)}self.hidden_size${")".repeat(180)}\n`,
  ),
  "comparisons in a row, of which each is not known": checks(
    `assert ${"foo() < ".repeat(900)}self.hidden_size < 10 ** 9\n`,
  ),
  "a constant of constants, looked up in 900 rounds": {
    ...checks('for a in [1] * 900:\n    x = C40["a"]\n    y = C40 == C39\n'),
    beside: `C0 = {"a": 1}\n${lines(40, (i) => `C${i + 1} = {"a": C${i}, "b": C${i}}`)}`,
  },
  "constants that are assigned in 4,000 blocks": {
    ...checks("x = K7\ny = K7 + 1\n"),
    beside: lines(4000, (i) => `if foo${i}:\n    K${i} = ${i}`),
  },
  "texts of digits of other letters": checks(
    'x = foo() and int("\u0661\u0662")\ny = foo() and int(" 1_0 ")\nz = foo() and float("1__0")\nw = foo() and int("\uff11")\n',
  ),
  "raises of everything": checks(
    `${lines(12, (i) => `if foo(): ${["raise", "raise 5", "raise None from None", "raise (a, b)", "raise X[0]", 'raise "x"', "raise self", "raise X() from Y()", "raise *a", "raise lambda: 1", "raise {}", "raise yield"][i]}`)}`,
  ),
  "asserts of everything": checks(
    'if foo(): assert (1, "x")\nif foo(): assert ()\nif foo(): assert [], *[1]\nif foo(): assert\nif foo(): assert x :=\nif foo(): assert 1, 2, 3\n',
  ),
  "loops that nothing ends but what is around them": checks(
    "for a in [1, 2]:\n    for b in [1, 2]:\n        if foo(): return True\n        break\n    else:\n        continue\n    continue\nelse:\n    pass\nbreak\ncontinue\n",
  ),
  "methods of the names of prototypes, called": {
    checks: `self.constructor()\nself.__proto__()\nself.toString(1)\nself.hasOwnProperty("a")\n${OWN}`,
    beside: method("constructor(self)", "return self.__proto__\n") + method("__proto__(self)", "return {}\n"),
  },
  "a method for each of 900 numbers of what it is given": {
    checks: `${lines(90, (i) => `self.f(${listed(i, () => "self.hidden_size")})`)}${OWN}`,
    beside: method(`f(self, ${listed(90, (i) => `a${i}=None`)})`, "return a0\n"),
  },
  "140 methods in each other, of which each is defined in the one before": {
    checks: `self.f()\n${OWN}`,
    beside: method(
      "f(self)",
      `${count(140, (i) => `${" ".repeat(i)}def g${i}():\n`)}${" ".repeat(140)}return 1\n`,
    ),
  },
  "a class of the same name in each of 400 places": {
    checks: `self.f()\n${OWN}`,
    beside: lines(
      400,
      (i) => `class NeoXArgs:\n    def f(self):\n        assert self.hidden_size == ${i + 1}, "own"`,
    ),
  },
  "async, with, global and star in all places": checks(
    "async def f(): await g()\nglobal x\nnonlocal y\nwith open(self) as (a, b): pass\nasync for a in b: pass\nx: int\nx: int = 5\n(y) = 6\n[a, *b], c = 1\nself.a: int = 3\ntype X = int\n",
  ),
  "dicts of the config whose keys are no texts": {
    checks:
      'x = foo() and self.sparsity_config[1]\ny = self.sparsity_config.get(1)\nassert "a" in self.sparsity_config, f"{self.sparsity_config}"\n',
    config:
      "sparsity_config: {1: a, 1.5: b, null: c, true: d, 2001-12-14: e, !!python/tuple [1, 2]: f, !!binary aGk=: g}\n",
  },
  "dates, bytes, sets and names of the config": {
    checks:
      lines(6, (i) => `assert self.sparsity_config["${"abcdef"[i]}"] != 5 or foo(), self.sparsity_config`) +
      OWN,
    config:
      "sparsity_config: {a: 2001-12-14, b: !!binary aGk=, c: !!set {x, y}, d: !!python/name:os.system '', e: !!omap [a: 1], f: !!python/complex 1j}\n",
  },
  "a message that repeats a text of the config of 1,000,000 characters 600 times": {
    checks: `assert self.hidden_size == 7, f"${"{self.wandb_group}".repeat(600)}"\n`,
    config: `wandb_group: "${"x".repeat(1_000_000)}"\n`,
  },
  "a message of 400 words of 18,000 letters, anew in each trial of a fix": {
    checks: `word = f"{foo()}${"A".repeat(18_000)}"\nother = f"${"A".repeat(18_000)}{foo()}"\nassert self.hidden_size == 7, f"${"{word}{other}".repeat(200)}"\n`,
    config: TRIED,
  },
  "a text of the config that steers": {
    checks: 'assert self.wandb_group == 5, f"::error::{self.wandb_group} \\x1b[31m ##[group]"\n',
    config: 'wandb_group: "\\e[31m\\n::add-mask::x\\u202e ##vso[y]"\n',
  },
};

const said = forkChecker();

test.concurrent.for(Object.entries(FORKS))("%s", async ([, fork]) => {
  for (const message of await said(fork)) expect(message.length).toBeLessThanOrEqual(5000);
});
