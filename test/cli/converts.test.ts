import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Workplace } from "./command";

const MODEL = `num_layers: 2
hidden_size: 32
num_attention_heads: 4
seq_length: 64
max_position_embeddings: 64
pos_emb: rotary
no_weight_tying: true
tokenizer_type: HFTokenizer
vocab_file: tokenizer.json
pipe_parallel_size: 1
model_parallel_size: 1
`;

const LLAMA = `${MODEL}norm: rmsnorm
rms_norm_epsilon: 1.0e-5
activation: swiglu
use_bias_in_attn_linear: false
use_bias_in_mlp: false
num_kv_heads: 2
`;

describe("neox-config converts", () => {
  let workplace: Workplace;

  beforeAll(async () => {
    workplace = await Workplace.with({
      "neox.yml": MODEL,
      "llama.yml": `${LLAMA}intermediate_size: 192\n`,
      "given.yml": `${LLAMA}intermediate_size: 64\n`,
      "hf/config.json": JSON.stringify({
        architectures: ["LlamaForCausalLM"],
        hidden_size: 32,
        num_hidden_layers: 2,
        num_attention_heads: 4,
        num_key_value_heads: 1,
        intermediate_size: 64,
        vocab_size: 384,
      }),
    });
  });

  afterAll(() => workplace.remove());

  async function answer(...args: readonly string[]) {
    const { exit, stdout } = await workplace.command(["converts", ...args, "--format", "json"]);
    return { exit, ...JSON.parse(stdout) };
  }

  it("says that the same model comes out", async () => {
    expect(await answer("neox.yml", "--tool", "convert_neox_to_hf")).toMatchObject({
      exit: 0,
      converts: true,
      equal: true,
      type: null,
      message: null,
      keys: [],
      transformers: "4.38.0",
      command: "python tools/ckpts/convert_neox_to_hf.py --input_dir DIR --config_file FILE --output_dir DIR",
    });
  });

  it("takes the converter by its path, with its flags, and names the exception and its cause", async () => {
    const tool = ["--tool", "tools/ckpts/convert_neox_to_hf.py", "--architecture", "llama"];
    expect(await answer("llama.yml", ...tool, "--input_dir=ckpt/global_step4")).toMatchObject({
      exit: 1,
      converts: false,
      equal: false,
      type: "RuntimeError",
      message: expect.stringContaining("size mismatch for mlp.gate_proj.weight"),
      at: "tools/ckpts/convert_neox_to_hf.py:683:convert",
      keys: ["intermediate_size"],
      reasons: [{ remedy: "Give the converter a copy of the config with intermediate_size: 64." }],
    });
    expect(await answer("llama.yml", "--given", "given.yml", ...tool)).toMatchObject({
      exit: 0,
      equal: true,
    });
    expect(await answer("llama.yml", ...tool, "--config_file", "given.yml")).toMatchObject({ exit: 0 });
    expect(await answer("llama.yml", ...tool, "--config_file", "elsewhere.yml")).toMatchObject({ exit: 1 });
  });

  it("names the call that goes better", async () => {
    const { command } = await answer("llama.yml", "--tool", "convert_neox_to_hf");
    expect(command).toContain("--architecture llama");
  });

  it("reads the model that becomes one of NeoX from its folder", async () => {
    const given = ["--tool", "convert_hf_llama_to_neox", "--model", "hf"];
    expect(await answer("llama.yml", ...given)).toMatchObject({
      converts: true,
      equal: false,
      type: "RuntimeError",
      keys: ["num_kv_heads", "pipe_parallel_size"],
    });
    expect(await answer("llama.yml", "--tool", "convert_hf_llama_to_neox", "--given", "hf")).toMatchObject({
      type: "RuntimeError",
    });
    expect(await answer("llama.yml", "--tool", "convert_hf_llama_to_neox")).toMatchObject({ equal: true });
  });

  it("speaks to people", async () => {
    const { stdout } = await workplace.command(["converts", "llama.yml", "--tool", "convert_neox_to_hf"]);
    expect(stdout).toContain("The converter stops.");
    expect(stdout).toContain("KeyError: 'input_layernorm.weight'");
    expect(stdout).toContain("- `norm`: ");
    const names = await workplace.command(["converts", "neox.yml", "--tool", "convert_hf_to_sequential"]);
    expect(names.stdout).toContain("Missing key(s) in state_dict");
    expect(Math.max(...names.stdout.split("\n").map((line) => line.length))).toBeLessThan(250);
  });

  it("says what it cannot do", async () => {
    const unknown = await workplace.command(["converts", "neox.yml", "--tool", "merge20b"]);
    expect(unknown).toMatchObject({ exit: 2, stderr: expect.stringContaining("no converter merge20b") });
    const foreign = await workplace.command([
      "converts",
      "neox.yml",
      "--tool",
      "convert_neox_to_hf",
      "--tp",
      "2",
    ]);
    expect(foreign).toMatchObject({ exit: 2, stderr: expect.stringContaining("takes no --tp") });
    expect(await answer("absent.yml", "--tool", "convert_neox_to_hf")).toMatchObject({
      exit: 2,
      error: expect.stringContaining("absent.yml"),
    });
  });
});
