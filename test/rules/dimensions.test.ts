import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Looks } from "../../server/src/engine/looks";
import type { Fix } from "../../server/src/engine/rule";
import { createLaunch } from "../../server/src/launch/createLaunch";
import type { Launch } from "../../server/src/launch/launch";
import { MAIN_TARGET, type Target, UNKNOWN_TARGET } from "../../server/src/launch/target";
import { rules, shapeSearch } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";

const BEFORE_FIX: Target = { kind: "version", label: "2024-10-31", date: "2024-10-31" };

interface Shape {
  readonly hiddenSize: number;
  readonly heads: number;
  readonly kvHeads: number | undefined;
  readonly ranks: number;
  readonly gated: boolean;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  hiddenSize: fc.integer({ min: 1, max: 320 }).map((it) => it * 4),
  heads: fc.integer({ min: 1, max: 48 }),
  kvHeads: fc.option(fc.integer({ min: 1, max: 48 }), { nil: undefined }),
  ranks: fc.constantFrom(1, 2, 4),
  gated: fc.boolean(),
});

function launchOf({ hiddenSize, heads, kvHeads, ranks, gated }: Shape, target: Target) {
  const lines = [
    `num_layers: 2\nhidden_size: ${hiddenSize}\nnum_attention_heads: ${heads}\nmodel_parallel_size: ${ranks}`,
    ...(kvHeads === undefined ? [] : [`num_kv_heads: ${kvHeads}`]),
    ...(gated ? ["activation: swiglu"] : []),
  ];
  const document = readYaml(`${lines.join("\n")}\n`);
  return createLaunch({ files: [{ path: "model.yml", document }], target, scope: "model" });
}

/** NeoX's arithmetic once more, straight from its source, as the ids of the rules that must object. */
function expected({ hiddenSize, heads, kvHeads, ranks, gated }: Shape, old: boolean): string[] {
  const kv = kvHeads ?? heads;
  const divides = heads % kv === 0;
  const headDim = hiddenSize / heads;
  const size = gated ? Math.trunc((4 * hiddenSize * 2) / 3) : 4 * hiddenSize;
  const first = size + (size % 2);
  const second = gated ? Math.floor(size / 2) : size;
  const q = Math.trunc(headDim * (1 + 2 * (kv / heads)));
  const reshaped = heads * q === headDim * (heads + 2 * kv);
  const split = headDim + 2 * Math.trunc((kv / heads) * headDim) === q;
  const table: Record<string, boolean> = {
    "kv-heads-divide-heads": !divides,
    "kv-heads-model-parallel": divides && kv < heads && kv % ranks !== 0,
    "hidden-size-heads": hiddenSize % heads !== 0,
    "heads-model-parallel": heads % ranks !== 0,
    "mlp-model-parallel": first % ranks !== 0 || second % ranks !== 0,
    "kv-heads-reshape": old && Number.isInteger(headDim) && divides && kv < heads && !(reshaped && split),
    "mlp-widths": first !== (gated ? 2 * second : second),
  };
  return Object.keys(table).filter((id) => table[id]);
}

describe.each([
  ["main", MAIN_TARGET, false],
  ["before the fix of #1314", BEFORE_FIX, true],
  ["an unknown version", UNKNOWN_TARGET, true],
] as const)("shapes with %s", (_name, target, old) => {
  test("are refused as NeoX's arithmetic refuses them", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        expect([...shapeSearch.objectionsTo(launchOf(shape, target))].sort()).toEqual(
          expected(shape, old).sort(),
        );
      }),
      { numRuns: 400 },
    );
  });

  test("are mended by every fix, or lose at least the finding without a new one and without one about what it changes", () => {
    fc.assert(
      fc.property(shapes, (shape) => {
        const launch = launchOf(shape, target);
        const before = shapeSearch.objectionsTo(launch);
        for (const rule of rules.filter(({ family }) => family === "dimensions")) {
          const fixes: Fix[] = [];
          rule.check(launch, (found) =>
            fixes.push(...(before.has(rule.id) ? (found.fixes?.(new Looks()) ?? []) : [])),
          );
          const preferred = fixes.filter((fix) => fix.preferred);
          expect(preferred).toEqual(fixes.slice(0, preferred.length));
          for (const fix of preferred) expectInUse(shape, launch.with(fix.set ?? {}));
          for (const fix of fixes) {
            const removed = Object.fromEntries((fix.remove ?? []).map((key) => [key, undefined]));
            const after = [...shapeSearch.objectionsTo(launch.with({ ...fix.set, ...removed }))];
            expect(after, fix.title).not.toContain(rule.id);
            expect(
              after.filter((id) => !before.has(id)),
              fix.title,
            ).toEqual([]);
            const left = rules
              .filter(({ family }) => family === "dimensions")
              .filter(({ id }) => after.includes(id))
              .flatMap(({ keys }) => keys);
            const changed = [...Object.keys(fix.set ?? {}), ...(fix.remove ?? [])];
            expect(
              changed.filter((key) => left.includes(key)),
              fix.title,
            ).toEqual([]);
            if (changed.includes("num_kv_heads")) expect(after, fix.title).not.toContain("hidden-size-heads");
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** No preferred fix makes heads that nobody trains with, but for those that the file has. */
function expectInUse({ hiddenSize, heads }: Shape, changed: Launch): void {
  const own = hiddenSize / heads;
  const headDim = (changed.int("hidden_size") ?? 0) / (changed.int("num_attention_heads") ?? 1);
  if (headDim === own) return;
  expect(headDim % 2).toBe(0);
  expect(headDim).toBeGreaterThanOrEqual(Math.min(32, Math.floor(own)));
  expect(headDim).toBeLessThanOrEqual(Math.max(256, Math.ceil(own)));
}

function titlesOf(launch: Launch): readonly string[] {
  return rules
    .filter(({ family }) => family === "dimensions")
    .flatMap((rule) => {
      const found: string[] = [];
      rule.check(launch, (report) =>
        found.push(...(report.fixes?.(new Looks()) ?? []).map((fix) => fix.title)),
      );
      return found;
    });
}

test("5120 / 40 / 8 before the fix: the fixes and their order", () => {
  const shape = { hiddenSize: 5120, heads: 40, kvHeads: 8, ranks: 1, gated: false };
  const launch = launchOf(shape, BEFORE_FIX);
  expect(titlesOf(launch)).toEqual([
    "num_kv_heads: 10 → head_dim 128, 4 query heads per group",
    "num_kv_heads: 5 → head_dim 128, 8 query heads per group",
    "num_attention_heads: 32 → head_dim 160, 4 query heads per group",
    "hidden_size: 4800 → head_dim 120, 5 query heads per group",
    "hidden_size: 6400 → head_dim 160, 5 query heads per group",
  ]);
});

test("1001 / 14 / 3: where no key alone is enough, others are changed with it", () => {
  const shape = { hiddenSize: 1001, heads: 14, kvHeads: 3, ranks: 1, gated: false };
  expect(titlesOf(launchOf(shape, MAIN_TARGET))).toEqual([
    "hidden_size: 960, num_attention_heads: 15 → head_dim 64, 5 query heads per group",
    "hidden_size: 1008 → head_dim 72",
    "hidden_size: 896 → head_dim 64",
    "num_attention_heads: 13, num_kv_heads: 1 → head_dim 77, 13 query heads per group",
    "num_kv_heads: 2, hidden_size: 1008 → head_dim 72, 7 query heads per group",
    "num_kv_heads: 7, hidden_size: 1008 → head_dim 72, 2 query heads per group",
  ]);
});

// As NeoX does with a width of 14336, of which the gate makes 9558: 4779 on each of two ranks.
test.each([
  [1, "megatron/mpu/layers.py:forward"],
  [2, "megatron/model/transformer.py:forward"],
])("where an MLP that does not meet stops on %i ranks", (ranks, expected) => {
  const shape = { hiddenSize: 3584, heads: 32, kvHeads: undefined, ranks, gated: true };
  const places = rules
    .filter(({ family }) => family === "dimensions")
    .flatMap((rule) => {
      const found: string[] = [];
      rule.check(launchOf(shape, MAIN_TARGET), ({ neox = rule.neox }) => found.push(`${rule.id} ${neox.at}`));
      return found;
    });
  expect(places).toEqual([`mlp-widths ${expected}`]);
});
