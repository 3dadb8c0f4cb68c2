import { expect, test } from "vitest";
import type { Example } from "../../server/src/engine/rule";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { checkExample } from "./example";

type Conditions = Omit<Exclude<Example, string>, "files">;

/** Lines of a config, the text under the rule's squiggle (`no` for none), and the conditions. */
export type Case = readonly [lines: string, at: string, conditions?: Conditions];

/** Tests what a rule must and must not say of a small model with these lines. */
export function cases(id: string, rows: readonly Case[], model = EXAMPLE_MODEL): void {
  for (const [lines, at, conditions = {}] of rows) {
    const target = conditions.neox === undefined ? "" : ` (${conditions.neox})`;
    test(`${lines}: ${at}${target}`, () => {
      const text = `${model}${lines}\n`;
      const { findings } = checkExample({ ...conditions, files: { "model.yml": text } });
      const places = findings
        .filter(({ rule }) => rule === id)
        .map(({ span }) => text.slice(span.start, span.end));
      expect(places).toEqual(at === "no" ? [] : [at]);
    });
  }
}
