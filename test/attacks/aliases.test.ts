import { describe, expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { compareLaunches } from "../../server/src/features/compare/compare";
import { comparisonJson, comparisonText } from "../../server/src/features/compare/text";
import { documentSymbols } from "../../server/src/features/documentSymbols";
import { effectiveText, effectiveValues } from "../../server/src/features/effective";
import { createLaunch } from "../../server/src/launch/createLaunch";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { equals, isIdentical } from "../../server/src/python/compare";
import { jsonOf } from "../../server/src/python/json";
import { LONGEST_TEXT, repr } from "../../server/src/python/text";
import { readYaml } from "../../server/src/yaml/read";
import { TooLarge, writeScalar } from "../../server/src/yaml/write";
import { BOMBS } from "./bombs";
import { attacked, hostileFolder, MODEL } from "./command";

const largest = (text: string) => readYaml(`${text}all: *top\n`).root?.value ?? null;

describe.each(Object.entries(BOMBS))("%s", (_, bomb) => {
  test.each([3, 9, 20])("grown %i times, a value has bounded texts", (levels) => {
    const value = largest(bomb(levels));
    expect(repr(value).length).toBeLessThanOrEqual(LONGEST_TEXT + 3);
    expect(repr(value, 60).length).toBeLessThanOrEqual(63);
    expect(JSON.stringify(jsonOf(value)).length).toBeLessThan(3_000_000);
    try {
      expect(writeScalar(value).length).toBeLessThan(3_000_000);
    } catch (error) {
      expect(error).toBeInstanceOf(TooLarge);
    }
  });

  test("two that are alike are compared in as much work as they are long", () => {
    const [one, other] = [largest(bomb(20)), largest(bomb(20))];
    expect([equals(one, other), isIdentical(one, other)]).toEqual([true, true]);
  });

  // Every kind of argument: numbers, texts, lists, mappings, what has choices, what NeoX computes with.
  const KEYS =
    "hidden_size num_attention_heads train_data_paths extra_save_iters attention_config precision optimizer " +
    "zero_optimization fp16 pos_emb activation lr seq_length save include tokenizer_type data_path train_iters " +
    "sparsity_config deepspeed_extra_args mlp_type weight_decay global_num_gpus autotuning unknown_key";

  test("under every kind of key, each answer is bounded", () => {
    const text =
      MODEL +
      bomb(9) +
      KEYS.split(" ")
        .map((key) => `${key}: *top\n`)
        .join("");
    const file = { path: "a.yml", document: readYaml(text) };
    const launch = createLaunch({ files: [file], target: UNKNOWN_TARGET });
    const { findings } = check({ files: [file], target: UNKNOWN_TARGET });
    const texts = findings.flatMap((it) => [it.message, ...it.fixes().map(({ title }) => title)]);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThanOrEqual(5000);
    const other = createLaunch({
      files: [{ path: "b.yml", document: readYaml(MODEL) }],
      target: UNKNOWN_TARGET,
    });
    const comparison = compareLaunches(launch, other);
    const answers = [
      effectiveText(effectiveValues(launch)),
      comparisonText(comparison),
      comparisonJson(comparison),
      JSON.stringify(documentSymbols(file, launch)),
    ];
    for (const answer of answers) expect(answer.length).toBeLessThan(100_000_000);
  });

  test.each(["check", "effective"])("%s of a file ends", async (command) => {
    const folder = hostileFolder({ "a.yml": `${MODEL}${bomb(9)}train_data_paths: *top\noptimizer: *top\n` });
    const { exit, stderr } = await attacked([command, "a.yml"], { cwd: folder });
    expect([0, 1]).toContain(exit);
    expect(stderr).not.toContain("fault of neox-config");
  });
});
