import { describe, expect, test } from "vitest";
import type { Example } from "../../server/src/engine/rule";
import { errorsIn } from "../../server/src/engine/run";
import { objectionsToAnyShape } from "../../server/src/features/report/objections";
import { exploreShapes, shapeFix } from "../../server/src/features/report/shapes";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { rules } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";
import { filesOf } from "../rules/example";

/** Every example of every rule has its shapes; each is tried with all rules, which takes long, so a part of them is. */
const STRIDE = 13;

describe.each(rules.map((rule) => [rule.id, rule] as const))("near the examples of %s", (_id, rule) => {
  test("the shapes that are offered are those to which no rule objects but what objects to any", () => {
    for (const example of [rule.bad, rule.good]) expectTrue(example);
  });
});

function expectTrue(example: Example): void {
  const files = Object.entries(filesOf(example)).map(([path, text]) => ({ path, document: readYaml(text) }));
  const launch = createLaunch({
    files,
    target: { kind: "version", label: "2024-10-31", date: "2024-10-31" },
  });
  const shapes = exploreShapes(launch).filter((_, index) => index % STRIDE === 0);
  const offered = shapes.map((shape) => shape.objections.length === 0);
  const anyway = objectionsToAnyShape(launch);
  const errors = shapes.map((shape) => errorsIn(launch.with(shapeFix(launch, shape).set ?? {}), rules));
  const allowed = errors.map((all) => all.every(({ message }) => anyway.includes(message)));
  expect(offered).toEqual(allowed);
}
