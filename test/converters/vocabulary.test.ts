import { expect, test } from "vitest";
import { keysOf } from "../../server/src/converters/cause";
import { readConversions, verdictOfRecord } from "./records";

const [record] = readConversions().filter(({ id }) => id === "neox-000");

test("rows that are padded to another multiple are others, also without the tokenizer", () => {
  if (record === undefined) throw new Error("no record");
  const verdict = verdictOfRecord({ ...record, given: { make_vocab_size_divisible_by: 128 } });
  expect(verdict?.converts).toBe(false);
  expect(verdict?.stop?.message).toContain("copying a param with shape torch.Size([?, 32]) from checkpoint");
  expect(verdict && keysOf(verdict)).toEqual(["make_vocab_size_divisible_by"]);
});

test("another tokenizer of unknown size may convert, and is another model's", () => {
  if (record === undefined) throw new Error("no record");
  const verdict = verdictOfRecord({ ...record, given: { vocab_file: "other.json" } });
  expect(verdict).toMatchObject({ converts: true, equal: false });
  expect(verdict && keysOf(verdict)).toEqual(["vocab_file"]);
});
