import { describe, expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import { MAIN_TARGET, type Target, UNKNOWN_TARGET } from "../../../server/src/launch/target";
import { readYaml } from "../../../server/src/yaml/read";
import { told } from "./told";

const OLD: Target = { kind: "version", label: "2024-10-31", date: "2024-10-31" };
const FROM_YMLS = "TypeError from_ymls";

describe("unknown-argument", () => {
  test.each([
    ["hiden_size: 1", ["Remove hiden_size"]], // hidden_size is set already
    ["log-intervals: 10", ["Rename log-intervals to log_interval", "Remove log-intervals"]],
    ["log_intervals: ten", ["Remove log_intervals"]], // no value of log_interval
    ["qkv_slot_num: 1", ["Remove qkv_slot_num"]],
    [
      "tie_word_embeddings: false",
      ["Replace tie_word_embeddings by no_weight_tying", "Remove tie_word_embeddings"],
    ],
    ["tie_word_embeddings: true", ["Remove tie_word_embeddings"]], // NeoX's default
    ["fp16_enabled: false", ["Remove fp16_enabled"]],
    // Keys of Hugging Face, by what they mean.
    ["hidden_act: silu", ["Replace hidden_act by activation, use_bias_in_mlp", "Remove hidden_act"]],
    [
      "hidden_act: silu\nintermediate_size: 1408",
      ["Replace hidden_act by activation, use_bias_in_mlp, intermediate_size", "Remove hidden_act"],
    ],
    [
      "hidden_act: silu\nintermediate_size: 4224", // NeoX's number
      ["Replace hidden_act by activation, use_bias_in_mlp", "Remove hidden_act"],
    ],
    [
      "sliding_window: 64",
      ["Replace sliding_window by sliding_window_width, attention_config", "Remove sliding_window"],
    ],
    ["hidden_act: gelu_new", ["Replace hidden_act by bias_gelu_fusion", "Remove hidden_act"]],
    ["hidden_act: gelu", ["Remove hidden_act"]], // NeoX's default
    ["hidden_act: quick_gelu", ["Remove hidden_act"]],
    ["num_key_value_heads: 2", ["Rename num_key_value_heads to num_kv_heads", "Remove num_key_value_heads"]],
    ["rope_theta: 500000.0", ["Replace rope_theta by rotary_emb_base", "Remove rope_theta"]],
    ["rope_theta: 999999.4", ["Remove rope_theta"]], // no whole number
    ["rms_norm_eps: 1.0e-6", ["Replace rms_norm_eps by norm, rms_norm_epsilon", "Remove rms_norm_eps"]],
    ["sliding_window: null", ["Remove sliding_window"]],
    ["torch_dtype: bfloat16", ["Replace torch_dtype by precision", "Remove torch_dtype"]],
    ["mlp_bias: false", ["Rename mlp_bias to use_bias_in_mlp", "Remove mlp_bias"]],
    ["dtype: bfloat16", ["Replace dtype by precision", "Remove dtype"]],
    ["initializer_range: 0.01", ["Rename initializer_range to init_method_std", "Remove initializer_range"]],
    ["multi_query: true", ["Replace multi_query by num_kv_heads", "Remove multi_query"]],
  ])("%s", (line, fixes) => {
    const at = line.slice(0, line.indexOf(":"));
    expect(told(line)).toEqual([{ rule: "unknown-argument error", at, neox: FROM_YMLS, fixes }]);
  });

  test.each([
    ["head_dim: 128", 1434],
    ["norm-placement: post", 1408],
    ["verbosity: 2", 1359],
    ["wsd_decay_ratio: 0.1", 1375],
    ["lr_decay_style: wsd", 1375],
    ["lr_decay_style: infinite_cosine", 1194],
  ])("what is proposed upstream is told as that, and is no misspelling: %s", (line, change) => {
    const files = [{ path: "a.yml", document: readYaml(`hidden_size: 512\nnum_layers: 2\n${line}\n`) }];
    const { findings } = check({ files, target: MAIN_TARGET });
    const [found] = findings.filter(({ rule }) => rule === "unknown-argument" || rule === "wrong-choice");
    expect(found?.severity).toBe("error");
    expect(found?.message).toContain(`It is proposed upstream (#${change}), not on main.`);
    expect(found?.message).not.toContain("mean");
    expect(found?.fixes().some(({ title }) => title.startsWith("Rename"))).toBe(false);
  });

  test("an argument that came later is unknown before", () => {
    expect(told("wandb_run_name: x", { target: OLD }).map((it) => it.rule)).toEqual([
      "unknown-argument error",
    ]);
    expect(told("wandb_run_name: x")).toEqual([]);
    expect(told("wandb_run_name: x", { target: UNKNOWN_TARGET })).toEqual([]);
  });
});

describe("removed-argument", () => {
  test.each([
    ["save_interval: 10", ["Rename save_interval to checkpoint_factor", "Remove save_interval"]],
    [
      "mlp-type: llama",
      ["Replace mlp-type by activation, use_bias_in_mlp, intermediate_size", "Remove mlp-type"],
    ],
    ["mlp_type: llama\nactivation: swiglu\nuse_bias_in_mlp: false", ["Remove mlp_type"]],
    ["mlp_type: regular", ["Remove mlp_type"]],
    [
      "train_data_path: a",
      ["Replace train_data_path by train_data_paths", "Remove train_data_path (gives up a)"],
    ],
    ["gas: 2\ngradient_accumulation_steps: 2", ["Remove gas"]],
    ["moe_type: deepspeed", ["Remove moe_type"]],
  ])("%s", (lines, fixes) => {
    const at = lines.slice(0, lines.indexOf(":"));
    expect(told(lines)).toEqual([{ rule: "removed-argument error", at, neox: FROM_YMLS, fixes }]);
  });

  test("what left after the target is known, and what only older versions know is a warning", () => {
    expect(told("detect_nvlink_pairs: true", { target: OLD })).toEqual([]);
    const rule = (line: string) => told(line, { target: UNKNOWN_TARGET }).map((it) => it.rule);
    expect(rule("detect_nvlink_pairs: true")).toEqual(["removed-argument warning"]);
    expect(rule("save_interval: 10")).toEqual(["removed-argument error"]); // no version since v2.0 knows it
  });
});

describe("block-missing-key", () => {
  const missing = (at: string, ...fixes: string[]) => [
    { rule: "block-missing-key error", at, neox: "ValueError __post_init__", fixes },
  ];

  test.each([
    ["fp16: {}", missing("{}", "Write fp16.enabled: true")],
    ["amp: { opt_level: O1 }", missing("{ opt_level: O1 }", "Write amp.enabled: true")],
    ["optimizer: { params: { lr: 0.1 } }", missing("{ params: { lr: 0.1 } }", "Write optimizer.type: Adam")],
    [
      "scheduler: { type: WarmupLR, params: [] }",
      missing("{ type: WarmupLR, params: [] }", "Write scheduler.params: {}"),
    ],
    ["precision: fp16\nfp16: { loss_scale: 0 }", []],
    ["bf16: {}", []],
  ])("%s", (lines, expected) => expect(told(lines, { scope: "launch" })).toEqual(expected));
});
