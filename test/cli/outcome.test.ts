import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { Workplace } from "./command";

const TRAINS = `${EXAMPLE_MODEL}pipe_parallel_size: 1
train_iters: 5000
eval_interval: 1000
eval_iters: 10
save: checkpoints
checkpoint_factor: 500
tokenizer_type: CharLevelTokenizer
data_path: data/text_document
data_impl: mmap
optimizer: {type: Adam, params: {lr: 0.001}}
`;

let workplace: Workplace;
beforeEach(async () => {
  workplace = await Workplace.with({
    "evaluates.yml": TRAINS,
    "stops.yml": TRAINS.replace("hidden_size: 768", "hidden_size: 770"),
  });
});
afterEach(() => workplace.remove());

const check = (...args: string[]) => workplace.command(["check", ...args, "--neox", "main", "--gpus", "8"]);

describe("check of a launch that stops late", () => {
  it("says how far it comes and what is left, last", async () => {
    const { exit, stdout } = await check("evaluates");
    expect(exit).toBe(1);
    expect(stdout.trimEnd().split("\n").at(-1)).toBe(
      "The launch starts, and stops at the first evaluation, after 1000 iterations; the last checkpoint is of iteration 1000.",
    );
    expect((await check("stops")).stdout).not.toContain("The launch starts");
  });

  it("answers so in JSON", async () => {
    const { stdout } = await check("evaluates", "--format", "json");
    expect(JSON.parse(stdout)).toMatchObject({
      launches: false,
      outcome: { phase: "eval", atIteration: 1000, lastCheckpoint: 1000 },
    });
  });

  it("fails with --fail-on start only where it does not start", async () => {
    expect((await check("evaluates", "--fail-on", "start")).exit).toBe(0);
    expect((await check("evaluates", "--fail-on", "error")).exit).toBe(1);
    expect((await check("stops", "--fail-on", "start")).exit).toBe(1);
  });
});
