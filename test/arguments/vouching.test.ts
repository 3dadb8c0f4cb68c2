import { expect, test } from "vitest";
import { parsePython } from "../../server/src/arguments/checkout/pythonModule";
import { statementsAt } from "../../server/src/arguments/checkout/statements";
import statements from "../../server/src/arguments/generated/statements.json";
import { check } from "../../server/src/features/check";
import type { Target } from "../../server/src/launch/target";
import { rules } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";
import { forkWith } from "../forkWith";

const PATH = "megatron/neox_arguments/arguments.py";

/** What is said of a learning rate below the lowest one. */
function said(target: Target) {
  const text = "min_lr: 0.1\noptimizer: {type: adam, params: {lr: 0.01}}\n";
  const { findings } = check({ files: [{ path: "a.yml", document: readYaml(text) }], target });
  return findings.find(({ rule }) => rule === "min-lr-above-lr");
}

test.each([
  ["beside a new check", "if self.mine:\n    raise ValueError()\n"],
  ["as it is", ""],
])("a check that a changed function kept is an error: %s", (_, added) => {
  const kept = `${added}if not (self.min_lr <= self.lr):\n    raise ValueError("other words")\n`;
  expect(said(forkWith(kept))?.severity).toBe("error");
});

test.each([
  ["relaxed", "if not (self.min_lr <= 2 * self.lr):\n    raise ValueError()\n"],
  ["told and no more", "if not (self.min_lr <= self.lr):\n    print('low')\n"],
  ["asked for", "if self.strict:\n    if not (self.min_lr <= self.lr):\n        raise ValueError()\n"],
  ["gone", "return True\n"],
])("a check that is %s in a checkout is no error there", (_, body) => {
  const found = said(forkWith(body));
  expect(found?.severity).toBe("warning");
  expect(found?.message).toContain("Your checkout changed NeoXArgs.validate_values");
});

test("the words of a message are no part of a statement, its conditions are", () => {
  const module = parsePython(
    "a.py",
    `def f(a, b):
    if a:
        message = "no" + a
        raise ValueError(message)
    elif b:
        assert (
            b > 1
        ), f"not {b}"
    else:
        b = 1
`,
  );
  const at = (line: number) => statementsAt(module, "f", [line, line]);
  expect(at(3)).toEqual(at(4));
  expect(at(7)).toEqual(at(6));
  expect(at(6)).not.toEqual(at(10));
  const other = parsePython("a.py", "def f(a, b):\n  if a: raise ValueError\n  elif b: assert b > 1\n");
  expect(statementsAt(other, "f", [3, 3])).toContain(at(6)[0]);
});

test("every source of a rule about arguments is a line of a function that is known, or none of a function", () => {
  const sources = rules.flatMap((rule) => rule.sources ?? []);
  for (const source of Object.keys(statements)) expect(sources).toContain(source);
  const errors = rules.filter(({ severity, neox }) => severity === "error" && neox.at.startsWith(PATH));
  const own = errors.flatMap(({ sources = [] }) => sources.filter((it) => it.startsWith(PATH)));
  expect(own.filter((it) => !(it in statements))).toEqual([]);
});
