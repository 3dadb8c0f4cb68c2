import { describe, expect, test } from "vitest";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { MAIN_TARGET, UNKNOWN_TARGET } from "../../server/src/launch/target";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";

const PARALLEL = "gpt_j_residual: true\nactivation: swiglu\nuse_bias_in_mlp: false";

/** The lines below the model after the preferred fix of a rule's first finding; null where none is. */
function mended(rule: string, lines: string, model = EXAMPLE_MODEL, target = MAIN_TARGET): string | null {
  const text = `${model}${lines}\n`;
  const files = [{ path: "model.yml", document: readYaml(text) }];
  const { findings } = check({ files, target, scope: "launch" });
  const found = findings.filter((finding) => finding.rule === rule);
  expect(found).not.toEqual([]);
  const fix = found[0]?.fixes().find(({ preferred }) => preferred);
  return fix === undefined ? null : applyEdits(text, fix.edits).slice(model.length).trimEnd();
}

describe("attention-config-entry: an entry becomes a pair, and nothing else", () => {
  test.each([
    ['[["global"], 12]', '[[["global"], 12]]'],
    ['[["global"], "all"]', '[[["global"], "all"]]'],
    ['[["global"], "12"]', '[[["global"], 12]]'],
    ['[[["flash"], "6"], [["global"], 6]]', '[[["flash"], 6], [["global"], 6]]'],
    ['[[["flash"], 6.0], [["global"], 6]]', '[[["flash"], 6], [["global"], 6]]'],
    ['[[["flash"], "ALL"]]', '[[["flash"], "all"]]'],
    ['[[["flash"], 6], [["global"]]]', null],
    ['[[["flash"], "six"], [["global"], 6]]', null],
    ['[[["flash"], 6.5], [["global"], 6]]', null],
  ])("%s: %s", (config, expected) =>
    expect(mended("attention-config-entry", `attention_config: ${config}`)).toBe(
      expected && `attention_config: ${expected}`,
    ),
  );
});

describe("split-format: three shares are separated, and stay what they are", () => {
  test.each([
    ["90-5-5", "90,5,5"],
    [".9;.05;.05", ".9,.05,.05"],
    ["9e1 5e0  5e-1", "9e1,5e0,5e-1"],
    ["9e-1 : 5e-2 : 5e-2", "9e-1,5e-2,5e-2"],
    ["(90, 5, 5)", "90,5,5"],
    ["90% 5% 5%", "90,5,5"],
    ["90,5,5,", "90,5,5"],
    ["-1;5;5", null],
    ["90--5-5", null],
    ["0,9;0,05;0,05", null],
    ["90%;5;5", null],
    ["9e-1-5-5", null],
    ["train 90, valid 5, test 5", null],
  ])("%s: %s", (split, expected) => {
    const written = mended("split-format", `data_path: d/x\nsplit: "${split}"`);
    expect(written?.replaceAll('"', "") ?? null).toBe(expected && `data_path: d/x\nsplit: ${expected}`);
  });
});

describe("optimizer-value: a parameter becomes the number that it says, or a person decides", () => {
  test.each([
    ["Adam", 'betas: "0.9, 0.95"', "betas: [0.9, 0.95]"],
    ["Adam", 'betas: ["0.9", "0.95"]', "betas: [0.9, 0.95]"],
    ["Adam", 'betas: "(0.9, 0.95)"', "betas: [0.9, 0.95]"],
    ["Adam", 'betas: " [ 0.9, 0.95, ] "', "betas: [0.9, 0.95]"],
    ["Adam", 'betas: "0.9,"', null],
    ["Adam", 'betas: "0.9, "', null],
    ["Adam", 'betas: "0.9,0.95,x"', null],
    ["Adam", 'betas: "0,9"', null],
    ["Adam", 'betas: "0,1"', null],
    ["Adam", "betas: [0.9, 0.95, 0.1]", null],
    ["Adam", "betas: [0.9]", null],
    ["Adam", 'eps: "1.0e-8"', "eps: 1.0e-8"],
    ["Adam", 'eps: "1e-8x"', null],
    ["Adam", "eps: null", ""],
    ["Adam", 'eps: " "', ""],
    ["sm3", 'momentum: "0,9"', null],
    ["sm3", 'momentum: "0.9"', "momentum: 0.9"],
    ["sm3", 'momentum: "1.5"', null],
    ["sm3", "momentum: 1.5", null],
  ])("%s, %s: %s", (type, parameter, expected) => {
    const block = (params: string) =>
      `train_iters: 10\noptimizer: {type: ${type}, params: {lr: 0.001${params}}}`;
    const written = mended("optimizer-value", block(`, ${parameter}`));
    expect(written).toBe(expected === null ? null : block(expected && `, ${expected}`));
  });
});

describe("optimizer-params-required: what is written stays", () => {
  test.each([
    ["{type: Adam, lr: 0.002}", "{type: Adam, params: {lr: 0.002}}"],
    ["{type: Adam}", "{type: Adam, params: {lr: 0.001}}"],
    ["{type: Adam, params: null}", "{type: Adam, params: {lr: 0.001}}"],
    ["{type: Adam, lr: 0.002, params: null}", null],
    ["{lr: 0.002, type: Adam, eps: 1.0e-6}", null],
    ["{type: Adam, params: [0.002]}", null],
  ])("%s: %s", (optimizer, expected) =>
    expect(mended("optimizer-params-required", `optimizer: ${optimizer}`)).toBe(
      expected && `optimizer: ${expected}`,
    ),
  );
});

describe("a value that the file gives where NeoX does not look is moved to where it does", () => {
  const ADAM = "optimizer: {type: Adam}";
  const without = (name: string) => EXAMPLE_MODEL.replace(new RegExp(`^${name}: .*\n`, "m"), "");
  test.each([
    ["optimizer-params-required", `lr: 0.0001\n${ADAM}`, "optimizer: {type: Adam, params: {lr: 0.0001}}"],
    ["optimizer-params-required", `lr: 1e-4\n${ADAM}`, "optimizer: {type: Adam, params: {lr: 0.0001}}"],
    [
      "optimizer-params-required",
      "learning_rate: 0.0001\noptimizer: {type: Adam, params: null}",
      "optimizer: {type: Adam, params: {lr: 0.0001}}",
    ],
    [
      "optimizer-params-required",
      `lr: null\n${ADAM}`,
      "lr: null\noptimizer: {type: Adam, params: {lr: 0.001}}",
    ],
    ["optimizer-params-required", `lr: high\n${ADAM}`, null],
    ["optimizer-params-required", `lr: 0.1\nlearning_rate: 0.2\n${ADAM}`, null],
    [
      "lr-null",
      "lr: 0.0001\noptimizer: {type: Adam, params: {lr: null}}",
      "optimizer: {type: Adam, params: {lr: 0.0001}}",
    ],
    [
      "wrong-type",
      "lr: 0.0001\noptimizer: adam",
      'lr: 0.0001\noptimizer: { "type": "adam", "params": { "lr": 0.0001 } }',
    ],
    [
      "zero-stage-required",
      "zero_stage: 2\nzero_optimization: {reduce_scatter: true}",
      "zero_optimization: {reduce_scatter: true, stage: 2}",
    ],
    [
      "bf16-needs-zero-optimization",
      "zero_stage: 1\nprecision: bfloat16",
      "precision: bfloat16\nzero_optimization: {stage: 1}",
    ],
    ["save-schedule", "save: ck\nsave_steps: 500", "save: ck\ncheckpoint_factor: 500"],
    ["save-schedule", "save: ck\nsave_interval: 500", "save: ck\ncheckpoint_factor: 500"],
    ["save-schedule", "save: ck\nsave_iters: [5]", "save: ck\nextra_save_iters: [5]"],
    ["save-schedule", "save: ck\nsave_steps: often", null],
    ["rotary-key-unused", "rotary_pct: 0.5", "rotary_pct: 0.5\npos_emb: rotary"],
    ["rotary-key-unused", "rotary_pct: 0.5\nposition_embedding_type: learned", null],
  ])("%s, %s: %s", (rule, lines, expected) => expect(mended(rule, lines)).toBe(expected));

  test.each([
    [
      "batch-size-required",
      "train_micro_batch_size_per_gpu",
      "batch_size: 8",
      "train_micro_batch_size_per_gpu: 8",
    ],
    [
      "batch-size-required",
      "train_micro_batch_size_per_gpu",
      "micro-batch-size: 8",
      "train-micro-batch-size-per-gpu: 8",
    ],
    [
      "batch-size-required",
      "train_micro_batch_size_per_gpu",
      "global_batch_size: 64",
      "train_batch_size: 64",
    ],
    [
      "batch-size-required",
      "train_micro_batch_size_per_gpu",
      "train_micro_batch_size_per_gpu: null\nbatch_size: 8",
      "train_micro_batch_size_per_gpu: 8",
    ],
    ["batch-size-required", "train_micro_batch_size_per_gpu", "batch_size: 8\nmicro_batch_size: 4", null],
    ["batch-size-required", "train_micro_batch_size_per_gpu", "batch_size: eight", null],
    ["required-argument", "max_position_embeddings", "n_positions: 4096", "max_position_embeddings: 4096"],
    ["required-argument", "hidden_size", "d_model: 768", "hidden_size: 768"],
    ["seq-length-required", "seq_length", "max_seq_len: 1024", "seq_length: 1024"],
  ])("%s without %s, %s: %s", (rule, name, lines, expected) =>
    expect(mended(rule, lines, without(name))).toBe(expected),
  );
});

describe("unknown-argument, removed-argument: another name gets what it takes", () => {
  test.each([
    ["unknown-argument", "rms_norm_eps: 1.0e-5", "norm: rmsnorm\nrms_norm_epsilon: 1.0e-5"],
    ["unknown-argument", "rms_norm_eps: 1e-5", "norm: rmsnorm\nrms_norm_epsilon: 1.0e-5"],
    ["unknown-argument", "rms_norm_eps: null", null],
    ["unknown-argument", "top_l: 5", null],
    ["unknown-argument", "te_mhb: true", "te_mha: true"],
    ["unknown-argument", "rms_norm_eps: tiny", null],
    ["unknown-argument", "attention_bias: null", null],
    ["unknown-argument", "learning_rate: null\noptimizer: {type: Adam, params: {}}", null],
    ["unknown-argument", "learning_rate: 0.1\noptimizer: {params: {}}", "optimizer: {params: {lr: 0.1}}"],
    ["removed-argument", "train_data_path: d/x", "train_data_paths: [d/x]"],
    ["removed-argument", "train_data_path: null", ""],
    ["removed-argument", "valid_data_path: [a, b]", "valid_data_paths: [a, b]"],
    ["removed-argument", "valid_data_path: [null]", null],
    ["removed-argument", "valid_data_path: 3", null],
    ["removed-argument", "gas: null", null],
  ])("%s, %s: %s", (rule, line, expected) => expect(mended(rule, line)).toBe(expected));
});

describe("mlp-model-parallel: an MLP of about the same width", () => {
  const wide = EXAMPLE_MODEL.replace("768", "4096").replace(/heads: \d+/, "heads: 64");
  test.each([
    [
      "intermediate_size: 16380\nmodel_parallel_size: 64",
      "intermediate_size: 16384\nmodel_parallel_size: 64",
    ],
    ["intermediate_size: 30\nmodel_parallel_size: 64", null],
  ])("%s: %s", (lines, expected) => expect(mended("mlp-model-parallel", lines, wide)).toBe(expected));
});

describe("a number in a range: what was meant, or a person decides", () => {
  test.each([
    ["zero-stage-invalid", 'zero_optimization: {stage: "2"}', "zero_optimization: {stage: 2}"],
    ["zero-stage-invalid", "zero_optimization: {stage: two}", null],
    ["zero-stage-invalid", "zero_optimization: {stage: 7}", null],
    ["dropout-range", "hidden_dropout: 10", "hidden_dropout: 0.1"],
    ["dropout-range", "hidden_dropout: 1.5", null],
    ["dropout-range", "hidden_dropout: -0.1", null],
    ["warmup-fraction-range", "train_iters: 1000\nwarmup: 10", "train_iters: 1000\nwarmup: 0.01"],
    ["warmup-fraction-range", "train_iters: 1000\nwarmup: 1.5", null],
  ])("%s, %s: %s", (rule, lines, expected) => expect(mended(rule, lines)).toBe(expected));
});

describe("of an unknown version, what main has no more is nothing to change a model for", () => {
  test.each([
    ["kv-heads-reshape", "num_kv_heads: 4", null],
    ["kv-heads-reshape", "num_kv_heads: 1", null],
    ["removed-argument", "genfile: out.txt", "sample_output_file: out.txt"],
  ])("%s, %s: %s", (rule, lines, expected) =>
    expect(mended(rule, lines, EXAMPLE_MODEL, UNKNOWN_TARGET)).toBe(expected),
  );
});

describe("what the file asks for twice, and cannot have, a person decides", () => {
  const FLASH = "attention_config: [[[flash], 12]]\nprecision: bfloat16";
  test.each([
    ["te-attention-window", "te_mha: true\npos_emb: rotary\nsliding_window_width: 1024", undefined],
    ["qk-norm-grouped-flash", `num_kv_heads: 4\nuse_qk_layernorm: true\n${FLASH}`, undefined],
    ["qk-norm-rmsnorm", "norm: rmsnorm\nuse_qk_layernorm: true", "2024-10-31"],
    ["train-iters-and-epochs", "train_iters: 1000\ntrain_epochs: 1", undefined],
    ["mlp-size-once", "intermediate_size: 2048\nexpansion_factor: 4.0", undefined],
    ["parallel-residual-drops-attention", PARALLEL, undefined],
  ])("%s, %s", (rule, lines, version) =>
    expect(mended(rule, lines, EXAMPLE_MODEL, parseTarget(version ?? "main") ?? MAIN_TARGET)).toBe(null),
  );
});

describe("what a feature costs gives way to the feature, and a feature to nothing", () => {
  const MAMBA = "attention_config: [[[mamba], 12]]\nmamba_use_bias_in_linears: true\n";
  const PAIRS = "train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n";
  const UNPACKED = "train_iters: 100\ndata_path: data/x\ndata_impl: mmap\npack_impl: unpacked\n";
  test.each([
    ["mamba-bias-fusion", `${MAMBA}mamba_inner_func_fusion: true`, `${MAMBA}mamba_inner_func_fusion: false`],
    [
      "gelu-fusion-onnx",
      "onnx_safe: true\nbias_gelu_fusion: true",
      "onnx_safe: true\nbias_gelu_fusion: false",
    ],
    ["mlp-size-once", "intermediate_size: 3072\nexpansion_factor: 4.0", "intermediate_size: 3072"],
    ["weight-by-num-documents-pairwise", `${PAIRS}weight_by_num_documents: true`, null],
    ["unpacked-needs-labels", `${UNPACKED}train_label_data_paths: null`, null],
    ["amp-zero", "amp: {enabled: true}\nprecision: fp16", "precision: fp16"],
    ["amp-zero", "amp: {enabled: true}\nzero_optimization: {stage: 1}", null],
  ])("%s, %s: %s", (rule, lines, expected) => expect(mended(rule, lines)).toBe(expected));
});

test("the only data that a file names goes with no last resort, where others may name the lists", () => {
  const text = "train_label_data_paths: [labels]\ndata_path: data/enwik8\n";
  const files = [{ path: "model.yml", document: readYaml(text) }];
  const found = check({ files, target: MAIN_TARGET }).findings.filter(({ rule }) => rule === "label-paths");
  const fixes = found.flatMap((finding) => finding.fixes());
  expect(fixes.map(({ title, lastResort }) => [title, lastResort])).toEqual([
    ["Replace data_path by train_data_paths, valid_data_paths, test_data_paths", undefined],
    ["Remove data_path (gives up data/enwik8)", undefined],
  ]);
});

describe("precision-spelling: numbers of other frameworks", () => {
  test.each([
    ["precision: 16", "precision: fp16"],
    ["precision: 32", "precision: fp32"],
    ["precision: false", null],
    ["precision: 64", null],
  ])("%s: %s", (lines, expected) => expect(mended("precision-spelling", lines)).toBe(expected));
});

describe("a key that is only misspelt is renamed, and not set to something else beside it", () => {
  test.each([
    ["zero-stage-required", "zero_optimization: {stge: 3}", "zero_optimization: {stage: 3}"],
    ["zero-stage-required", "zero_optimization: {stge: 3, stag: 2}", null],
    ["zero-stage-required", "zero_optimization: {}", "zero_optimization: {stage: 0}"],
    ["block-missing-key", "fp16: {enbaled: false}", "fp16: {enabled: false}"],
    ["block-missing-key", "fp16: {enbaled: false, enabledd: true}", null],
    ["block-missing-key", "flops_profiler: {enbled: true}", "flops_profiler: {enabled: true}"],
    [
      "block-missing-key",
      "optimizer: {tpye: Adam, params: {lr: 0.1}}",
      "optimizer: {type: Adam, params: {lr: 0.1}}",
    ],
    [
      "optimizer-params-required",
      "optimizer: {type: Adam, parms: {lr: 0.1}}",
      "optimizer: {type: Adam, params: {lr: 0.1}}",
    ],
  ])("%s: %s", (rule, before, after) => expect(mended(rule, before)).toBe(after));
});

describe("of several keys that may mean one, none is renamed but the first of those that are alike", () => {
  test.each([
    ["unknown-argument", "train_iterss: 1\ntrain_iter: 1", "train_iters: 1\ntrain_iter: 1"],
    ["unknown-argument", "train_iterss: 1\ntrain_iter: 2", null],
    ["unknown-argument", "gas: 1\ngradient_acumulation_steps: 2", null],
    [
      "optimizer-params",
      "optimizer: {type: Adam, params: {lr: 1, betass: [0.9, 0.9], bets: [0.8, 0.8]}}",
      null,
    ],
    ["unknown-nested-key", "fp16: {enabled: true, loss_scal: 1, loss_scalee: 2}", null],
  ])("%s: %s", (rule, before, after) => expect(mended(rule, before)).toBe(after));
});

describe("a number in words that PyYAML takes for text is that number, and not another", () => {
  test.each([
    ["unknown-argument", "norm: rmsnorm\nrms_norm_eps: 1_0e-6", "norm: rmsnorm\nrms_norm_epsilon: 1.0e-5"],
    [
      "unknown-argument",
      "optimizer: {type: Adam, params: {lr: 0.0006}}\nlearning_rate: '6e-4'",
      "optimizer: {type: Adam, params: {lr: 0.0006}}",
    ],
  ])("%s: %s", (rule, before, after) => expect(mended(rule, before)).toBe(after));
});

describe("where the files may say it by another name, NeoX's usual value is preferred by nobody", () => {
  test.each([
    ["block-missing-key", 'fp16: {ENABLED: "no"}'],
    ["block-missing-key", "fp16: {disabled: true, loss_scale: 0}"],
    ["block-missing-key", "fp16: {fp16: false}"],
    ["block-missing-key", "fp16: {fp16: off, loss_scale: 0}"],
    ["block-missing-key", "flops_profiler: {disabled: true}"],
    ["block-missing-key", "optimizer: {name: sgd, params: {lr: 0.1}}"],
    ["block-missing-key", "optimizer: {params: {type: sgd, lr: 0.1}}"],
    ["block-missing-key", "optimizer: {params: {lr: 0.1, momentum: 0.9}}"],
    ["block-missing-key", "optimizer_type: sgd\noptimizer: {params: {lr: 0.1}}"],
    ["block-missing-key", "scheduler: {name: WarmupLR, params: {}}"],
    ["zero-stage-required", "zero_optimization: {zero_stage: 2}"],
    ["zero-stage-required", "zero_optimization: {zero: {stage: 3}}"],
    ["zero-stage-required", 'zero_optimization: {level: "3"}'],
    ["block-missing-key", "x: &x {name: sgd}\noptimizer: {<<: *x, params: {lr: 0.1}}"],
    ["block-missing-key", "x: &x {momentum: 0.9}\noptimizer: {params: {<<: *x, lr: 0.1}}"],
    ["block-missing-key", "x: &x {disabled: true}\nfp16: {<<: *x, loss_scale: 0}"],
    ["zero-stage-required", "x: &x {zero_stage: 2}\nzero_optimization: {<<: *x}"],
    ["optimizer-params-required", "x: &x {lr: 1.0e-4}\noptimizer:\n  <<: *x\n  type: Adam"],
    ["optimizer-params-required", "x: &x {lr: 1.0e-4}\noptimizer: {<<: *x, type: Adam, eps: 1.0e-8}"],
    ["optimizer-params-required", "x: &x {lr: 1.0e-4}\nlr: 1.0e-3\noptimizer: {<<: *x, type: Adam}"],
    ["optimizer-params-required", "optimizer: {type: Adam, offload: {device: cpu}}"],
    ["wrong-type", `attention_config: "[[['global'], 12]]"`],
    ["wrong-type", "attention_config: flash*12"],
    ["wrong-type", "train_iters: 100%"],
    ["wrong-type", 'split: [969, "", 31]'],
  ])("%s: %s", (rule, lines) => expect(mended(rule, lines)).toBeNull());
});

test.each([
  ["block-missing-key", "fp16: {loss_scale: 0}", "fp16: {loss_scale: 0, enabled: true}"],
  ["block-missing-key", "fp16: {fp16: true}", "fp16: {fp16: true, enabled: true}"],
  [
    "zero-stage-required",
    "zero_optimization: {reduce_bucket_size: 500}",
    "zero_optimization: {reduce_bucket_size: 500, stage: 0}",
  ],
  [
    "optimizer-params-required",
    "x: &x {type: Adam}\noptimizer: {<<: *x}",
    "x: &x {type: Adam}\noptimizer: {<<: *x, params: {lr: 0.001}}",
  ],
  [
    "optimizer-params-required",
    "optimizer: {type: Adam, args: {lr: 0.1}}",
    "optimizer: {type: Adam, params: {lr: 0.1}}",
  ],
  ["wrong-type", "attention_config: flash, global", 'attention_config: [[["flash", "global"], "all"]]'],
])("%s: %s", (rule, before, after) => expect(mended(rule, before)).toBe(after));
