import { expect, test } from "vitest";
import { checkpointText, compareWithCheckpoint } from "../../server/src/features/compare/withCheckpoint";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { exampleCheckpoint, RESUMED_MODEL } from "../../server/src/rules/kit/exampleCheckpoint";
import { readYaml } from "../../server/src/yaml/read";

function resumed(text: string, loads = exampleCheckpoint()) {
  const files = [{ path: "model.yml", document: readYaml(text) }];
  return createLaunch({ files, target: UNKNOWN_TARGET, scope: "launch", gpus: 1, loads });
}

function told(text: string): Record<string, string[]> {
  const groups: Record<string, string[]> = {};
  for (const { name, fact } of compareWithCheckpoint(resumed(text))?.differences ?? [])
    groups[fact.onResume] = [...(groups[fact.onResume] ?? []), name];
  return groups;
}

test("the same config differs in nothing", () => {
  expect(compareWithCheckpoint(resumed(RESUMED_MODEL))?.differences).toEqual([]);
  expect(checkpointText({ checkpoint: "x", differences: [] })).toContain("the same effective values");
});

test("what must be equal, what changes the training, and what may change are told apart", () => {
  const changed = `${RESUMED_MODEL.replace("num_layers: 12", "num_layers: 24")}seed: 7\nlog_interval: 10\nwarmup: 0.1\n`;
  expect(told(changed)).toMatchObject({
    equal: ["num_layers", "warmup"],
    silent: expect.arrayContaining(["seed"]),
    free: expect.arrayContaining(["log_interval"]),
  });
});

test("an activation must be equal where its width shows in the weights, and else goes on without a word", () => {
  expect(told(`${RESUMED_MODEL}activation: relu\n`)).toEqual({ silent: ["activation"] });
  expect(told(`${RESUMED_MODEL}activation: swiglu\n`).equal).toContain("activation");
});

test("without a checkpoint, or without its configs, nothing is compared", () => {
  expect(compareWithCheckpoint(resumed("num_layers: 2\n"))).toBeUndefined();
  expect(
    compareWithCheckpoint(resumed(RESUMED_MODEL, exampleCheckpoint({ configs: new Map() }))),
  ).toBeUndefined();
});
