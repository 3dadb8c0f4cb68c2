import { describe, expect, test } from "vitest";
import { UNKNOWN_TARGET } from "../../../server/src/launch/target";
import { findingsOf, told, wordsOf } from "./told";

const AUTOTUNING = "autotuning: { enabled: true }\n";

describe("wrong-type", () => {
  const validate = (at: string, ...fixes: string[]) => [
    { rule: "wrong-type error", at, neox: "AttributeError validate_types", fixes },
  ];

  test.each([
    ['use_bias_in_mlp: "true"', validate('"true"', "Write use_bias_in_mlp: true")],
    ["use_bias_in_mlp: 0", validate("0", "Write use_bias_in_mlp: false")],
    ['num_workers: "8"', validate('"8"', "Write num_workers: 8")],
    ["num_workers: 8.0", validate("8.0", "Write num_workers: 8")],
    ["num_workers: 8.5", validate("8.5", "Remove num_workers")],
    ["num_workers: yes", validate("yes", "Remove num_workers")],
    ["num_workers: None", validate("None", "Remove num_workers")],
    ["use_bias_in_mlp: ture", validate("ture", "Write use_bias_in_mlp: true")],
    ["use_bias_in_mlp: Flase", validate("Flase", "Write use_bias_in_mlp: false")],
    ['use_bias_in_mlp: "True "', validate('"True "', "Write use_bias_in_mlp: True")],
    ["use_bias_in_mlp: maybe", validate("maybe", "Remove use_bias_in_mlp")],
    ["use_bias_in_mlp: false positive", validate("false positive", "Remove use_bias_in_mlp")],
    ['num_workers: " 8"', validate('" 8"', "Write num_workers: 8")],
    ["num_workers: 1,", validate("1,", "Write num_workers: 1")],
    ["min_lr: 1e-5;", validate("1e-5;", "Write min_lr: 1.0e-5")],
    ["use_bias_in_mlp: true,", validate("true,", "Write use_bias_in_mlp: true")],
    ["train_iters: 143,000", validate("143,000", "Write train_iters: 143000")],
    ["train_iters: 143,00", validate("143,00")],
    ["train_iters: 100k", validate("100k", "Write train_iters: 100000")],
    ["train_iters: 1.1M,", validate("1.1M,", "Write train_iters: 1100000")],
    ["train_iters: 1.2345k", validate("1.2345k")],
    ["eval_interval: 100 k", validate("100 k", "Remove eval_interval")],
    ["warmup: 1%", validate("1%", "Write warmup: 0.01")],
    ["split: [949, 50, 1]", validate("[949, 50, 1]", 'Write split: "949,50,1"')],
    ["split: [a, b]", validate("[a, b]", "Remove split")],
    ["min_lr: '1e-5'", validate("'1e-5'", "Write min_lr: 1.0e-5")],
    ["wandb_group: on", validate("on", 'Write wandb_group: "on"')],
    ["wandb_group: 2024-01-01", validate("2024-01-01", 'Write wandb_group: "2024-01-01"')],
    ['num_workers: "2020-13-45"', validate('"2020-13-45"', "Remove num_workers")],
    ['num_workers: "0b_"', validate('"0b_"', "Remove num_workers")],
    ["train_data_paths: a", validate("a", "Write train_data_paths: [a]")],
    ["train_data_paths: a, b", validate("a, b", 'Write train_data_paths: ["a", "b"]')],
    ["train_data_paths: a,", validate("a,", 'Write train_data_paths: ["a"]')],
    ["train_data_paths: a b", validate("a b", "Write train_data_paths: [a b]")],
    ["train_data_weights: .5,1e-3", validate(".5,1e-3", "Write train_data_weights: [.5, 1.0e-3]")],
    ['extra_save_iters: "1000 2000"', validate('"1000 2000"', "Write extra_save_iters: [1000, 2000]")],
    ["num_workers: '010'", validate("'010'", "Write num_workers: 10")],
    ['seed: "-0_12"', validate('"-0_12"', "Write seed: -12")],
    ['seed: "0x10"', validate('"0x10"', "Write seed: 0x10")],
    ['rotary_pct: "010"', validate('"010"', "Write rotary_pct: 10")],
    ["wandb_group: 007", validate("007", 'Write wandb_group: "007"')],
    ["log_dir: 12:30:45", validate("12:30:45", 'Write log_dir: "12:30:45"')],
    ["amp: true", validate("true", 'Write amp: { "enabled": true }')],
    ["comet_experiment: x", validate("x")],
  ])("%s", (line, expected) => expect(told(line)).toEqual(expected));

  test("a union says so in a ValueError, and never takes a list", () => {
    expect(told("online_dataserver_ports: [10000, 10001]\ncheckpoint_factor: yes\ncomet_tags: abc")).toEqual([
      {
        rule: "wrong-type error",
        at: "[10000, 10001]",
        neox: "ValueError __post_init__",
        fixes: ["Write online_dataserver_ports: 10000 (gives up the other items)"],
      },
      { rule: "wrong-type error", at: "yes", neox: "ValueError __post_init__", fixes: [] },
      {
        rule: "wrong-type error",
        at: "abc",
        neox: "ValueError __post_init__",
        fixes: ["Write comet_tags: [abc]"],
      },
    ]);
  });

  test("a value that Python cannot work with stops an earlier step", () => {
    expect(told('fp16: true\nzero_optimization: 1\nmodel_parallel_size: "2"', { gpus: 8 })).toEqual([
      {
        rule: "wrong-type error",
        at: "true",
        neox: "AttributeError calculate_derived",
        fixes: ['Write fp16: { "enabled": true }'],
      },
      {
        rule: "wrong-type error",
        at: "1",
        neox: "TypeError calculate_derived",
        fixes: ['Write zero_optimization: { "stage": 1 }'],
      },
      {
        rule: "wrong-type error",
        at: '"2"',
        neox: "TypeError calculate_derived",
        fixes: ["Write model_parallel_size: 2"],
      },
    ]);
  });

  test("a copied value is told where it is written", () => {
    expect(told("optimizer: { type: Adam, params: { lr: '0.1' } }")).toEqual([
      {
        rule: "wrong-type error",
        at: "'0.1'",
        neox: "AttributeError validate_types",
        fixes: ["Write optimizer.params.lr: 0.1"],
      },
    ]);
  });

  test.each([
    "min_lr: 1", // an int passes for a float
    "wandb_group: null",
    `${AUTOTUNING}num_workers: auto`,
    "lr: text", // overwritten by optimizer.params.lr
    "precision: bf16", // becomes fp32
    "train_batch_size: 8.0", // becomes an int
    "checkpoint_factor: 1.5",
  ])("%s passes", (lines) => expect(told(lines, { gpus: 1 })).toEqual([]));

  test('"auto" passes only while autotuning', () => {
    expect(told("num_workers: auto").map((it) => it.rule)).toEqual(["wrong-type error"]);
  });
});

describe("number-as-string", () => {
  test.each([
    ["min_lr: 1e-5", "1e-5", "Write min_lr: 1.0e-5"],
    ["train_iters: 5e3", "5e3", "Write train_iters: 5000"],
    ["seed: 08", "08", "Write seed: 8"],
    ["checkpoint_factor: 1e4", "1e4", "Write checkpoint_factor: 10000"],
  ])("%s", (line, at, fix) => {
    expect(told(line)).toMatchObject([{ rule: "number-as-string error", at, fixes: [fix] }]);
  });

  test("inside of blocks NeoX copies only some values", () => {
    const block = "optimizer: { type: Adam, params: { lr: 6e-4, eps: 1e-8 } }";
    expect(told(block)).toEqual([
      {
        rule: "number-as-string error",
        at: "6e-4",
        neox: "AttributeError validate_types",
        fixes: ["Write optimizer.params.lr: 6.0e-4"],
      },
      {
        rule: "number-as-string error",
        at: "1e-8",
        neox: "TypeError train_step",
        fixes: ["Write optimizer.params.eps: 1.0e-8"],
      },
    ]);
  });

  test("a text that looks like a number is none where a text is wanted", () => {
    expect(told('wandb_group: 1e-5\nmin_lr: 1.0e-5\ncomet_tags: ["1e5"]')).toEqual([]);
    expect(told("comet_tags: [1e5, 08]\ntrain_data_paths: [08]\nwandb: {group: 1e5}")).toEqual([]);
  });
});

describe("wrong-choice", () => {
  const choice = (at: string, ...fixes: string[]) => [
    { rule: "wrong-choice error", at, neox: "ValueError __post_init__", fixes },
  ];

  test.each([
    ['pos_emb: "rope"', choice('"rope"', 'Write pos_emb: "rotary"')],
    ["norm: layer_norm", choice("layer_norm", "Write norm: layernorm")],
    ["optimizer: { type: AdamW, params: {} }", choice("AdamW", "Write optimizer.type: adam")],
    ["init_method: wang", choice("wang", "Write init_method: wang_init")],
    ["data_impl: lazy", choice("lazy", "Write data_impl: mmap")],
    [
      "lr_decay_style: 5",
      choice(
        "5",
        "Write lr_decay_style: constant",
        "Write lr_decay_style: linear",
        "Write lr_decay_style: cosine",
        "Write lr_decay_style: exponential",
      ),
    ],
  ])("%s", (line, expected) => expect(told(line)).toEqual(expected));

  test.each([
    ...["nadam", "RAdam", "adan", "adamax", "sgdm", "onebitlamb"].map(
      (name) => `optimizer: { type: ${name} }`,
    ),
    ...["selu", "elu", "quick_gelu", "relu2", "relu6", "prelu", "crelu"].map((name) => `activation: ${name}`),
    "norm: layernorm1p",
    "init_method: kaiming_normal",
  ])("%s is a name of something else, and no choice is meant", (line) => {
    const fixes = findingsOf(line).flatMap((finding) => finding.fixes());
    expect(fixes.filter(({ preferred }) => preferred)).toEqual([]);
    expect(fixes.length).toBeGreaterThan(1);
  });

  test("what an older version took is a warning while the target is unknown", () => {
    const rule = (line: string) => told(line, { target: UNKNOWN_TARGET }).map((it) => it.rule);
    expect(rule("output_layer_parallelism: row")).toEqual(["wrong-choice warning"]);
    expect(rule("norm: batchnorm")).toEqual(["wrong-choice error"]);
  });

  test("a choice that came later is none before", () => {
    const target = { kind: "version", label: "2024-10-31", date: "2024-10-31" } as const;
    expect(told("norm: non_parametric_layernorm", { target }).map((it) => it.at)).toEqual([
      "non_parametric_layernorm",
    ]);
    expect(told("norm: non_parametric_layernorm")).toEqual([]);
  });
});

const LISTS = "train_data_paths: [data/x]\nvalid_data_paths: [data/x]\ntest_data_paths: [data/x]\n";

describe("choice-case", () => {
  test.each([
    ["norm: LayerNorm", "error", "ValueError get_norm", "Write norm: layernorm"],
    ['activation: "GELU"', "error", "ValueError get_activation", 'Write activation: "gelu"'],
    ["init_method: Normal", "error", "NotImplementedError _get", "Write init_method: normal"],
    ["lr_decay_style: Cosine", "warning", "get_lr", "Write lr_decay_style: cosine"],
    ["pos_emb: Rotary", "warning", "init_specs", "Write pos_emb: rotary"],
    ["pack_impl: Packed", "warning", "FileNotFoundError _build_index_mappings", "Write pack_impl: packed"],
  ])("%s", (line, severity, neox, fix) => {
    expect(told(line)).toMatchObject([{ rule: `choice-case ${severity}`, neox, fixes: [fix] }]);
  });

  // Each as real NeoX took it; a pipeline and a single data set read past some.
  test.each([
    ["data_path: data/x\ndata_impl: MMAP", "error", "AttributeError build_train_valid_test_data_loaders"],
    ["data_path: data/x\npack_impl: Packed", "error", "FileNotFoundError _build_index_mappings"],
    ["data_path: data/x\ntrain_impl: NORMAL", "error", "UnboundLocalError forward_step"],
    [`${LISTS}dataset_impl: GPT2`, "error", "NotImplementedError build_the_dataset"],
    [
      "data_path: data/x\nno_weight_tying: true\noutput_layer_parallelism: Column",
      "error",
      "SystemExit __init__",
    ],
  ])("%s in a training", (lines, severity, neox) => {
    const found = told(lines, { scope: "launch" }).filter(({ rule }) => rule.startsWith("choice-case"));
    expect(found).toMatchObject([{ rule: `choice-case ${severity}`, neox }]);
  });

  test.each(["data_path: data/x\ndataset_impl: GPT2", "pipe_parallel_size: 1\ntrain_impl: NORMAL"])(
    "%s runs",
    (lines) => {
      const found = told(lines, { scope: "launch" }).filter(({ rule }) => rule.startsWith("choice-case"));
      expect(found).toEqual([]);
    },
  );

  test.each([
    "optimizer: { type: ADAM, params: {} }",
    "tokenizer_type: hftokenizer",
    "pos_emb: None", // does what `none` does
    "lr_decay_style: Constant",
    "moe_router_type: TopK", // without experts nothing reads it
    'activation: GELU\nattention_config: [[["mamba"], 12]]',
  ])("%s is harmless", (lines) => expect(told(lines, { scope: "launch" })).toEqual([]));
});

test("numbers are spelt as Python spells them", () => {
  expect(wordsOf("make_vocab_size_divisible_by: 128.0\nnorm: 2.0\n")).toEqual([
    "norm cannot be the float 2.0. NeoX takes layernorm, rmsnorm, non_parametric_layernorm, scalenorm, te_rmsnorm, te_layernorm, and stops with ValueError.",
    "make_vocab_size_divisible_by must be a whole number (int), but PyYAML reads the float 128.0 here. NeoX says only AttributeError: type object 'int' has no attribute '__origin__'.",
  ]);
});
