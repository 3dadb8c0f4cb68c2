import { describe, expect, it } from "vitest";
import { check } from "../../server/src/features/check";
import { launchOutcome, outcomeWords, starts } from "../../server/src/features/launchOutcome";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { readYaml } from "../../server/src/yaml/read";

/** A pipeline of one stage: in the real NeoX its first evaluation stops. */
const EVALUATES = `${EXAMPLE_MODEL}pipe_parallel_size: 1
train_iters: 5000
eval_interval: 1000
eval_iters: 10
`;
const SAVES = "save: checkpoints\ncheckpoint_factor: 400\n";

function outcomeOf(text: string) {
  const files = [{ path: "model.yml", document: readYaml(text) }];
  return launchOutcome(check({ files, target: parseTarget("main") ?? UNKNOWN_TARGET, gpus: 8 }));
}

describe("the outcome of a launch", () => {
  it.each([
    ["sound", `${EXAMPLE_MODEL}train_iters: 10\n`, undefined],
    ["arguments that do not agree", EXAMPLE_MODEL.replace("768", "770"), ["args", 0, null]],
    ["no checkpoint by then", EVALUATES, ["eval", 1000, null]],
    ["a checkpoint by then", `${EVALUATES}${SAVES}`, ["eval", 1000, 800]],
    [
      "one at the same iteration, before",
      `${EVALUATES}${SAVES.replace("400", "1000")}`,
      ["eval", 1000, 1000],
    ],
    [
      "a training without an evaluation before its end",
      EVALUATES.replace("1000", "9000"),
      ["eval", 5000, null],
    ],
    [
      "an earlier stop",
      `${EVALUATES}optimizer: {type: sm3, params: {lr: 0.1, momentum: 1.5}}\n`,
      ["optimizer", 0, null],
    ],
  ])("%s", (_, text, expected) => {
    const outcome = outcomeOf(text);
    expect(outcome && [outcome.phase, outcome.atIteration, outcome.lastCheckpoint]).toEqual(expected);
    expect(outcome !== undefined && starts(outcome)).toBe(expected?.[0] === "eval");
  });

  it("says what is left", () => {
    const words = [EVALUATES, `${EVALUATES}${SAVES}`].map((text) => {
      const outcome = outcomeOf(text);
      return outcome && outcomeWords(outcome);
    });
    expect(words).toEqual([
      "The launch starts, and stops at the first evaluation, after 1000 iterations; no checkpoint is saved by then.",
      "The launch starts, and stops at the first evaluation, after 1000 iterations; the last checkpoint is of iteration 800.",
    ]);
  });
});
