import { expect, test } from "vitest";
import type { CheckpointFile } from "../../server/src/checkpoints/checkpoint";
import type { RankState } from "../../server/src/checkpoints/savedState";
import { exampleCheckpoint, RESUMED_MODEL } from "../../server/src/rules/kit/exampleCheckpoint";
import { checkExample } from "../rules/example";

/** What is told of a launch, with its fixes, when its checkpoint's rank says something else of itself. */
function told(changes: (rank: RankState) => Partial<RankState>) {
  const { checkpoint } = exampleCheckpoint();
  const files = [...(checkpoint?.found.files ?? [])].map(([name, file]): [string, CheckpointFile] => {
    const rank = file.content?.rank;
    if (file.content === undefined || rank === undefined) return [name, file];
    return [name, { ...file, content: { ...file.content, rank: { ...rank, ...changes(rank) } } }];
  });
  const facts = () => exampleCheckpoint({ files: new Map(files) });
  const loads = { said: "of other numbers", facts };
  const { findings, failures } = checkExample({
    files: { "model.yml": RESUMED_MODEL },
    launched: true,
    loads,
  });
  expect(failures).toEqual([]);
  const own = findings.filter(({ rule }) => rule.startsWith("load-"));
  return own.map(({ rule, fixes }) => [rule, fixes().map(({ title }) => title)]);
}

// NeoX itself keeps the fraction of another schedule (megatron/learning_rates.py).
test.each([1000.5, Infinity, Number.NaN])("a schedule that ends at %d still offers what mends it", (end) => {
  expect(told(({ schedule }) => ({ schedule: new Map([...(schedule ?? []), ["end_iter", end]]) }))).toEqual([
    ["load-schedule-differs", ["Go on with the checkpoint's schedule"]],
  ]);
});

test.each([12.5, Infinity, Number.NaN])("%d layers are no number of layers", (layers) => {
  expect(told(({ args }) => ({ args: new Map([...args, ["num_layers", layers]]) }))).toEqual([]);
});

test("as many layers as no call takes arguments", () => {
  const places = Array.from({ length: 200_000 }, (_, index) => `sequential.${2 + index}.attention.x`);
  const module = new Map(places.map((name) => [name, { shape: [1], type: "float32" }]));
  expect(told(() => ({ module })).map(([rule]) => rule)).toEqual(["load-misfit", "load-misfit"]);
});
