import { expect, test } from "vitest";
import { keysOf } from "../../server/src/converters/cause";
import { type ConversionRecord, readConversions, verdictOfRecord } from "./records";

function recorded(id: string): ConversionRecord {
  const record = readConversions().find((it) => it.id === id);
  if (record === undefined) throw new Error(`no record ${id}`);
  return record;
}

const [ONE_KV_HEAD, TWO_KV_HEADS, RAW] = ["hf-llama-004", "hf-llama-001", "raw-llama-022"].map(recorded);

function over(record: ConversionRecord | undefined, ranks: number, flag: string) {
  if (record === undefined) throw new Error("no record");
  const command = record.command.replace(new RegExp(`${flag} \\d+`), `${flag} ${ranks}`);
  return { ...record, command };
}

test("key/value heads that do not divide over the ranks make no model", () => {
  const record = over(ONE_KV_HEAD, 2, "--tp");
  const verdict = verdictOfRecord({ ...record, config: { ...record.config, model_parallel_size: 2 } });
  expect(verdict).toMatchObject({ converts: true, equal: false });
  expect(verdict?.stop).toMatchObject({ type: "AssertionError", message: "1 is not divisible by 2" });
  expect(verdict && keysOf(verdict)).toEqual(["num_kv_heads", "model_parallel_size"]);
});

test("a checkpoint for other ranks than the config's does not load, and that is the one cause", () => {
  const verdict = verdictOfRecord(over(TWO_KV_HEADS, 2, "--tp"));
  expect(verdict).toMatchObject({ converts: true, equal: false, stop: { when: "load" } });
  expect(verdict && keysOf(verdict)).toContain("model_parallel_size");
  expect(verdict && keysOf(verdict)).not.toContain("intermediate_size");
});

test("raw weights are cut into shards of one size", () => {
  const verdict = verdictOfRecord(over(RAW, 3, "--num_output_shards"));
  expect(verdict).toMatchObject({ converts: false, stop: { type: "AssertionError" } });
  expect(verdict && keysOf(verdict)).toEqual(["--num_output_shards"]);
});
