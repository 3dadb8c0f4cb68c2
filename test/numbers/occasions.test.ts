import fc from "fast-check";
import { expect, test } from "vitest";
import { Occasions } from "../../server/src/schedule/occasions";

const iteration = fc.integer({ min: 1, max: 60 });
const interval = fc.record({ step: fc.integer({ min: 1, max: 20 }), from: iteration, to: iteration });

test("occasions are what a list of all of them would be", () => {
  fc.assert(
    fc.property(
      fc.array(iteration),
      fc.option(interval, { nil: undefined }),
      iteration,
      (single, every, at) => {
        const { step, from, to } = every ?? { step: 1, from: 1, to: 0 };
        const regular = Array.from({ length: 61 }, (_, it) => it).filter(
          (it) => it >= from && it <= to && it % step === 0,
        );
        const list = [...new Set([...single, ...regular])].sort((a, b) => a - b);
        const occasions = new Occasions(single, every);
        expect([...occasions]).toEqual(list);
        expect(occasions.count).toBe(list.length);
        expect(occasions.last).toBe(list.at(-1));
        expect(occasions.has(at)).toBe(list.includes(at));
        expect(occasions.lastUpTo(at)).toBe(list.findLast((it) => it <= at));
        expect([...occasions.and([at])]).toEqual([...new Set([...list, at])].sort((a, b) => a - b));
      },
    ),
  );
});

test("a million million occasions are counted, not listed", () => {
  const occasions = new Occasions([3], { step: 1, from: 2, to: 1e12 });
  const [first, second] = occasions;
  expect([occasions.count, first, second, occasions.last]).toEqual([1e12 - 1, 2, 3, 1e12]);
});
