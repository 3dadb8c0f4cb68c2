import { describe, expect, test } from "vitest";
import { CONVERTER_ARCHITECTURES, converterConfig } from "../../server/src/huggingface/converterConfig";
import { fromHuggingFace, yamlOf } from "../../server/src/huggingface/fromHuggingFace";
import { toHuggingFace } from "../../server/src/huggingface/toHuggingFace";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { launchOf } from "../model/launchOf";
import { configJson, conversions, equal, hasRecords, published } from "./records";

/** Keys of a `config.json` that say nothing of the model. */
const NOT_OF_THE_MODEL = new Set(["pad_token_id"]);

describe.skipIf(!hasRecords)(hasRecords ? "published models" : "skipped: no shared data", () => {
  test.each(equal)("$name is given back", ({ name, vocabulary }) => {
    const { values } = fromHuggingFace(configJson(name), { target: MAIN_TARGET, tokens: vocabulary });
    const right = toHuggingFace(launchOf(yamlOf(values ?? new Map())), undefined, vocabulary)?.right;
    const expected = Object.entries(published.get(name)?.config ?? {}).filter(
      ([key]) => !NOT_OF_THE_MODEL.has(key),
    );
    expect(right).toMatchObject(Object.fromEntries(expected));
  });

  test.each(equal)("$name is given back from its config alone", ({ name }) => {
    const { values } = fromHuggingFace(configJson(name), { target: MAIN_TARGET });
    const right = toHuggingFace(launchOf(yamlOf(values ?? new Map())), undefined)?.right;
    expect(right?.vocab_size).toBe(configJson(name).vocab_size);
  });

  test("the converter's config.json is as it was recorded, with the config that it was given", () => {
    expect(conversions.length).toBeGreaterThan(50);
    for (const { id, config, given, architecture, padded_vocab, hf_config } of conversions) {
      const changed = Object.entries({ ...config, ...given }).filter(([key]) => given?.[key] !== null);
      const launch = launchOf(JSON.stringify(Object.fromEntries(changed)));
      const wanted = CONVERTER_ARCHITECTURES.find((it) => it === architecture) ?? "neox";
      const { model_type, ...written } = converterConfig(launch, wanted, padded_vocab);
      const recorded = Object.keys(written).map((key) => [key, hf_config[key]]);
      expect({ id, ...written }).toEqual({ id, ...Object.fromEntries(recorded) });
    }
  });
});
