import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readingOwnConditions } from "../../server/src/arguments/checkout/conditions/ownConditions";
import { Constants } from "../../server/src/arguments/checkout/constants";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { readCheckout } from "../../server/src/arguments/checkout/readCheckout";
import states from "../../server/src/arguments/generated/states.json";
import { finish, type Steps } from "../../server/src/base/steps";
import { FixTrials } from "../../server/src/engine/fixTrials";
import { check } from "../../server/src/features/check";
import { readYaml } from "../../server/src/yaml/read";
import { forkWith } from "../forkWith";
import { neoxArgs } from "./checkouts";
import { attacked, hostileFolder, MODEL, SECONDS } from "./command";
import { forkChecker } from "./forkChecker";
import { HOSTILE_CHECKS } from "./ownConditionInputs";
import { stepsOf } from "./steps";

/** A condition of a fork's own that the model fails. */
const FAILS = 'assert self.hidden_size == 7, "own"';

const BEGIN = `class NeoXArgs:
    def __post_init__(self):
        self.check()

    def check(self):
`;

/** What a fork with these checks says of the model, and which rules threw. */
function said(checks: string, beside = "") {
  const { findings, failures } = check({
    files: [{ path: "a.yml", document: readYaml(MODEL) }],
    target: forkWith(checks, beside),
    scope: "launch",
  });
  return { told: findings.filter(({ rule }) => rule === "own-condition"), failures };
}

/** The steps in which one launch is followed, and in which the file is read for that, after it is parsed. */
function work(checks: string, beside = "") {
  const lines = checks.split("\n").map((line) => `        ${line}\n`);
  const module = parsePython("a.py", `${BEGIN}${lines.join("")}${beside}`);
  const reading = () => readingOwnConditions(module, new Constants([module]));
  const followed = finish(reading())?.failing({ given: () => 768n, derived: () => undefined });
  return { reading: stepsOf(reading()), following: followed === undefined ? 0 : stepsOf(followed) };
}

describe("twice as much is at most twice the work, and any number has a bound", () => {
  const perhaps = (n: number) => "if foo(): self.f()\n".repeat(n);
  const f = (n: number) => `    def f(self):\n        ${"self.a = ".repeat(n)}1\n`;
  test.each<[string, number, (n: number) => [checks: string, beside?: string]]>([
    ["calls of what assigns", 40, (n) => [perhaps(n) + FAILS, f(30)]],
    ["targets of what is called", 40, (n) => [perhaps(20) + FAILS, f(n)]],
    ["perhaps", 200, (n) => [`${"if foo(): a = 1\n".repeat(n)}${FAILS}`]],
    ["loops", 200, (n) => [`${"while foo(): a = 1\n".repeat(n)}${FAILS}`]],
    [
      "alternatives",
      200,
      (n) => [`if foo(): x = 1\n${"elif self.a: raise ValueError()\n".repeat(n)}${FAILS}`],
    ],
    ["sums", 20, (n) => [`${`x = ${"1 + ".repeat(100)}1\n`.repeat(n)}${FAILS}`]],
    ["rounds of a loop", 100, (n) => [`for x in [0] * ${n}:\n    y = self.hidden_size + x\n${FAILS}`]],
    ["names in a list", 100, (n) => [`x = [${"self.a, ".repeat(n)}]\n${"y = x\n".repeat(20)}${FAILS}`]],
    ["methods", 100, (n) => [`if foo(): self.f0()\n${FAILS}`, methods(n)]],
  ])("%s", (_, n, text) => {
    const [once, twice] = [work(...text(n)), work(...text(2 * n))];
    expect(once.following).toBeGreaterThan(0);
    expect(twice.following).toBeLessThanOrEqual(2.2 * once.following + 1);
    expect(twice.reading).toBeLessThan(2.2 * once.reading);
    const most = work(...text(4000));
    expect(most.following).toBeLessThanOrEqual(500);
    expect(most.reading).toBeLessThan(200_000);
  });

  function methods(n: number): string {
    return Array.from({ length: n }, (_, i) => `    def f${i}(self):\n        self.f${i + 1}()\n`).join("");
  }
});

test.each([
  ["signs", `assert ${"- ".repeat(3000)}self.hidden_size == 7`],
  ["not", `assert ${"not ".repeat(3000)}self.hidden_size`],
  ["sums", `assert ${"1 + ".repeat(3000)}self.hidden_size == 7`],
  ["conditions", `assert (${"1 if self.a else ".repeat(1000)}2) == 7`],
  [
    "blocks",
    Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}if self.hidden_size:`)
      .join("\n")
      .concat(`\n${" ".repeat(300)}${FAILS}`),
  ],
])(
  "%s within each other, of which there are too many, are not followed, and nobody is told of it",
  (_, checks) => {
    expect(said(checks)).toEqual({ told: [], failures: [] });
  },
);

test("a function that its own parameter calls is not followed, and nobody is told of it", () => {
  const beside = "    def f(self, a=self.f()):\n        return self.f()\n";
  expect(said(`self.f()\n${FAILS}`, beside)).toEqual({ told: [], failures: [] });
});

test.each([
  ['text = f"{foo()}"\ntext = f"wide {text}"\nassert self.hidden_size == 7, text', "AssertionError: wide"],
  ['text = f"{foo()}"\ntext = f"{text}{text}"\nassert self.hidden_size == 7, text', "AssertionError"],
  [`assert self.hidden_size == 7, ${'"a" + '.repeat(3000)}foo()`, "AssertionError"],
])("a message that is made of itself, or too much, is told as far as it goes: %#", (checks, stop) => {
  const { told, failures } = said(checks);
  expect(failures).toEqual([]);
  expect(told.map(({ message }) => message)).toEqual([expect.stringContaining(`(${stop})`)]);
});

test.each([
  ["calls of calls", ".b()", 4500],
  ["members of members", ".b", 9900],
])("where there are more %s than the parser reads, the other files are read", async (_, part, count) => {
  const files: Readonly<Record<string, string>> = {
    ...neoxArgs("    hidden_size: int = 1"),
    "megatron/model/transformer.py": `def f():\n${`    x = a${part.repeat(count)}\n`.repeat(5)}`,
  };
  const checkout = await readCheckout(async (path) => files[path]);
  expect(checkout?.catalogue.names).toEqual(["hidden_size"]);
});

const askedOfFork = forkChecker();

test.each(Object.entries(HOSTILE_CHECKS))(
  "%s: followed up to a bound, or not at all, in a process of its own",
  async (_, { checks, beside }) => {
    await askedOfFork({ checks: `${checks.trimEnd()}\n${FAILS}`, ...(beside !== undefined && { beside }) });
    const { reading, following } = work(`${checks.trimEnd()}\n${FAILS}`, beside);
    expect(reading).toBeLessThan(200_000);
    expect(following).toBeLessThanOrEqual(500);
  },
  SECONDS * 1000,
);

test.each([
  [5000, 501],
  [50_000, 20],
])("of a fork whose checks take %d, fixes are tried at most %d times", (effort, most) => {
  const fork = forkWith(FAILS);
  const target = { ...fork, ownConditions: { failing: () => stepsToNothing(), effort } };
  const { launch } = check({ files: [{ path: "a.yml", document: readYaml(MODEL) }], target });
  let tried = 0;
  const trials = new FixTrials(launch, () => {
    tried++;
    return [];
  });
  for (let layers = 20n; layers < 520n; layers++)
    trials.offered([{ title: "other layers", set: { num_layers: layers } }]);
  expect(tried).toBeLessThanOrEqual(most);
  expect(tried).toBeGreaterThan(1);
});

function* stepsToNothing(): Steps<undefined> {
  yield;
}

const { NEOX_CHECKOUT } = process.env;

describe.skipIf(NEOX_CHECKOUT === undefined)(
  NEOX_CHECKOUT === undefined
    ? "skipped: NEOX_CHECKOUT names no gpt-neox main"
    : "in the built command, in the gpt-neox that NEOX_CHECKOUT names",
  () => {
    test.each(Object.entries(HOSTILE_CHECKS))(
      "%s",
      async (_, { checks, beside }) => {
        const folder = hostileFolder({ "a.yml": MODEL, ...forkOf(NEOX_CHECKOUT ?? "", checks, beside) });
        const { exit, stdout, stderr } = await attacked(["check", "a.yml", "--neox", "."], { cwd: folder });
        expect([0, 1]).toContain(exit);
        expect(stdout + stderr).not.toContain("failed itself");
      },
      SECONDS * 1000,
    );
  },
);

const ARGUMENTS = "megatron/neox_arguments/arguments.py";

/** Its files by which it is known, with these checks in place of its own. */
function forkOf(neox: string, checks: string, beside = ""): Readonly<Record<string, string>> {
  const paths = Object.keys(states).filter((path) => existsSync(join(neox, path)));
  const files = Object.fromEntries(paths.map((path) => [path, readFileSync(join(neox, path), "utf8")]));
  const [head = ""] = readFileSync(join(neox, ARGUMENTS), "utf8").split("@dataclass");
  const lines = `${checks.trimEnd()}\n${FAILS}`.split("\n").map((line) => `        ${line}\n`);
  const text = `${BEGIN.replace("NeoXArgs", "NeoXArgs(*BASE_CLASSES)")}${lines.join("")}${beside}`;
  return { ...files, [ARGUMENTS]: `${head}@dataclass\n${text}` };
}
