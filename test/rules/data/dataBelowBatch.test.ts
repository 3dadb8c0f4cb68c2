import { describe } from "vitest";
import { EXAMPLE_DATA, exampleSample } from "../../../server/src/rules/kit/exampleData";
import { type Case, cases } from "../cases";

/** 1000 documents of 500 tokens: a document is less than a sample of 2048. */
const loads = {
  said: "1000 documents of 500 tokens",
  facts: () => exampleSample({ documents: 1000, sizes: Array<number>(1000).fill(500) }),
};
const at = (lines: string, place: string, gpus = 1): Case => [lines, place, { loads, gpus, neox: "main" }];
const PREFIX = "data/enwik8_text_document";

describe("data-below-batch", () =>
  cases(
    "data-below-batch",
    [
      at("eval_iters: 10", "no"),
      at("eval_iters: 10\nsplit: 998,1,1", "no"),
      // 20,000 tokens are 9 samples of which 8 count: two batches of 4, none of 16.
      at("eval_iters: 0\nsplit: 950,40,10", "no"),
      at("eval_iters: 0\nsplit: 950,40,10", PREFIX, 4),
      // No sample, and a length of -1.
      at("eval_iters: 0\nsplit: 989,1,10", PREFIX),
      at("eval_iters: 0\nsplit: 990,0,10", "no"),
      // Asked for as many as a batch has, it may come out one short.
      at("eval_iters: 1\nsplit: 998,1,1", PREFIX),
      at("eval_iters: 0\npack_impl: pack_until_overflow", PREFIX),
      at("train_iters: null\ntrain_epochs: 1\nsplit: 998,1,1", PREFIX),
      at("train_iters: null\ntrain_epochs: 1\nsplit: 800,100,100", "no"),
    ],
    EXAMPLE_DATA,
  ));
