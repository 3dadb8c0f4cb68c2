import { describe, expect, it } from "vitest";
import { fixLaunch } from "../../server/src/cli/fixes";
import { checkInput } from "../../server/src/cli/launchInput";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { smallTraining as model, SMALL_TRAINING } from "../smallTraining";

interface Ways {
  readonly gpus?: number;
  readonly neox?: string;
  readonly lastResorts?: boolean;
}

function inputOf(text: string, { gpus = 8, neox = "main" }: Ways) {
  const target = parseTarget(neox) ?? UNKNOWN_TARGET;
  return { files: [{ path: "model.yml", text }], target, gpus, scope: "launch" } as const;
}

/** The lines that `--fix` adds. */
function added(text: string, ways: Ways = {}): readonly string[] {
  const [change] = fixLaunch(inputOf(text, ways), ways.lastResorts).changed;
  const before = new Set(text.split("\n"));
  return (change?.after.split("\n") ?? []).filter((line) => !before.has(line));
}

/** The titles of what is offered, the preferred ones marked. */
function offered(text: string, ways: Ways = {}): readonly string[] {
  return checkInput(inputOf(text, ways)).findings.flatMap((finding) =>
    finding.fixes().map(({ title, preferred }) => (preferred ? `* ${title}` : title)),
  );
}

const heads = (hiddenSize: number, count: number) =>
  model(`hidden_size: ${hiddenSize}`, `num_attention_heads: ${count}`);

describe("the nearest shape that people train with", () => {
  it.each([
    [513, 6, ["hidden_size: 512", "num_attention_heads: 8"]],
    [1025, 16, ["hidden_size: 1024"]],
    [4095, 32, ["hidden_size: 4096"]],
    [2050, 16, ["hidden_size: 2048"]],
    [1000, 16, ["hidden_size: 1024"]],
    [2048, 15, ["num_attention_heads: 16"]],
    [4096, 30, ["num_attention_heads: 32"]],
    [1600, 24, ["num_attention_heads: 25"]],
    [768, 13, ["num_attention_heads: 12"]],
    [1040, 16, ["hidden_size: 1024"]],
  ])("for %i with %i heads", (hiddenSize, count, expected) => {
    expect(added(heads(hiddenSize, count))).toEqual(expected);
  });

  it("offers the size beside others, and never a head of one dimension first", () => {
    const titles = offered(heads(513, 6));
    expect(titles.slice(0, 3)).toEqual([
      "* hidden_size: 512, num_attention_heads: 8 → head_dim 64",
      "hidden_size: 480 → head_dim 80",
      "hidden_size: 528 → head_dim 88",
    ]);
  });

  it.each([
    ["a percentage needs dimensions that are left", "rotary_pct: 1.5", ["rotary_pct: 1.0"]],
    ["a percentage", "rotary_pct: 25", ["rotary_pct: 0.25"]],
    ["a usual share of a head", "rotary_pct: 0.3", ["rotary_pct: 0.25"]],
  ])("of rotary embeddings: %s", (_name, line, expected) => {
    expect(added(model(line))).toEqual(expected);
  });

  it("divides heads, MLP and GPUs among ranks", () => {
    const text = model("model_parallel_size: 5", "pipe_parallel_size: 0");
    expect(added(text, { gpus: 10 })).toEqual(["model_parallel_size: 2"]);
  });

  it("has fewer key/value heads than heads where the file has", () => {
    expect(added(model("num_kv_heads: 5"))).toEqual(["num_kv_heads: 4"]);
  });

  it("divides the sequence, and keeps it divided", () => {
    const lines = ["seq_length: 1022", "max_position_embeddings: 1022", "model_parallel_size: 4"];
    expect(added(model(...lines, "sequence_parallel: true"))).toEqual([
      "seq_length: 1024",
      "max_position_embeddings: 1024",
    ]);
  });

  it("picks no expert for want of a choice", () => {
    expect(added(model("moe_num_experts: 8", "moe_top_k: 9"))).toContain("moe_top_k: 2");
  });
});

describe("a preferred fix keeps what the file asks for", () => {
  it.each([
    ["bfloat16", ["precision: bfloat16"], ["fp16: {enabled: false, loss_scale: 0}"]],
    [
      "no offloading, said with the device where all is",
      ["zero_optimization: {stage: 1, offload_optimizer: {device: gpu}}"],
      ["zero_optimization: {stage: 1, offload_optimizer: {device: none}}"],
    ],
    ["a spelling of it", ["precision: half"], ["precision: fp16"]],
    ["the pipeline, without evaluation", ["pipe_parallel_size: 1", "eval_iters: 10"], ["eval_iters: 0"]],
    [
      "the pipeline, with another ZeRO stage",
      ["pipe_parallel_size: 1", "zero_optimization: {stage: 2}"],
      ["zero_optimization: {stage: 1}"],
    ],
    ["the optimizer", ["optimizer: {type: Muon, params: {lr: 0.0004}}"], []],
    [
      "AdamW by its name here",
      ["optimizer: {type: AdamW, params: {lr: 0.0004}}"],
      ["optimizer: {type: adam, params: {lr: 0.0004}}"],
    ],
    [
      "an optimizer that DeepSpeed takes with ZeRO once it is told to",
      ["optimizer: {type: sm3, params: {lr: 0.0004}}", "zero_optimization: {stage: 2}"],
      ["deepspeed_extra_args: {zero_allow_untested_optimizer: true}"],
    ],
    [
      "what else is given to DeepSpeed",
      ["optimizer: {type: madgrad_wd, params: {lr: 0.0004}}", "deepspeed_extra_args: {dump_state: true}"],
      ["deepspeed_extra_args: {dump_state: true, zero_allow_untested_optimizer: true}"],
    ],
    [
      "an optimizer that has no such parameter",
      ["optimizer: {type: Lion, params: {lr: 0.0004, eps: 1.0e-8}}"],
      ["optimizer: {type: Lion, params: {lr: 0.0004}}"],
    ],
    [
      "an optimizer whose implementation NeoX chooses",
      ["optimizer: {type: Adam, params: {lr: 0.0004, torch_adam: true}}"],
      ["optimizer: {type: Adam, params: {lr: 0.0004}}"],
    ],
    ["a parameter that nobody knows", ["optimizer: {type: Adam, params: {lr: 0.0004, foo: 1}}"], []],
    [
      "two numbers in a text",
      ['optimizer: {type: Adam, params: {lr: 0.0004, betas: "0.9,0.95"}}'],
      ["optimizer: {type: Adam, params: {lr: 0.0004, betas: [0.9, 0.95]}}"],
    ],
    ["one number of two", ["optimizer: {type: Adam, params: {lr: 0.0004, betas: [0.9]}}"], []],
    ["positions", ["pos_emb: xpos"], []],
    ["the activation", ["activation: tanh"], []],
    ["the schedule", ["lr_decay_style: wsd"], []],
    ["sparse attention", ['attention_config: [[["local"], "all"]]'], []],
    ["soft prompts", ["soft_prompt_tuning: {enabled: true, num_tokens: 4}"], []],
    [
      "a tenth in decimal arithmetic",
      ["optimizer: {type: Adam, params: {lr: 0.00001}}", "min_lr: 0.0001"],
      ["min_lr: 1.0e-6"],
    ],
    ["no rate at all", ["optimizer: {type: Adam, params: {lr: -1.0}}", "min_lr: 0.0001"], []],
    [
      "several paths",
      ["data_path: [data/a, data/b]"],
      [
        "train_data_paths: [data/a, data/b]",
        "valid_data_paths: [data/a, data/b]",
        "test_data_paths: [data/a, data/b]",
      ],
    ],
    ["epochs for auto", ["train_iters: auto", "eval_iters: 10"], ["train_epochs: 1"]],
    [
      "the norm of gradients",
      ["optimizer: {type: Adam, params: {lr: 0.0004, max_grad_norm: 0.5}}"],
      ["optimizer: {type: Adam, params: {lr: 0.0004}}", "gradient_clipping: 0.5"],
    ],
    [
      "no pair for one number",
      ["optimizer: {type: sm3, params: {lr: 0.0004, betas: [0.9, 0.95]}}", "zero_optimization: {stage: 0}"],
      ["optimizer: {type: sm3, params: {lr: 0.0004}}"],
    ],
    ["iterations as numbers", ["save: out", 'extra_save_iters: "3"'], ["extra_save_iters: [3]"]],
    [
      "the tokenizer of its file",
      ["tokenizer_type: LlamaTokenizer", "vocab_file: tok/tokenizer.model"],
      ["tokenizer_type: SPMTokenizer"],
    ],
    [
      "quantization that is read though it is off",
      ["compression_training: {weight_quantization: {shared_parameters: {enabled: true}}}"],
      [],
    ],
    [
      "tensor parallelism, with another ZeRO stage",
      ["model_parallel_size: 2", "zero_optimization: {stage: 2}"],
      ["zero_optimization: {stage: 1}"],
    ],
    [
      "the learning rate",
      ["optimizer: {type: Adam, params: {}}", "learning_rate: 0.0004"],
      ["optimizer: {type: Adam, params: {lr: 0.0004}}"],
    ],
  ])("%s", (_name, lines, expected) => {
    expect(added(model(...lines))).toEqual(expected);
  });

  it("the vocabulary that it names, by the tokenizer that reads it", () => {
    expect(added(model().replace("tokenizer_type: HFTokenizer\n", ""))).toEqual([
      "tokenizer_type: HFTokenizer",
    ]);
  });

  it("labels beside one path", () => {
    const lists = ["train_data_paths", "valid_data_paths", "test_data_paths"];
    const labels = ["valid_label_data_paths", "test_label_data_paths"];
    const expected = [
      ...lists.map((key) => `${key}: [data/text_document]`),
      ...labels.map((key) => `${key}: [data/labels]`),
    ];
    expect(added(model("train_label_data_paths: [data/labels]"))).toEqual(expected);
    expect(added(model("label_data_paths: [data/labels]"))).toEqual(expect.arrayContaining(expected));
    expect(added(model("label_data_paths: [data/labels]"), { neox: "2023-11-01" })).toEqual([
      ...expected.slice(0, 3),
      "eval_iters: 1",
    ]);
  });

  it("the rest of a file that lacks its last brace", () => {
    const text = `{\n${SMALL_TRAINING.trimEnd().replaceAll("\n", ",\n")}\n`;
    expect(added(text)).toEqual(["}"]);
  });

  it("bfloat16 that the fp16 block names", () => {
    expect(added(model("fp16: {enabled: true, type: bfloat16}"))).toEqual([
      "precision: bfloat16",
      "bf16: {enabled: true}",
    ]);
  });
});

describe("a fix that gives something up", () => {
  it.each([
    [
      ["pipe_parallel_size: 1", "train_iters: null", "train_epochs: 1", "eval_iters: 10"],
      "pipe_parallel_size: 0 (gives up the pipeline)",
    ],
    [["precision: bfloat16"], "precision: 'fp16' (gives up bfloat16)"],
    [["activation: tanh"], "Write activation: gelu (gives up tanh)"],
    [['attention_config: [[["local"], "all"]]'], "attention_config: [[['global'], 'all']] (gives up local)"],
    [
      [
        "sequence_parallel: true",
        "seq_length: 1022",
        "max_position_embeddings: 1022",
        "model_parallel_size: 4",
      ],
      "sequence_parallel: False (gives up sequence_parallel)",
    ],
    [["train_label_data_paths: [data/labels]"], "Remove train_label_data_paths (gives up data/labels)"],
  ])("says so", (lines, title) => {
    expect(offered(model(...lines))).toContain(title);
  });

  it("is applied where that is asked for", () => {
    const text = model('attention_config: [[["local"], "all"]]');
    expect(added(text, { lastResorts: true })).toEqual(['attention_config: [[["global"], "all"]]']);
  });

  it.each(["dpo", "kto"])("is not offered where nothing makes %s run", (objective) => {
    const titles = offered(model(`train_impl: ${objective}`, "pipe_parallel_size: 1"));
    expect(
      titles.filter((title) => /pack_impl|dataset_impl|pipe_parallel_size|micro_batch/.test(title)),
    ).toEqual([]);
  });
});
