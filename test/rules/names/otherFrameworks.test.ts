import { expect, test } from "vitest";
import { EXAMPLE_MODEL } from "../../../server/src/rules/kit/exampleModel";
import { checkExample } from "../example";

/** Keys of other frameworks, with what the message names instead. */
const KEYS: readonly (readonly [line: string, named: string])[] = [
  ["gradient_accumulation_size: 4", "gradient_accumulation_steps"],
  ["accumulate_grad_batches: 4", "gradient_accumulation_steps"],
  ["use_flash_attn: true", 'attention_config: [[["flash"], "all"]]'],
  ["flash_attention: true", 'attention_config: [[["flash"], "all"]]'],
  ["swiglu: true", "activation: swiglu"],
  ["vocab_size: 50257", "make_vocab_size_divisible_by"],
  ["activation_function: gelu_new", "activation"],
  ["hidden_activation: gelu", "activation"],
  ["partial_rotary_factor: 0.25", "rotary_pct"],
  ["attention_bias: false", "use_bias_in_attn_linear"],
  ["dtype: bfloat16", "precision"],
  ["initializer_range: 0.02", "init_method_std"],
  ["resid_pdrop: 0.1", "hidden_dropout"],
  ["attn_pdrop: 0.1", "attention_dropout"],
  ["multi_query: true", "num_kv_heads: 1"],
];

test.each(KEYS)("%s: %s", (line, named) => {
  const { findings } = checkExample({ files: { "model.yml": `${EXAMPLE_MODEL}${line}\n` }, neox: "main" });
  const finding = findings.find(({ rule }) => rule === "unknown-argument");
  expect(finding?.message).toContain(named);
});
