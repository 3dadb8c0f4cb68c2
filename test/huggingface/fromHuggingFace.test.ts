import { describe, expect, test } from "vitest";
import { translate as checked } from "../../server/src/features/huggingFace/translate";
import { fromHuggingFace, yamlOf } from "../../server/src/huggingface/fromHuggingFace";
import type { Launch } from "../../server/src/launch/launch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { modelParameters, parametersTotal } from "../../server/src/model/parameters/modelParameters";
import { launchOf } from "../model/launchOf";
import { configJson, equal, hasRecords, inexpressible, published } from "./records";

const translate = (json: unknown, tokens?: number) => fromHuggingFace(json, { target: MAIN_TARGET, tokens });

const LLAMA = {
  model_type: "llama",
  vocab_size: 32_000,
  hidden_size: 4096,
  num_hidden_layers: 32,
  num_attention_heads: 32,
  intermediate_size: 11_008,
};

describe.skipIf(!hasRecords)(hasRecords ? "published models" : "skipped: no shared data", () => {
  test.each([...published.values()])("$name has its parameters", ({ name, parameters }) => {
    const translation = translate(configJson(name));
    // Of models with nothing near in NeoX nothing is counted.
    expect(translation.modelParameters ?? parameters).toBe(parameters);
  });

  test.each(equal)("$name is built as it is", ({ name, neox, neox_parameters, vocabulary }) => {
    for (const tokens of [undefined, vocabulary]) {
      const { values, parameters, inexpressible } = translate(configJson(name), tokens);
      expect({ parameters, inexpressible }).toEqual({ parameters: neox_parameters, inexpressible: [] });
      const launch = launchOf(yamlOf(values ?? new Map()));
      expect(held(launch)).toEqual(held(launchOf(neox)));
      const counted = modelParameters(launch, vocabulary);
      expect(counted && parametersTotal(counted)).toBe(neox_parameters);
    }
  });

  test.each(equal)("$name: no rule expects NeoX to stop", ({ name }) => {
    expect(checked(configJson(name), { target: MAIN_TARGET }).inexpressible).toEqual([]);
  });

  test.each(inexpressible)("$name: what NeoX does not build", ({ name, reasons, nearest, ...record }) => {
    const { values, parameters, inexpressible: found } = translate(configJson(name));
    expect(keys(found)).toEqual(keys(reasons));
    expect(values === undefined).toBe(nearest === null);
    if (record.nearest_parameters !== undefined) expect(parameters).toBe(record.nearest_parameters);
  });
});

const keys = (reasons: readonly { readonly key: string }[]) => reasons.map(({ key }) => key).sort();

/** What NeoX holds of the model; the divisor of the vocabulary may be another that gives the same rows. */
function held(launch: Launch) {
  const names = launch.catalogue.names.filter((name) => launch.catalogue.get(name)?.group === "Model");
  const values = names
    .filter((name) => name !== "make_vocab_size_divisible_by" && name !== "attention_config")
    // Written out or left to NeoX, four times the hidden size is the same.
    .filter((name) => name !== "intermediate_size")
    .map((name) => [name, scalar(launch.named(name))]);
  return { ...Object.fromEntries(values), types: launch.derivation.attentionTypes };
}

const scalar = (value: unknown) => (typeof value === "bigint" ? Number(value) : value);

describe("what a model needs", () => {
  test("a gated width is written three times over", () => {
    const { values, parameters, inexpressible } = translate(LLAMA);
    expect(values?.get("intermediate_size")).toBe(33_024n);
    expect({ parameters, inexpressible }).toEqual({ parameters: 6_738_415_616, inexpressible: [] });
  });

  test("the divisor of the vocabulary gives the model's rows, for any tokenizer or for the one that is known", () => {
    expect(translate(LLAMA).values?.get("make_vocab_size_divisible_by")).toBe(32_000n);
    expect(
      translate({ ...LLAMA, vocab_size: 50_688 }, 50_277).values?.get("make_vocab_size_divisible_by"),
    ).toBe(512n);
  });

  test("a tokenizer with more tokens than rows is no part of this model", () => {
    expect(keys(translate(LLAMA, 32_001).inexpressible)).toEqual(["vocab_size"]);
  });

  test("what a version lacks is said by the key of the file", () => {
    const old = parseTarget("v2.0");
    const grouped = { ...LLAMA, num_key_value_heads: 8 };
    const { inexpressible } = fromHuggingFace(grouped, { target: old ?? MAIN_TARGET });
    expect(inexpressible).toContainEqual({
      key: "num_key_value_heads",
      value: 8,
      reason: "This NeoX has no num_kv_heads.",
    });
  });

  test("between, a gated MLP was mlp_type: llama with its own width", () => {
    const { values, parameters } = fromHuggingFace(LLAMA, {
      target: parseTarget("2024-06-01") ?? MAIN_TARGET,
    });
    expect([values?.get("mlp_type"), values?.get("intermediate_size")]).toEqual(["llama", 11_008n]);
    expect(parameters).toBe(6_738_415_616);
  });

  test("frequencies that are scaled, in the block of either version of transformers", () => {
    const scaled = { rope_type: "llama3", factor: 8 };
    expect(keys(translate({ ...LLAMA, rope_scaling: scaled }).inexpressible)).toEqual(["rope_scaling"]);
    const block = { ...scaled, rope_theta: 500_000 };
    const { inexpressible, values } = translate({ ...LLAMA, rope_parameters: block });
    expect(keys(inexpressible)).toEqual(["rope_parameters"]);
    expect(values?.get("rotary_emb_base")).toBe(500_000n);
  });

  test("a type that nobody knows here, and its code, are said; code beside a known type is not what builds it", () => {
    const code = { auto_map: { AutoModel: "modeling.Model" } };
    expect(keys(translate({ model_type: "t5", ...code }).inexpressible)).toEqual(["auto_map", "model_type"]);
    expect(translate({ ...LLAMA, ...code }).inexpressible).toEqual([]);
  });

  test("the usual names and the block of transformers 5 count in families with names of their own", () => {
    const sizes = { vocab_size: 304, hidden_size: 64, num_hidden_layers: 2, num_attention_heads: 4 };
    const pythia = {
      model_type: "gpt_neox",
      ...sizes,
      rope_parameters: { rope_theta: 5000, rope_type: "default" },
    };
    expect(translate({ intermediate_size: 256, ...pythia }).values?.get("rotary_emb_base")).toBe(5000n);
    const gpt2 = translate({ model_type: "gpt2", ...sizes, max_position_embeddings: 128 });
    expect(gpt2.values?.get("num_layers")).toBe(2n);
    expect(gpt2.values?.get("max_position_embeddings")).toBe(128n);
  });

  test("the language model of a larger one is taken, which is said", () => {
    const { parameters, inexpressible } = translate({ model_type: "llava", text_config: LLAMA });
    expect(parameters).toBe(6_738_415_616);
    expect(keys(inexpressible)).toEqual(["text_config"]);
  });

  test.each([
    [[], "it is no JSON object"],
    [{ hidden_size: 8 }, "it has neither a known model_type nor known architectures"],
    [{ model_type: "llama" }, "hidden_size is missing"],
    [{ ...LLAMA, num_hidden_layers: -1 }, "num_hidden_layers is no whole number above 0"],
    [{ ...LLAMA, rope_theta: "10000" }, "rope_theta is no number"],
  ])("%j is no model's config", (json, reason) => {
    expect(() => translate(json)).toThrow(reason);
  });
});
