import { describe, expect, test, vi } from "vitest";
import { catalogueAt } from "../../server/src/arguments/catalogue";
import { nearestName, suggestName } from "../../server/src/arguments/suggestName";

const main = catalogueAt("main");

describe("suggestName", () => {
  test.each([
    ["hiden_size", "hidden_size"],
    ["hidden-sise", "hidden_size"],
    ["hidden_zise", "hidden_size"],
    ["hiddensize", "hidden_size"],
    ["Hidden_Size", "hidden_size"],
    ["num_layer", "num_layers"],
    ["num-atention-heads", "num_attention_heads"],
    ["attention_heads_num", "num_attention_heads"],
    ["train_micro_batch_size_per_gpus", "train_micro_batch_size_per_gpu"],
    ["gradient_acumulation_steps", "gradient_accumulation_steps"],
    ["seq_lenght", "seq_length"],
    ["precison", "precision"],
    ["zero_optimisation", "zero_optimization"],
    ["model-parallel_sizes", "model_parallel_size"],
    ["use_wandbb", "use_wandb"],
  ])("a slip: %s is %s", (written, meant) => expect(suggestName(written, main)).toBe(meant));

  test.each([
    ["n_heads", "num_attention_heads"],
    ["num_key_value_heads", "num_kv_heads"],
    ["tensor_model_parallel_size", "model_parallel_size"],
    ["num-experts", "moe_num_experts"],
    ["rope-theta", "rotary_emb_base"],
  ])("another name: %s is %s", (written, meant) => expect(suggestName(written, main)).toBe(meant));

  test.each([
    ["attention_heads", "num_attention_heads"],
    ["position-embeddings", "max_position_embeddings"],
  ])("a word is missing: %s is %s", (written, meant) => expect(suggestName(written, main)).toBe(meant));

  test.each([
    "vocab_size", // not vocab_file, nor padded_vocab_size, which NeoX computes
    "save_path", // not data_path
    "flash_attention", // not sparse_attention
    "wandb_port",
    "learning_rate",
    "moe_type", // not moe_router_type
    "weight_tying", // no_weight_tying means the opposite
    "tie_word_embeddings", // likewise
  ])("another word is no misspelling: %s", (written) => expect(suggestName(written, main)).toBeUndefined());

  test.each(["my_fork_flag", "x", "foo", "apiVersion", "services", "jobs"])("nothing is near %s", (written) =>
    expect(suggestName(written, main)).toBeUndefined(),
  );

  test("nothing is near a name that is longer than any", () => {
    const near = (length: number) =>
      nearestName(`${"a_".repeat(length / 2)}b`, [`${"a_".repeat(length / 2)}bb`]);
    expect([near(98) !== undefined, near(100)]).toEqual([true, undefined]);
    expect(suggestName(`-${"_".repeat(100)}hidden_size`, main)).toBeUndefined();
  });

  test("of thousands of names none is taken apart for each that it is compared with", () => {
    const splits = vi.spyOn(String.prototype, "split");
    for (let index = 0; index < 3000; index++) suggestName(`unknown_key_${index}`, main);
    const { length } = splits.mock.calls;
    splits.mockRestore();
    expect(length).toBeLessThan(5000);
  });

  test("only names of that version are suggested", () => {
    expect(suggestName("num_key_value_heads", catalogueAt("2024-01-01"))).toBeUndefined();
    expect(suggestName("num_local_experts", catalogueAt("2024-03-10"))).toBe("num_experts");
  });
});
