import { expect, test } from "vitest";
import type { Example } from "../../server/src/engine/rule";
import { EXAMPLE_MODEL } from "../../server/src/rules/kit/exampleModel";
import { checkExample } from "./example";

/** What one rule says of an example, with its severity. */
function saidBy(rule: string, example: Example): readonly string[] {
  return checkExample(example)
    .findings.filter((finding) => finding.rule === rule)
    .map(({ severity, message }) => `${severity}: ${message}`);
}

function model(text: string, neox = "main"): Example {
  return { files: { "model.yml": `${EXAMPLE_MODEL}${text}` }, neox };
}

const FUSED =
  "sliding_window_width: 1024\npipe_parallel_size: 1\nscaled_upper_triang_masked_softmax_fusion: true\n";
const LONG = EXAMPLE_MODEL.replaceAll("2048", "4096");
const CHUNKS = "checkpoint_activations: true\ncheckpoint_num_layers: 100\n";
const ONLINE = "dataset_impl: online\ntrain_impl: reinforce\npipe_parallel_size: 0\n";
const MAMBA_EXPERTS =
  'attention_config: [[["mamba"], 12]]\nprecision: fp16\nactivation: swiglu\nmoe_num_experts: 9\nmoe_top_k: 16\nmodel_parallel_size: 2\n';
const GMLP = 'attention_config: [[["gmlp"], 12]]\n';
const EPOCHS = "train_epochs: 0\ntrain_iters: 1000\n";
const TRAINED = "train_iters: 2000\ndata_path: data/text\n";
const GENERATION = "text_gen_type: unconditional\nload: out\nlr_decay_iters: 1\n";
const optimizer = (type: string, params = "") =>
  `zero_optimization: {stage: 1}\noptimizer: {type: ${type}, params: {lr: 0.002${params}}}\n`;
/** Faults of an optimizer that a generation never builds, each by the rule that tells it of a training. */
const OF_THE_OPTIMIZER = [
  ["optimizer-sgd-needs-mup", optimizer("SGD")],
  ["optimizer-params", optimizer("Adam", ", max_grad_norm: 0.5")],
  ["zero-untested-optimizer", optimizer("madgrad_wd")],
  ["number-as-string", optimizer("Adam", ", eps: 1e-8")],
  ["optimizer-numbers", optimizer("Adam", ", eps: tiny")],
  ["zero-refuses-lion", optimizer("Lion")],
] as const;
const OFFLOAD =
  "zero_optimization: {stage: 1, offload_optimizer: {device: cpu}}\noptimizer: {type: cpu_adam, params: {lr: 0.002}}\n";
const SAVE = "save: checkpoints\ncheckpoint_factor: 1000\n";

test.each<[string, string, Example]>([
  [
    "sliding-window-lost",
    "the fused softmax takes no fp32, so that the mask counts",
    model(`${FUSED}precision: fp32\n`),
  ],
  [
    "sliding-window-lost",
    "the fused softmax takes no sequence above 2048",
    { files: { "model.yml": `${LONG}${FUSED}precision: fp16\n` }, neox: "main" },
  ],
  [
    "sliding-window-lost",
    "a window as wide as the sequence hides nothing",
    model("sliding_window_width: 4096\npipe_parallel_size: 0\n"),
  ],
  [
    "sliding-window-generation",
    "a window as wide as the sequence hides nothing",
    model("sliding_window_width: 2048\ntext_gen_type: unconditional\n"),
  ],
  [
    "recomputation-chunks",
    "the stages in the middle of a pipeline have transformer layers alone",
    model(`${CHUNKS}pipe_parallel_size: 3\n`),
  ],
  [
    "distributed-backend",
    "PyTorch takes a backend for each kind of device",
    model('distributed_backend: "cpu:gloo,cuda:nccl"\n'),
  ],
  [
    "batch-size-truncated",
    "a whole number loses nothing",
    `${EXAMPLE_MODEL.replace("per_gpu: 4", "per_gpu: 4.0")}gradient_accumulation_steps: 1
pipe_parallel_size: 1\nmodel_parallel_size: 1\nglobal_num_gpus: 1\n`,
  ],
  ["exit-interval-no-save", "training ends before", model(`${SAVE}exit_interval: 2500\ntrain_iters: 2000\n`)],
  [
    "zero-pipeline",
    "before 1faff79d one stage was no pipeline",
    model("zero_optimization: {stage: 2}\npipe_parallel_size: 1\n", "2023-04-01"),
  ],
  [
    "zero-pipeline",
    "nor was it for three months of 2024",
    model("zero_optimization: {stage: 2}\npipe_parallel_size: 1\n", "2024-04-01"),
  ],
  ["data-impl-infer-broken", "served data has no files", model(`${ONLINE}data_impl: infer\n`)],
  [
    "checkpoint-factor-zero",
    "the iterations to save are listed",
    model("save: checkpoints\ncheckpoint_factor: 0\nextra_save_iters: [10, 100]\n"),
  ],
  [
    "deepspeed-extra-args",
    "it is what NeoX has too, and the way to clip at 1.0",
    model("deepspeed_extra_args: {gradient_clipping: 1.0}\n"),
  ],
  [
    "hidden-dropout-without-bias",
    "Mamba layers have no MLP",
    model(
      'hidden_dropout: 0.1\nactivation: swiglu\nuse_bias_in_mlp: false\nattention_config: [[["mamba"], 12]]\n',
    ),
  ],
  [
    "zero-mlp-width",
    "before 0d4bdb96 the MLP of any width but LLaMA's did not read it",
    model("intermediate_size: 0\n", "2024-06-10"),
  ],
  ["experts-not-gated", "Mamba layers have no experts", model(MAMBA_EXPERTS)],
  ["moe-precision", "Mamba layers have no experts", model(MAMBA_EXPERTS)],
  ["moe-top-k-range", "Mamba layers have no experts", model(MAMBA_EXPERTS)],
  ["moe-experts-model-parallel", "Mamba layers have no experts", model(MAMBA_EXPERTS)],
  [
    "rwkv-ffn-rounded",
    "nor did RWKV's",
    model('attention_config: [[["rwkv"], 12]]\nintermediate_size: 3100\n', "2024-06-10"),
  ],
  ["te-attention-positions", "gMLP layers have no attention", model(`te_mha: true\npos_emb: none\n${GMLP}`)],
  ["te-attention-norm", "nor do they take its norm", model(`te_mha: true\nnorm: scalenorm\n${GMLP}`)],
  ["te-attention-window", "nor its window", model(`te_mha: true\nsliding_window_width: 1024\n${GMLP}`)],
  ["te-mlp-norm", "nor Transformer Engine's MLP", model(`te_layernorm_mlp: true\nnorm: scalenorm\n${GMLP}`)],
  [
    "te-mlp-activation",
    "experts take the place of Transformer Engine's MLP",
    model("te_layernorm_mlp: true\nactivation: silu\nmoe_num_experts: 8\n"),
  ],
  [
    "transformer-engine-reduces-twice",
    "gMLP layers have no parallel residual",
    model(`te_rowparallel: true\ngpt_j_residual: true\nmodel_parallel_size: 2\n${GMLP}`),
  ],
  [
    "te-attention-positions",
    "the FP8 recipe stops before the positions are asked for",
    model("te_fp8_mha: true\npos_emb: none\n"),
  ],
  ["number-not-finite", "nothing is clipped", model("gradient_clipping: .inf\n")],
  [
    "number-not-finite",
    "any token may be drawn",
    model("text_gen_type: unconditional\ntemperature: .inf\ntop_p: .inf\n"),
  ],
  ["number-not-finite", "another norm is used", model("norm: rmsnorm\nlayernorm_epsilon: .inf\n")],
  ["number-not-finite", "without muP nothing reads it", model("mup_init_scale: .inf\n")],
  ["number-not-finite", "no bound for a linear schedule", model("min_lr: -.inf\n")],
  ["number-not-finite", "NeoX stops at its type", model("num_layers: .inf\n")],
  [
    "experts-zero-stage",
    "autotuning lets a stage lie between 1 and 2",
    model("moe_num_experts: 8\nautotuning: {}\nzero_optimization: {stage: 1.5}\n"),
  ],
  ["auto-argument", "another rule tells it without autotuning", model("hidden_dropout: auto\n")],
  [
    "auto-argument",
    "rotary positions are not used",
    model("autotuning: {}\npos_emb: none\nrotary_pct: auto\n"),
  ],
  ["include-whole-host", "an empty text picks nothing", model('include: ""\n')],
  ["include-exclude-exclusive", "one of them is empty", model('include: ""\nexclude: worker-1\n')],
  ["include-with-num-nodes", "an empty text picks nothing", model('include: ""\nnum_nodes: 2\n')],
  [
    "include-whole-host",
    "before 62aded2e NeoX asked for a DeepSpeed that takes all slots",
    model("include: worker-1\n", "2024-10-31"),
  ],
  [
    "null-stops-run",
    "every split has files of its own",
    model(
      "train_iters: 10\nsplit: null\ntrain_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n",
    ),
  ],
  [
    "null-stops-run",
    "without training nothing is clipped",
    model("text_gen_type: unconditional\ngradient_clipping: null\n"),
  ],
  ["null-stops-run", "epochs do not multiply", model("train_epochs: 1\neval_iters: null\n")],
  [
    "null-stops-run",
    "no weight is drawn from a normal distribution",
    model("init_method: small_init\noutput_layer_init_method: wang_init\ninit_method_std: null\n"),
  ],
  [
    "wrong-type",
    "calculate_derived overwrites it before anything looks at its type (2023-07-17)",
    model(`${SAVE}save_iters: 3000\n`, "2023-07-17"),
  ],
  [
    "wrong-type",
    "calculate_derived overwrites it before anything looks at its type (2023-03-10)",
    model(`${SAVE}save_iters: 3000\n`, "2023-03-10"),
  ],
  [
    "wrong-type",
    "calculate_derived overwrites it before anything looks at its type (2024-09-28)",
    model(`${SAVE}save_iters: 3000\n`, "2024-09-28"),
  ],
  ["wrong-type", "it becomes gradient_accumulation_steps", model('gas: "2"\n', "2023-07-17")],
  ...OF_THE_OPTIMIZER.flatMap(([rule, block]) =>
    ["main", "2023-09-01"].map(
      (version) =>
        [
          rule,
          `generation takes the optimizer out (${version})`,
          model(GENERATION + block, version),
        ] satisfies [string, string, Example],
    ),
  ),
  [
    "lr-cosine-rises-again",
    "generation has no learning rate",
    model(`${GENERATION}train_iters: 1000\nlr_decay_style: cosine\n`),
  ],
  [
    "inference-zero-stage",
    "since 77e8158a DeepSpeed gets a stand-in",
    model(GENERATION + optimizer("Adam"), "2024-09-09"),
  ],
  [
    "inference-needs-load",
    "it trains, with a key of generation left over",
    model(`${TRAINED}${optimizer("Adam")}text_gen_type: unconditional\n`, "2023-09-01"),
  ],
  [
    "inference-zero-stage",
    "it trains, with a key of generation left over",
    model(`${TRAINED}${optimizer("Adam")}text_gen_type: unconditional\n`, "2023-09-01"),
  ],
  [
    "num-samples-positive",
    "it trains, with a key of generation left over",
    model(`${TRAINED}text_gen_type: unconditional\nnum_samples: 0\n`),
  ],
  [
    "text-gen-type-unknown",
    "it trains, with a key of generation left over",
    model(`${TRAINED}text_gen_type: chat\n`),
  ],
  [
    "zero-offload-needs-cpu-adam",
    "before 77e8158a generation had no optimizer",
    model(`${GENERATION}${OFFLOAD}`, "2023-09-01"),
  ],
])("%s is quiet: %s", (rule, _, example) => {
  expect(saidBy(rule, example)).toEqual([]);
});

test.each<[string, string, Example, readonly string[]]>([
  [
    "zero-offload-needs-cpu-adam",
    "the stand-in of a generation is not DeepSpeed's CPU Adam, whatever the type",
    model(`${GENERATION}${OFFLOAD}`),
    ["warning: Without training the optimizer is a stand-in, and DeepSpeed offloads only its own CPU Adam."],
  ],
  [
    "duplicate-key",
    "the key in the earlier file has a note",
    { files: { "model.yml": "seed: 1\n", "site.yml": "seed: 2\n" } },
    [
      "error: seed is already set in model.yml, and NeoX refuses a second one.",
      "hint: site.yml sets it, too, and NeoX refuses a second one.",
    ],
  ],
  [
    "replaced-by-dashes",
    "the key in the earlier file has a note",
    { files: { "model.yml": "seed: 1\nhidden_size: 64\n", "site.yml": "hidden-size: 128\n" } },
    [
      "warning: This silently replaces hidden_size of model.yml: NeoX finds no duplicate in a key with a dash.",
      "hint: site.yml silently replaces this value.",
    ],
  ],
  [
    "fp16-type-ignored",
    "and what is looked at",
    model("fp16: {enabled: true, type: bfloat16}\n"),
    [
      "warning: NeoX does not look at this type and trains in fp16; bfloat16 is asked for by precision: bfloat16.",
    ],
  ],
  [
    "mup-not-applied",
    "no kind of layer divides by head_dim",
    model("use_mup: true\nno_weight_tying: true\n"),
    [
      "information: NeoX builds the layers without muP: attention keeps its scale of one over the root of head_dim.",
    ],
  ],
  [
    "precision-spelling",
    "fp32 is what it trains in",
    model("precision: FP32\n"),
    ["information: NeoX knows no precision 'FP32'. It trains in fp32 all the same."],
  ],
  [
    "sliding-window-lost",
    "the fused softmax takes half precision",
    model(`${FUSED}precision: fp16\n`),
    ["warning: The fused softmax takes no mask: global layers attend to all that is before."],
  ],
  [
    "optimizer-missing",
    "before 507ad042 nothing looked whether there is one",
    {
      files: { "model.yml": `${EXAMPLE_MODEL}train_iters: 1000\n` },
      launched: true,
      gpus: 8,
      neox: "2023-04-01",
    },
    ["warning: No optimizer is set: NeoX stops with a TypeError when it comes to build one."],
  ],
  [
    "zero-pipeline",
    "before c1ae1d77 DeepSpeed stopped",
    model("zero_optimization: {stage: 2}\npipe_parallel_size: 1\n", "2024-08-01"),
    ["warning: DeepSpeed refuses ZeRO stage 2 in a pipeline, and pipe_parallel_size is 1."],
  ],
  [
    "train-epochs-unsupported",
    "0 epochs are epochs",
    model(`${EPOCHS}pack_impl: unpacked\n`),
    ["error: train_epochs does not go with pack_impl unpacked, and NeoX refuses it."],
  ],
  [
    "train-epochs-unsupported",
    "None is not packed either",
    model(`${EPOCHS}pack_impl: null\n`),
    ["error: train_epochs does not go with pack_impl None, and NeoX refuses it."],
  ],
  [
    "te-attention-positions",
    "None is no rotary table",
    model("te_mha: true\npos_emb: null\n"),
    ["warning: te_mha reads a rotary table, and pos_emb is None."],
  ],
  [
    "model-parallel-below-one",
    "it compares any number",
    model("model_parallel_size: .nan\n"),
    ["warning: NeoX takes a model_parallel_size of nan as 1."],
  ],
  [
    "number-not-finite",
    "the learning rate and its end",
    model("optimizer: {type: Adam, params: {lr: .nan}}\nlr_decay_style: cosine\nmin_lr: -.inf\n"),
    [
      "warning: optimizer.params.lr is nan: NeoX accepts it and computes nothing of meaning with it.",
      "warning: min_lr is -inf: NeoX accepts it and computes nothing of meaning with it.",
    ],
  ],
  [
    "dropout-range",
    "nan is no probability",
    model("hidden_dropout: .nan\nattention_dropout: -.inf\n"),
    [
      "error: hidden_dropout is nan, and PyTorch takes only probabilities from 0 to 1.",
      "error: attention_dropout is -inf, and PyTorch takes only probabilities from 0 to 1.",
    ],
  ],
  [
    "include-whole-host",
    "a lone host without slots",
    model("include: worker-1\n"),
    ["warning: DeepSpeed leaves out hosts that include names without slots, and no other is left."],
  ],
  [
    "include-and-num-gpus",
    "an empty text is passed on too",
    model('include: ""\nnum_gpus: 2\n'),
    ["information: include decides which GPUs run; num_gpus only enters the batch size."],
  ],
  [
    "null-stops-run",
    "the data, the weights and the optimizer",
    model("train_iters: 10\neval_iters: null\ninit_method: null\nweight_decay: null\n"),
    [
      "error: init_method is null, which is no number or name to NeoX: the run stops with NotImplementedError.",
      "error: eval_iters is null, which is no number or name to NeoX: the run stops with TypeError.",
      "error: weight_decay is null, which is no number or name to NeoX: the run stops with TypeError.",
    ],
  ],
])("%s says what NeoX does: %s", (rule, _, example, said) => {
  expect(saidBy(rule, example)).toEqual(said);
});

function fixesOf(rule: string, example: Example): readonly string[] {
  const found = checkExample(example).findings.filter((finding) => finding.rule === rule);
  return found.flatMap((finding) => finding.fixes().map(({ title }) => title));
}

test("the width that RWKV takes is the fix, not the default", () => {
  const rwkv =
    'attention_config: [[["rwkv"], 12]]\nprecision: bfloat16\ndim_att: 768\nintermediate_size: 3100\n';
  expect(fixesOf("rwkv-ffn-rounded", model(rwkv))).toEqual(["intermediate_size: 3072"]);
});

test("1.0 itself can be made to arrive", () => {
  expect(fixesOf("gradient-clipping-dropped", model("gradient_clipping: 1.0\n"))).toEqual([
    "deepspeed_extra_args: {gradient_clipping: 1.0}",
    "gradient_clipping: 0.9999, which reaches DeepSpeed",
  ]);
});

test.each([
  ["optimizer: {type: Adam, params: {lr: 0.001}}\n", ["train megatron/training.py:train_step"]],
  [
    "optimizer: {type: Adam, params: {lr: 0.001}}\nuse_mup: true\n",
    ["optimizer megatron/training.py:get_optimizer"],
  ],
  ["optimizer: {type: Lion, params: {lr: 0.001}}\n", ["optimizer megatron/training.py:get_optimizer"]],
  [
    "optimizer: {type: Lion, params: {lr: 0.001}}\nzero_optimization: {stage: 1}\n",
    ["train megatron/training.py:train_step"],
  ],
  ["optimizer: {type: SM3, params: {lr: 0.001}}\n", []],
])("where a weight_decay of null stops with %j", (keys, expected) => {
  const { findings } = checkExample(model(`weight_decay: null\n${keys}`));
  const found = findings.filter(({ rule }) => rule === "null-stops-run");
  expect(found.map(({ phase, neox }) => `${phase} ${neox.at}`)).toEqual(expected);
});
