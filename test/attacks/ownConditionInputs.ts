/** Checks of a fork that nobody would write but somebody who wants harm. */
export interface HostileChecks {
  /** The body of `validate_values`; a condition follows that the model fails. */
  readonly checks: string;
  /** Methods after it, and what else there is in the file. */
  readonly beside?: string;
  /** What the config of the model has more. */
  readonly config?: string;
}

/** By what they do. */
export const HOSTILE_CHECKS: Readonly<Record<string, HostileChecks>> = {
  "a method that assigns 1,500 targets, called perhaps 2,500 times": {
    checks: "if foo(): self.f()\n".repeat(2500),
    beside: method("f", `${"self.a=".repeat(1500)}1\n`.repeat(5)),
  },
  "4,500 perhaps": { checks: times(4500, (i) => `if foo(): a${i} = 1`) },
  "4,500 loops": { checks: times(4500, (i) => `while foo(): a${i} = 1`) },
  "2,200 alternatives": {
    checks: `if foo(): x = 1\n${times(2200, (i) => `elif self.hidden_size == ${-i}: raise ValueError("a")`)}`,
  },
  "9,000 signs": { checks: `assert ${"-".repeat(9000)}self.hidden_size == 7` },
  "3,000 signs apart": { checks: `assert ${"- ".repeat(3000)}self.hidden_size == 7` },
  "a parameter that calls its function": {
    checks: "self.f()",
    beside: method("f", "return 1", "a=self.f()"),
  },
  "parameters that call each other's functions": {
    checks: "self.f()",
    beside: method("f", "return self.g()", "a=self.g()") + method("g", "return self.f()", "a=self.f()"),
  },
  "comprehensions of three lists, in a loop": {
    checks: `xs = [1] * 1000\nfor x in xs:\n    y = all([any([max([c for c in xs]) for b in xs]) for a in xs])`,
  },
  "6,000 comparisons in one": { checks: `assert ${"1 < 2 < ".repeat(3000)}self.hidden_size < 7` },
  "a dict of 3,000 keys, asked 3,000 times": {
    checks: `d = {${times(1000, (i) => `"k${i}": ${i}`, ", ")}}\nfor x in [0] * 1000:\n    y = d["k7"] + len(d) + len(d.keys()) + ("k9" in d)\n    if d: z = d == d`,
  },
  "texts of texts of texts, in a message": {
    checks: `v0 = f"{foo()}"\n${times(60, (i) => `v${i + 1} = f"{v${i}}{v${i}}"`)}assert self.hidden_size == 7, v60`,
  },
  "a message of itself": {
    checks: `text = f"{foo()}"\n${'text = f"{text}{text}" + text\n'.repeat(200)}assert self.hidden_size == 7, text`,
  },
  "messages that are made of each other": {
    checks: `a = f"{foo()}"\nb = f"{a}"\na = f"{b}"\nb = f"{a}{b}"\nassert self.hidden_size == 7, f"{a}{b}"`,
  },
  "a message of 4,000 parts": { checks: `assert self.hidden_size == 7, ${'"a" + '.repeat(3000)}foo()` },
  "1,000 raises with messages": {
    checks: times(
      1000,
      (i) => `if self.hidden_size == ${-i}: raise ValueError(f"${"{self.hidden_size} ".repeat(3)}")`,
    ),
  },
  "attempts in attempts": {
    checks: `${times(
      40,
      (i) =>
        `${" ".repeat(i)}try:\n${" ".repeat(i + 1)}self.a${i} = foo()\n${" ".repeat(i)}except Exception as e:\n${" ".repeat(i + 1)}self.f()\n${" ".repeat(i)}else:`,
      "\n",
    )}\n${" ".repeat(60)}x = 1`,
    beside: method(
      "f",
      times(1000, (i) => `self.b${i} = 1`),
    ),
  },
  "contexts that call 500 methods": {
    checks: times(500, (i) => `with self.f${i}() as a${i}: self.f${i}()`),
    beside: times(500, (i) => method(`f${i}`, `self.b${i} = foo()`), ""),
  },
  "members of members": {
    checks: `for x in [0] * 1000:\n    y = self${".b".repeat(3000)}\n    z = a${".b".repeat(3000)}.upper()`,
  },
  "1,900 perhaps in one condition, in a loop": {
    checks: `for x in [0] * 1000:\n    assert ${"foo() and ".repeat(1900)}self.hidden_size == 7`,
  },
  "190 brackets of perhaps": {
    checks: `assert ${"(foo() or ".repeat(190)}self.hidden_size == 7${")".repeat(190)}\n`.repeat(20),
  },
  "100 methods that each call all": {
    checks: "self.f0()",
    beside: times(
      100,
      (i) => method(`f${i}`, `if foo():\n    ${times(100, (k) => `self.f${k}()`, "; ")}`),
      "",
    ),
  },
  "3,000 methods that each call the next": {
    checks: "if foo(): self.f0()",
    beside: times(3000, (i) => method(`f${i}`, `self.f${i + 1}()`), ""),
  },
  "20 methods that each call the next twice": {
    checks: "self.f0()",
    beside: times(20, (i) => method(`f${i}`, `x = self.f${i + 1}() + self.f${i + 1}()`), ""),
  },
  "properties of each other": {
    checks: "assert self.p == self.q",
    beside: `    @property\n${method("p", "return getattr(self, 'q') + self.q()")}    @property\n${method("q", "return self.p()")}`,
  },
  "a sum of all arguments, made one by one": {
    checks: times(2500, (i) => `self.a${i + 1} = self.a${i} + self.b${i} + foo()`),
  },
  "6,000 arguments in a list, copied": {
    checks: `${times(6, (k) => `x${k} = [${times(1000, (i) => `self.a${k}_${i}`, ", ")}]`)}y = [${times(6, (k) => `x${k}`, ", ")}]\n${"z = y\n".repeat(4000)}`,
  },
  "149,000 characters": { checks: times(5500, (i) => `self.a${i} = ${i}`) },
  "more characters than are followed": {
    checks: "assert self.hidden_size",
    beside: times(10_000, (i) => method(`f${i}`, `x = ${i}`), ""),
  },
  "500 classes with such methods": {
    checks: "self.f()",
    beside: times(
      490,
      (i) => `class C${i}:\n${method("__post_init__", "self.f()")}${method("f", `self.a${i} = self.f()`)}`,
      "",
    ),
  },
  "base classes that are methods": {
    checks: "self.f()",
    beside: `${method("f", "return BASE_CLASSES[0](self.f())")}\nBASE_CLASSES = [NeoXArgsModel, NeoXArgs, NeoXArgs.f, lambda: self.f()]\nif 1:\n    BASE_CLASSES = BASE_CLASSES * 1000\n`,
  },
  "a loop over 5,000 statements that nobody comes to": {
    checks: `for x in [0] * 1000:\n    continue\n${"    y = 1\n".repeat(5000)}`,
  },
  "a loop over 1,000 alternatives": {
    checks: `for x in [0] * 1000:\n    if self.hidden_size: pass\n${times(1000, (i) => `    elif self.a${i}: raise ValueError("a")`)}`,
  },
  "a loop over what may end it": {
    checks: `for x in [0] * 1000:\n${times(100, (i) => `${" ".repeat(4 + i)}if foo():`)}${" ".repeat(110)}return True`,
  },
  "numbers of 19,000 digits": {
    checks: `x = ${"9".repeat(19_000)}\ny = ${"7".repeat(9500)}\nfor i in [0] * 1000:\n    a = x // y\n    b = x % y\n    c = x == y\n    d = str(x)\n    e = -x\n    f = x / y`,
  },
  "a list in a list in a list": {
    checks: `d = [1]\ne = [1]\nfor x in [0] * 1000:\n    d = [d]\n    e = [e]\nassert d == e, f"{d}"\nassert d < e, str(e)`,
  },
  "lists of a thousand lists of a thousand": {
    checks: `${times(6, (i) => `a${i + 1} = [${`a${i}, `.repeat(20)}]\nb${i + 1} = [${`b${i}, `.repeat(20)}]`, "\n", "a0 = [1] * 1000\nb0 = [1] * 1000\n")}for x in a0:\n    assert a6 == b6 or a5 in b6 or max(a6) < min(b6), f"{a6}"`,
  },
  "tuples of tuples in dicts as keys": {
    checks: `d = (1,)\nfor x in [0] * 1000:\n    d = (d, d)\n    e = {d: {d: d}}\n    f = e[d] == e.get(d)`,
  },
  "a text of 140,000 characters, in a loop": {
    checks: `for x in [0] * 1000:\n    y = """${"a".repeat(140_000)}"""`,
  },
  "a text of 15,000 words, in a loop of calls": {
    checks: `for x in [0] * 1000:\n    y = foo("""${"self.f (".repeat(15_000)}""")\n    if foo(): z = 1`,
  },
  "calls in calls in calls": { checks: `x = ${"foo(".repeat(190)}self.a${")".repeat(190)}\n`.repeat(100) },
  "methods of methods of values": { checks: `x = "a"${".lower()".repeat(490)}\n`.repeat(30) },
  "blocks of 2,000 arguments given in a loop": {
    checks: `for x in [0] * 1000:\n    self.update_values({${times(1000, (i) => `"a${i}": ${i}`, ", ")}})`,
  },
  "a loop of searches": {
    checks: `x = "a" * 1000\ny = "a" * 499 + "b"\nfor z in [0] * 1000:\n    w = y in x or y in x or y in x or x.startswith(y)`,
  },
  "2,000 parameters, in a loop": {
    checks: "for x in [0] * 1000:\n    self.f()",
    beside: method(
      "f",
      "pass",
      times(1500, (i) => `a${i}=${i}`, ", "),
    ),
  },
  "functions in functions, with decorators": {
    checks: times(
      100,
      (i) => `${" ".repeat(i)}@foo(${i})\n${" ".repeat(i)}def f${i}(self, a=self.f${i}()):`,
    ).concat(`${" ".repeat(110)}raise ValueError("a")`),
  },
  "names of 9,000 characters": {
    checks: `${`${"a".repeat(9000)} = self.${"b".repeat(9000)}\n`.repeat(4)}for x in [0] * 1000:\n    ${"a".repeat(9000)} = self.${"b".repeat(9000)}`,
  },
  "9,000 statements in a line": { checks: `${"x=1;".repeat(4500)}assert self.hidden_size == 7` },
  "1,200 times if else": { checks: `x = ${"1 if foo() else ".repeat(1200)}2\n`.repeat(5) },
  "one word of 140,000 letters": { checks: `x = "${"a".repeat(140_000)}"`, beside: method("f", "pass") },
  "brackets that are called": { checks: `x = ${"(".repeat(150)}f${")(1)".repeat(150)}\n`.repeat(50) },
  "what Python has and nobody follows": {
    checks:
      "x = lambda *a, **k: (yield)\nif (n := self.hidden_size) > 1: x = n\nmatch self.hidden_size:\n    case {'a': [1, *b]} if b: raise ValueError(b)\nasync with a() as b, c() as d:\n    await b\nglobal x\nnonlocal y\ndel x, self.a, b[0]\nassert *x, y\nx: int\nx @= y\nprint(f'{x!r:>{y}}', sep='', *x, **y)\n" +
      "for a, *b in x: pass\nelse: raise x from y\nwhile True:\n    try: break\n    finally: continue\nreturn *x, y",
  },
};

/** A method of the class, after `validate_values`. */
function method(name: string, body: string, parameters = ""): string {
  const lines = body.split("\n").map((line) => `        ${line}\n`);
  return `    def ${name}(self${parameters === "" ? "" : `, ${parameters}`}):\n${lines.join("")}`;
}

function times(count: number, text: (index: number) => string, between = "\n", before = ""): string {
  const all = Array.from({ length: count }, (_, index) => text(index)).join(between);
  return `${before}${all}${between === "\n" ? "\n" : ""}`;
}
