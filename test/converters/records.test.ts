import { describe, expect, it } from "vitest";
import { keysOf } from "../../server/src/converters/cause";
import { type ConversionRecord, readConversions, verdictOfRecord } from "./records";

/** The key, or the flag, that each recorded cause is about. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/^biases of attention|^row-parallel biases/, "model_parallel_size"],
  [
    /^query_key_value of multi-head|lays query_key_value of multi-head|key\/value heads are interleaved/,
    "num_kv_heads",
  ],
  [/^activation \w+ becomes/, "activation"],
  [/^pos_emb/, "pos_emb"],
  [/^rotary_pct/, "rotary_pct"],
  [/^qk_layernorm/, "use_qk_layernorm"],
  [/^attention biases/, "use_bias_in_attn_linear"],
  [/^MLP biases/, "use_bias_in_mlp"],
  [/^rms_norm_eps/, "rms_norm_epsilon"],
  [/^sliding_window/, "sliding_window_width"],
  [/^trained in bfloat16/, "bf16"],
  [/^--precision/, "--precision"],
  [/the config given to the converter says (?:rotary_pct)/, "rotary_pct"],
  [/the config given to the converter says (?:no_weight_tying)/, "no_weight_tying"],
  [/the config given to the converter says (?:num_attention_heads)/, "num_attention_heads"],
  [/single shared layernorm/, "gpt_j_tied"],
  [/mlp\.dense_h_to_4h\.weight: copying/, "activation"],
  [/mlp\.gate_proj\.weight: copying a param with shape torch\.Size\(\[(?:64|43|128)/, "intermediate_size"],
  [/mlp\.gate_proj\.weight: copying a param with shape torch\.Size\(\[96/, "activation"],
  [/query_key_value\.weight: copying/, "num_kv_heads"],
  [/'input_layernorm\.(?:weight|scale)'/, "norm"],
  [/'attention\.query_key_value\.bias'/, "use_bias_in_attn_linear"],
  [/q_proj\.bias/, "use_bias_in_attn_linear"],
  [/'mlp\.linear1\.bias'/, "use_bias_in_mlp"],
  [/'(?:geglu|reglu|bilinear|glu)'/, "activation"],
  [/expected --precision/, "--precision"],
  [/expected --architecture/, "--architecture"],
  [/file named config\.json/, "--vocab-is-hf-tokenizer"],
  [/pad token id/, "--pad-token-id"],
  [/layer_00-model_01/, "model_parallel_size"],
  [/layer_00-model_00|not subscriptable/, "pipe_parallel_size"],
  [/layer_07-model_00/, "no_weight_tying"],
  [/^ones\(\)/, "max_position_embeddings"],
  [/loading state_dict for Embedding/, "vocab_file"],
];

/** Not built, for want of base shapes: whether it converts was never seen. */
const NOT_ASKED = "neox-t18";

describe("the converters of main, run on small models", () => {
  const records = readConversions();

  it("are many", () => {
    expect(records.length).toBeGreaterThan(150);
    expect(new Set(records.map(({ converter }) => converter)).size).toBe(4);
  });

  for (const record of records.filter(({ id }) => id !== NOT_ASKED)) {
    it(`${record.id} becomes what it became`, () => {
      const verdict = verdictOfRecord(record);
      expect(verdict).toBeDefined();
      if (verdict === undefined) return;
      expect(verdict.converts).toBe(record.success);
      expect(verdict.equal).toBe(isEqual(record));
      if (record.success === false) {
        expect(verdict.stop).toMatchObject({ type: record.type, at: record.at });
        expectBeginning(record.message, verdict.stop?.message);
      }
      expect(verdict.stop?.when === "load").toBe(record.loads === false);
      if (record.loads === false)
        expectBeginning(record.load_error, `RuntimeError: ${verdict.stop?.message}`);
      expect(keysOf(verdict)).toEqual(expect.arrayContaining([...expectedKeys(record)]));
      if (expectedKeys(record).length === 0 && record.success && record.loads !== false)
        expect(verdict.causes.filter(({ isHarmless }) => !isHarmless)).toEqual([]);
    });
  }

  it("do otherwise with transformers 4.56.2 where that was seen", () => {
    const seen = records.filter((record) => record.transformers_4_56_2 !== undefined);
    expect(seen).toHaveLength(4);
    for (const record of seen) {
      const { stop, converts } = verdictOfRecord(record, "4.56.2") ?? {};
      expect(converts).toBe(record.transformers_4_56_2?.success);
      expect(stop?.type).toBe(record.transformers_4_56_2?.type);
    }
  });

  it("cannot keep the multipliers of muP", () => {
    const record = records.find(({ id }) => id === NOT_ASKED);
    const verdict = record && verdictOfRecord(record);
    expect(verdict).toMatchObject({ converts: true, equal: false });
    expect(verdict && keysOf(verdict)).toEqual(["use_mup"]);
  });
});

/** Another epsilon and another window count as another model, however little they move these logits. */
function isEqual({ success, same, loads, silently = [] }: ConversionRecord): boolean {
  const differs = silently.some((text) => /^rms_norm_eps|^sliding_window \d/.test(text));
  return success === true && same === true && loads !== false && !differs;
}

function expectedKeys({ success, message = "", silently = [] }: ConversionRecord): readonly string[] {
  const causes = success ? silently : [message];
  return causes.flatMap((cause) => CAUSES.filter(([pattern]) => pattern.test(cause)).map(([, key]) => key));
}

/** Long messages of torch are recorded by their beginning. */
function expectBeginning(recorded = "", told = ""): void {
  const length = Math.min(recorded.length, told.length);
  expect(length === 0 ? told : told.slice(0, length)).toBe(recorded.slice(0, length));
  expect(told.length).toBeGreaterThanOrEqual(Math.min(recorded.length, 40));
}
