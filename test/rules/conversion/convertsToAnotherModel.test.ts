import { expect, test } from "vitest";
import { cases } from "../cases";
import { checkExample } from "../example";

const LLAMA = `num_layers: 2
hidden_size: 768
num_attention_heads: 12
num_kv_heads: 4
seq_length: 2048
max_position_embeddings: 2048
pos_emb: rotary
norm: rmsnorm
activation: swiglu
use_bias_in_attn_linear: false
use_bias_in_mlp: false
no_weight_tying: true
`;

const ROTARY = "pos_emb: rotary";
const TO_HF = "# neox-config: converts-with convert_neox_to_hf";

cases("converts-to-another-model", [
  [ROTARY, "no"],
  [`${ROTARY}\n${TO_HF}`, "no"],
  [`${ROTARY}\n${TO_HF} --architecture neox -- for the leaderboard`, "no"],
  [`${ROTARY}\nactivation: silu\n${TO_HF}`, "silu"],
  [TO_HF, "convert_neox_to_hf"],
  [`${ROTARY}\nnum_kv_heads: 4\n${TO_HF}`, "4"],
  [`${ROTARY}\nmodel_parallel_size: 2\n${TO_HF}`, "2", { gpus: 2 }],
  [`${ROTARY}\ngpt_j_residual: true\nmodel_parallel_size: 2\n${TO_HF}`, "no", { gpus: 2 }],
  [`${ROTARY}\n# neox-config: converts-with convert_neox_to_fh`, "convert_neox_to_fh"],
  [`${ROTARY}\n${TO_HF} --tp 2`, "convert_neox_to_hf"],
]);

function found(text: string, conditions: { readonly launched?: boolean } = {}) {
  const { findings } = checkExample({ files: { "model.yml": text }, ...conditions });
  return findings.filter(({ rule }) => rule === "converts-to-another-model");
}

test("what can be mended when converting is information, and what the file can say for the converter is a fix", () => {
  const text = `${LLAMA}intermediate_size: 6144\n${TO_HF} --architecture llama\n`;
  const [width, epsilon, ...others] = found(text);
  expect(others).toEqual([]);
  expect(width).toMatchObject({ severity: "information", keys: ["intermediate_size"] });
  expect(width?.message).toContain("intermediate_size: 2048");
  expect(epsilon).toMatchObject({ severity: "information", keys: ["rms_norm_epsilon"] });
  const [fix] = epsilon?.fixes() ?? [];
  expect(fix?.edits.map(({ newText }) => newText).join("")).toContain("rms_norm_epsilon: 1.0e-8");
});

test("what the training itself would have to do otherwise is a warning", () => {
  const text = `${LLAMA.replace("num_kv_heads: 4\n", "")}rms_norm_epsilon: 1.0e-5\nintermediate_size: 6144\n${TO_HF} --architecture llama\n`;
  const severities = found(text).map(({ keys, severity }) => [...keys, severity]);
  expect(severities).toEqual([
    ["intermediate_size", "information"],
    ["num_kv_heads", "warning"],
  ]);
});

test("what another file may say is told of a whole launch only", () => {
  const text = `${LLAMA}rms_norm_epsilon: 1.0e-5\n# neox-config: converts-with convert_hf_llama_to_neox\n`;
  expect(found(text)).toEqual([]);
  const absent = `${ROTARY}\n${LLAMA.replace(/norm: rmsnorm[\s\S]*$/, "").replace(/num_kv_heads.*\n|pos_emb.*\n/g, "")}${TO_HF}\n`;
  expect(found(absent)).toEqual([]);
  const launched = found(absent, { launched: true }).flatMap(({ keys }) => keys);
  expect(launched).toEqual(
    expect.arrayContaining(["tokenizer_type", "model_parallel_size", "pipe_parallel_size"]),
  );
});
