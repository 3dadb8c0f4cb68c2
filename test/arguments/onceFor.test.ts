import { expect, test } from "vitest";
import { onceFor } from "../../server/src/arguments/checkout/conditions/onceFor";
import { childrenOf, parsePython } from "../../server/src/arguments/checkout/pythonModule";

test("what is told of a statement is worked out once, also where the answer is no", () => {
  const { root } = parsePython("a.py", "first()\nsecond()\n");
  const asked: number[] = [];
  const isFar = onceFor((node) => {
    asked.push(node.from);
    return node.from > 0;
  });
  for (let round = 0; round < 3; round++) expect(childrenOf(root).map(isFar)).toEqual([false, true]);
  expect(asked).toEqual([0, 8]);
});
