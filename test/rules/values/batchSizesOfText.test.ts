import { describe, expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { cases } from "../cases";
import { checkExample } from "../example";

const NO_BATCH = EXAMPLE_MODEL.replace(/^train_micro_batch_size_per_gpu: .*\n/m, "");

describe("a batch size that is a text stops NeoX, however many GPUs there are", () => {
  cases(
    "wrong-type",
    [
      ["train_micro_batch_size_per_gpu: auto", "auto"],
      ['train_micro_batch_size_per_gpu: "8"', '"8"'],
      ["train_batch_size: auto", "auto"],
      ['train_batch_size: 16\ntrain_micro_batch_size_per_gpu: "8"', '"8"'],
      ['train_batch_size: 16\ntrain_micro_batch_size_per_gpu: "8"\ngradient_accumulation_steps: 2', '"8"'],
      ["train_micro_batch_size_per_gpu: 8\ngradient_accumulation_steps: auto", "auto"],
      ["train_micro_batch_size_per_gpu: 8\ngradient_accumulation_steps: 2", "no"],
      ["train_micro_batch_size_per_gpu: null", "no"],
    ],
    NO_BATCH,
  );

  test.each([undefined, 1, 8])("with %s GPUs it says the same", (gpus) => {
    const files = { "model.yml": `${NO_BATCH}train_micro_batch_size_per_gpu: auto\n` };
    const { findings } = checkExample({ files, neox: "main", ...(gpus && { gpus }) });
    const told = findings.filter(({ severity }) => severity === "error");
    expect(told.map(({ rule, neox }) => [rule, neox.raises])).toEqual([["wrong-type", "TypeError"]]);
  });
});
