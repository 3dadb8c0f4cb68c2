import { describe, expect, it } from "vitest";
import type { Example } from "../../server/src/engine/rule";
import { check } from "../../server/src/features/check";
import type { Checkout } from "../../server/src/launch/target";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { rules } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";
import { forkComputing, forkWith } from "../forkWith";
import { filesOf } from "./example";

const FORK = forkWith("pass");
const COMPUTING_ALL = forkComputing(FORK.catalogue.names);

/** The errors of an example, as all files of a launch and as what its keys tell. */
function errorsOf(example: Example, target: Checkout): readonly string[] {
  const files = Object.entries(filesOf(example)).map(([path, text]) => ({ path, document: readYaml(text) }));
  return [{}, { scope: "launch" } as const].flatMap((options) => {
    const { findings, failures } = check({ files, target, gpus: 8, ...options });
    expect(failures).toEqual([]);
    const errors = findings.filter(({ severity }) => severity === "error");
    return errors.map(({ rule, message }) => `${rule}: ${message}`);
  });
}

describe("no error rests on a default that only running the code would tell", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("%s", (_, { bad, good }) => {
    for (const example of [bad, good]) {
      const known = new Set(errorsOf(example, FORK));
      expect(errorsOf(example, COMPUTING_ALL).filter((it) => !known.has(it))).toEqual([]);
    }
  });

  it("of any one argument", () => {
    const told = FORK.catalogue.names.map((name) => ({
      name,
      errors: errorsOf(EXAMPLE_MODEL, forkComputing([name])),
    }));
    expect(told.filter(({ errors }) => errors.length > 0)).toEqual([]);
  });
});
