import { expect, test } from "vitest";
import { forkChecker } from "../forkChecker";
import type { HostileChecks } from "../ownConditionInputs";
import { count } from "../repeat";

/** A line below so many conditions, loops or matches. */
const within = (levels: number, header: (level: number) => string, last: string) =>
  `${count(levels, (level) => `${" ".repeat(level)}${header(level)}\n`)}${" ".repeat(levels)}${last}\n`;
const method = (name: string, body: string) => `    def ${name}:\n${body.replace(/^(?=.)/gm, "        ")}`;

/** What no sound model comes to. */
const OWN = 'assert self.hidden_size == 7, "own"\n';
const UNKNOWN = "if foo():\n    pass\n";
/** So that it is looked at, a million items. */
const MILLION = "x = [1] * 1000000\n";

const checks = (text: string): HostileChecks => ({ checks: `${text}${OWN}` });

/** Checks of a fork that ask for far more than they are long. */
const FORKS: Readonly<Record<string, HostileChecks>> = {
  "a million items, 2,000 times": checks(count(2000, (i) => `x${i} = [0] * 1000000\n`)),
  "70,000 calls of what 500 classes have": {
    ...checks(`if self.hidden_size == 7:\n    x = (${"f(),".repeat(70_000)})\n`),
    beside: count(500, (i) => `class C${i}:\n${method("f(self)", "return 1")}`),
  },
  "nothing, more often than can be counted": checks(
    'x = [] * (2 ** 64 * 2 ** 64)\ny = () * 2 ** 64\nz = "" * 2 ** 64\n',
  ),
  "nothing a billion billion times": checks('x = [] * 10 ** 12\ny = "" * 10 ** 18\nz = 10 ** 18 * ""\n'),
  "a million letters, 2,000 times in capitals": checks(
    count(2000, (i) => `x${i} = ("a" * 1000000).upper()\n`),
  ),
  "lists of a million compared": checks(`${MILLION}y = [1] * 1000000\n${"z = x == y\n".repeat(3000)}`),
  "one of a million looked for": checks(`${MILLION}${"z = 2 in x\n".repeat(3000)}`),
  "all of a million": checks(`${MILLION}${"z = all(x)\n".repeat(3000)}`),
  "a million copied": checks(`${MILLION}${count(1000, (i) => `z${i} = list(x)\n`)}`),
  "the most of a million": checks(`${MILLION}${"z = max(x)\n".repeat(3000)}`),
  "a million letters made small": checks(`x = "A" * 1000000\n${"z = x.lower()\n".repeat(3000)}`),
  "letters looked for in a million": checks(
    `x = "a" * 1000000\ny = "a" * 500000 + "b"\n${"z = y in x\n".repeat(300)}`,
  ),
  "lists put together": checks(`x = [1] * 400000\n${count(1000, (i) => `z${i} = x + x\n`)}`),
  "the text of a million items": checks(`${MILLION}${"z = str(x)\n".repeat(3000)}`),
  "a million in each of 1,000 rounds": checks("xs = [1] * 1000\nfor a in xs:\n    y = [0] * 1000000\n"),
  "dicts that double": {
    checks: `d = {}\n${'d = {"a": d, "b": d}\n'.repeat(300)}e = {}\n${'e = {"a": e, "b": e}\n'.repeat(300)}assert d == e, f"{d}"\n`,
  },
  "a list that doubles, and is changed behind another name": checks(
    `d = [1]\n${"d = [d, d]\n".repeat(200)}${"e = d\nd.append(1)\n".repeat(1000)}`,
  ),
  "a text that doubles": {
    checks: `s = "xxxxxxxxxxxxxxxx"\n${"s = s + s\n".repeat(60)}assert s == "y", f"{s}"\n`,
  },
  "lists of the same lists": {
    checks: `s = [1]\n${"s = [s, s, s, s]\n".repeat(40)}t = [1]\n${"t = [t, t, t, t]\n".repeat(40)}assert s == t, f"{s}"\n`,
  },
  "tuples of the same tuples, compared": {
    checks: `s = (1,)\nt = (1,)\n${"s = (s, s)\nt = (t, t)\n".repeat(40)}assert s < t, f"{s}"\n`,
  },
  "a text beyond memory": { checks: 's = "x" * 10 ** 12\nassert s == "y", f"{s}"\n' },
  "a text that grows a thousandfold": {
    checks: `s = "x"\n${"s = s * 1000\n".repeat(20)}assert s == "y", f"{s}"\n`,
  },
  "a list beyond memory": { checks: 's = [0] * 1000000000\nassert s == [], f"{s}"\n' },
  "texts as wide as a disk": {
    checks: 's = "%999999999d" % 5\nassert s == "y", f"{s:>999999999} {self.hidden_size:>{10**9}}"\n',
  },
  "texts in texts": {
    checks: `assert self.hidden_size == 7, f"${"{f'{".repeat(60)}1${"}'}".repeat(60)}"\n`,
  },
  "names of prototypes, called": checks(
    count(6, (i) => {
      const name = ["hasOwnProperty", "toString", "constructor", "__proto__", "valueOf", "isPrototypeOf"][i];
      return `x${i} = ${name}(self.hidden_size)\nif x${i} == 1: y = f"{x${i}}"\n`;
    }),
  ),
  "names of prototypes, asked for and set": checks(
    'x = getattr(self, "__proto__")\nsetattr(self, "constructor", 5)\ny = self.optimizer["__proto__"]\n' +
      'z = {"__proto__": 1}["constructor"]\nself.update_value("__proto__", 5)\n',
  ),
  "names given in conditions": checks(
    count(1500, (i) => `if (n${i} := self.hidden_size) > 1: x${i} = n${i}\n`),
  ),
  "3,000 cases": checks(`match self.hidden_size:\n${count(3000, (i) => `    case ${i}: x = 1\n`)}`),
  "80 matches in matches": checks(
    within(160, (level) => (level % 2 === 0 ? "match self.hidden_size:" : "case _:"), "x = 1"),
  ),
  "loops that nobody knows": checks(count(4000, (i) => `for i in foo(): self.a${i} = 1\n`)),
  "one name in 32,000 assignments": checks(`${"a = ".repeat(40)}1\n`.repeat(800)),
  "one name 6,000 times in a line": checks(`${"a = ".repeat(6000)}1\n`.repeat(5)),
  "an argument 1,200 times in a line": checks(`${"self.a = ".repeat(1200)}1\n`.repeat(9)),
  "300 conditions in conditions": {
    checks: within(300, () => "if self.hidden_size > 1:", 'raise ValueError("own")'),
  },
  "900 methods that call each other twice": {
    checks: "self.f0()\n",
    beside: count(900, (i) => method(`f${i}(self)`, `self.f${(i + 1) % 900}()\n`.repeat(2))),
  },
  "nine to the eighteenth calls": {
    checks: `self.f0()\n${OWN}`,
    beside: count(18, (i) => method(`f${i}(self)`, `self.f${i + 1}()\n`.repeat(9))),
  },
  "comprehensions in comprehensions": checks(
    `x = ${"[".repeat(30)}i${" for i in [1, 2, 3, 4, 5, 6, 7, 8, 9]]".repeat(30)}\n`,
  ),
  "all of all of all": {
    checks: `xs = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]\nassert ${"all(".repeat(8)}[a for a in xs]${" for a in xs)".repeat(8)} == 7\n`,
  },
  "a comparison of 4,900": { checks: `assert ${"1 < ".repeat(4900)}self.hidden_size\n` },
  "2,400 functions of functions": checks(`x = ${"lambda: ".repeat(2400)}2\n`),
  "4,800 times not": { checks: `assert ${"not ".repeat(4800)}self.hidden_size\n` },
  "a number in a text of 15,000 digits": {
    checks: `x = int("${"9".repeat(15_000)}")\nassert x == float(x), f"{x} {x / 3}"\n`,
  },
  "numbers that are none": checks(
    'x = int(float("inf"))\ny = [1, 2][int(float("nan"))]\nz = 2 ** -1 + 0 ** -1 + 1 // 0\nw = 5.0 % 0.0\n',
  ),
  "a bit beyond memory": { checks: "x = 1 << 10 ** 12\nassert x == 1\n" },
  "places beyond any list": checks('x = [1, 2, 3][::0]\ny = "abc"[10**30]\nz = "a" % 1\nw = "%(a)s" % 5\n'),
  "a list in itself": { checks: 'x = []\nx.append(x)\nx[0] = x\nassert x == x, f"{x}"\n' },
  "breaks of lines that only some know": checks(`x = 1\u2028${OWN}\r\r\r`),
  "characters that are none": checks('x = "\u0000"\ny = "\\ud800"\nz = b"\\xff\\N{DASH}\\u12" rb"\\"\n'),
  "3,000 values of one update": checks(
    `self.update_values({${'"b": 2, '.repeat(2400)}})\n${UNKNOWN}`.repeat(5),
  ),
  "stars in calls and assignments": checks(
    'f(*[1] * 10, **{"a": 1})\na, *b = [1, 2, 3]\n(a, (b, [c, *d])) = 1\n',
  ),
  "1,200 tries": checks(
    'try:\n    raise ValueError("a")\nexcept Exception as e:\n    self.f()\nfinally:\n    pass\n'.repeat(
      1200,
    ),
  ),
  "1,500 contexts in a line": checks(`with ${count(1500, (i) => `a() as b${i}, `)}c() as c:\n    x = 1\n`),
  "a range without an end": checks("for i in range(10**18):\n    x = i\n"),
  "1,000 to the third rounds": checks(
    `xs = [${"1, ".repeat(999)}]\n${within(3, (level) => `for a${level} in xs:`, "self.z = a1")}`,
  ),
  "a loop without an end": checks("while True:\n    x = 1\n"),
  "lists side by side, sorted in each round": checks(
    "xs = [1] * 1000\nfor i, (a, b) in enumerate(zip(xs, xs)):\n    for c in zip(xs, xs, xs):\n        y = sorted(xs + [a, b])\n",
  ),
  "a list backwards behind itself, 900 times": checks(
    `x = [1] * 1000\n${"x = x[:] + x[::-1]\n".repeat(900)}`,
  ),
  "a text that is split and joined, 400 times": checks(
    `s = "a," * 300\n${'s = ",".join(s.split(",") + s.split(","))\n'.repeat(400)}`,
  ),
  "a letter in place of which are ten": checks(
    `s = "a"\n${'s = s.replace("a", "aaaaaaaaaa")\n'.repeat(100)}`,
  ),
  "a text between its own letters": checks(`s = "ab" * 100\n${'s = s.replace("", s)\n'.repeat(40)}`),
  "texts as wide as a disk, by method": {
    checks:
      's = "{:>{}}".format("a", 999999999)\nt = "a".ljust(10**9)\nu = "a".zfill(10**9)\nassert s == t, s + t + u\n',
  },
  "powers of powers": {
    checks: 'x = 2 ** 1023\ny = x ** x\nw = pow(2, 10**9)\nv = (-2) ** 0.5\nassert y == w, f"{y}{w}{v}"\n',
  },
  "points beyond counting": {
    checks: 'x = 1.5\nassert x == 2, f"{x:.999999999f} {x:{10**9}.3f} {x!r:>100000000} {x=}"\n',
  },
  "a dict that is put into itself 800 times": {
    checks: `d = {"a": 1}\n${'d.update({"k": d, "l": d})\n'.repeat(800)}assert d == 1, f"{d}"\n`,
  },
  "a million keys of tuples": checks(
    "x = {(a, b): [a] * 100 for a in range(1000) for b in range(1000)}\ny = {a for a in range(10**9)}\n",
  ),
  "the sum of all numbers": checks(
    "x = [[1]] * 1000\ny = sum(x * 1000, [])\nz = sum(range(10**12))\nv = len(range(10**30))\n",
  ),
  "a range without a step": checks("assert 5 in range(0, 10**18, 0)\ny = 5 in range(10**18)\n"),
  "3,600 names of one call": {
    checks: `self.f(**{${count(900, (i) => `"a${i}": self.hidden_size, `)}})\n`.repeat(4),
    beside: method("f(self, **kw)", "self.x = kw\n"),
  },
  "70 functions in functions": checks(
    within(70, (level) => `def f${level}(x=self.hidden_size):`, "return f0()"),
  ),
  "an expression that looks back": {
    checks:
      'import re\nx = re.match("(a+)+$", "a" * 100000 + "b")\nassert re.fullmatch(r"(a|a)*b", "a" * 50)\n',
  },
  "all names of all names": checks(
    "for k, v in self.__dict__.items():\n    for l, w in vars(self).items():\n        setattr(self, k + l, w)\n",
  ),
  "numbers to other bases": {
    checks: `x = int("${"z".repeat(15_000)}", 36)\ny = int("_" * 15000)\nassert x == y, f"{x:x} {y:b}"\n`,
  },
  "a property that asks for itself": {
    checks: "assert self.p == 1\n",
    beside: `    @property\n${method("p(self)", "return self.p\n")}`,
  },
  "a list of the config that is deeper than a stack": {
    ...checks("x = self.sparsity_config\ny = [x, x]\nz = x == y\n"),
    config: `s0: &s0 [1]\n${count(50_000, (i) => `s${i + 1}: &s${i + 1} [*s${i}]\n`)}sparsity_config: *s50000\n`,
  },
};

/** Once more, by somebody who knew all of the above. */
const MORE: Readonly<Record<string, HostileChecks>> = {
  "a sum that doubles what it was made from": checks(`x = self.hidden_size\n${"x += x\n".repeat(2000)}`),
  "tuples of two of the one before": checks(`x = self.a, self.b\n${"x = x, x\n".repeat(200)}`),
  "3,800 types, asked for in 900 rounds": checks(
    `xs = [1] * 900\nfor a in xs:\n    b = isinstance(a, (${"int, ".repeat(3800)}))\n`,
  ),
  "types in 190 brackets": checks(
    `b = isinstance(1, ${"(".repeat(190)}int,${")".repeat(190)})\n`.repeat(100),
  ),
  "a name of 19,000 letters, asked for in 900 rounds": checks(
    `for a in [1] * 900:\n    b = getattr(self, "${"a".repeat(19_000)}")\n`,
  ),
  "3,000 arguments, each of the one before": checks(
    count(3000, (i) => `setattr(self, "a${i}", getattr(self, "a${i - 1}", None))\n`),
  ),
  "3,000 arguments that nobody knows": checks("setattr(self, foo(), 1)\n".repeat(3000)),
  "an update of 3,000 brackets": checks(
    `self.update_value(${"(,(".repeat(3000)}"a"${")".repeat(10)})\n`.repeat(4),
  ),
  "an update within a call": checks(`foo(self.update_values({${'"a": 1, '.repeat(1900)}}))\n`.repeat(8)),
  ...Object.fromEntries(
    ["a.b() ", " ", "[FAIL] ", "\u001b[31m", "\u001b[1", '\\"'].map(
      (part): readonly [string, HostileChecks] => [
        `a message of ${JSON.stringify(part)}`,
        { checks: `assert self.hidden_size == 7, "${part.repeat(2500)}x"\n` },
      ],
    ),
  ),
  "4,000 times a message of 4,000 times another": {
    checks: `v = f"{foo(${"1, ".repeat(5000)})}"\nw = f"${"{v}".repeat(4000)}"\nassert self.hidden_size == 7, f"${"{w}".repeat(4000)}"\n`,
  },
  "widths in widths": {
    checks: `assert self.hidden_size == 7, f"{self.hidden_size:${"{".repeat(100)}1${"}".repeat(100)}}"\n`,
  },
  "150 times or, 50 times": {
    checks: `assert ${"(foo() or ".repeat(150)}self.hidden_size == 7${")".repeat(150)}\n`.repeat(50),
  },
  "both and or in both, looked at from the left": {
    checks: `x = ${"(".repeat(60)}self.hidden_size${" and 1 or 0)".repeat(60)}\nassert x == 7\n`,
  },
  "not all of what is not known": {
    checks: `assert not ${"(not (foo() and ".repeat(90)}self.hidden_size${"))".repeat(90)}\n`,
  },
  "slices of slices": checks(`x = [1] * 900\n${count(900, (i) => `y${i} = x[${i}:][::-1][${i}]\n`)}`),
  "2,000 keys of tuples in tuples": checks(
    `d = {(1, (2, (3,))): 1}\n${"x = d[(1, (2, (3,)))]\n".repeat(2000)}`,
  ),
  "900 keys that are no numbers": checks(
    `d = {${'float("nan"): 1, '.repeat(900)}}\n${'x = d[float("nan")]\n'.repeat(900)}`,
  ),
  "letters of letters": checks(
    `for a in "${"x".repeat(1000)}":\n    for b in "${"y".repeat(1000)}":\n        x = a + b\n`,
  ),
  "what is gone in 1,000 rounds": checks("for a in [1] * 1000:\n    del self.a, self.b[a], a\n"),
  "3,000 functions with a value of their own": checks(
    `${"f = lambda x=self.hidden_size: x\n".repeat(3000)}x = f()\n`,
  ),
  "2,500 copies": checks(`x = [1] * 1000\n${"x = copy.deepcopy(x)\n".repeat(2500)}`),
  "classes in classes": checks(within(100, (level) => `class C${level}:`, "x = 1")),
  "a property that is set while it is set": {
    ...checks("self.p = 5\n"),
    beside: `    @property\n${method("p(self)", "return self.p + 1\n")}    @p.setter\n${method("p(self, v)", "self.p = v\n")}`,
  },
  "a beginning that begins itself": checks(
    "super().__post_init__()\nself.__post_init__()\nNeoXArgs.__post_init__(self)\n",
  ),
  "a function of itself with all that it is given": {
    ...checks("NeoXArgs.f(self, self, self)\n"),
    beside: method("f(self, *a, **k)", "return NeoXArgs.f(self, *a, **k)\n"),
  },
  "2,000 lines that go on": checks(`x = 1 \\\n${" + 1 \\\n".repeat(2000)} + 1\n`),
  "5,000 ends of statements": checks(`${";".repeat(5000)}\n`),
  "letters that are others": checks("\ufb01 = 1\n\u{1d4b6} = self.\ufb01\n\u00aa = \u00ba\n"),
  "powers within a remainder": checks(
    "x = 2 ** 1000\nfor i in [1] * 1000:\n    x = x ** 1\n    y = x % 7 ** 300\n",
  ),
  "letters that grow in capitals": {
    checks: `x = "${"\u00df".repeat(900)}"\n${"x = x.upper()\n".repeat(5)}assert x == 1, x\n`,
  },
  "the least of what is not alike": checks("x = min(1, 'a')\ny = max([])\nz = min([1, None])\nw = max(5)\n"),
  "a block of the config in itself": {
    ...checks("x = self.sparsity_config\ny = x == x\nz = x in x\n"),
    config: "sparsity_config: &a {a: *a, b: [*a, *a]}\n",
  },
  "a block of the config that is a bomb": {
    checks: "assert self.sparsity_config == 5, f'{self.sparsity_config}'\n",
    config: `sparsity_config: {z: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1]${count(20, (i) => `, a${i}: &a${i + 1} [${`*a${i}, `.repeat(9)}]`)}}\n`,
  },
  "900 paths of 900 letters, looked for in all": {
    checks:
      "for a in self.train_data_paths:\n    assert a not in self.train_data_paths, f'{self.train_data_paths}'\n",
    config: `train_data_paths: [${count(900, (i) => `${"x".repeat(900)}${i}, `)}]\n`,
  },
};

const said = forkChecker();

test("a fork's own check is followed", async () => {
  expect((await said(checks(UNKNOWN))).join()).toContain("own");
});

test.concurrent.for(Object.entries({ ...FORKS, ...MORE }))("%s", async ([, fork]) => {
  for (const message of await said(fork)) expect(message.length).toBeLessThanOrEqual(5000);
});
