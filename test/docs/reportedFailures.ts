/** What becomes of a config failure that users reported. */
export type Outcome = Found | Silent;

interface Found {
  readonly id: string;
  readonly rule: string;
  /** The text that is marked. */
  readonly at: string;
  /** The title of the fix that leads to the reporter's solution; absent when there is none to offer. */
  readonly fix?: string;
  /** The files are the whole run, so that absent keys count. Default: an excerpt of a config. */
  readonly launched?: true;
  /** What the report leaves out and the run had. */
  readonly added?: string;
  /** A file that the run had after that of the report. */
  readonly second?: string;
  /** Files that the config names and that were missing from their folder. */
  readonly absentFiles?: readonly string[];
  /** Other rules that have something to say, rightly. */
  readonly also?: readonly string[];
  readonly neox?: string;
}

interface Silent {
  readonly id: string;
  readonly verdict: "no fault of the config" | "not in the config";
  readonly why: string;
  /** Rules that have something else to say of the excerpt, rightly. */
  readonly also?: readonly string[];
}

/** The cases of `../shared/corpus/reported-failures.jsonl`, in its order. */
export const OUTCOMES: readonly Outcome[] = [
  found("neox-1314", "kv-heads-reshape", "8", "num_kv_heads: 10 → head_dim 128, 4 query heads per group"),
  found("neox-411", "zero-pipeline", "2", "stage: 1 in zero_optimization"),
  found("ds-568", "zero-pipeline", "1", "stage: 1 in zero_optimization"),
  found("neox-71", "gpus-divide", "2", "pipe_parallel_size: 1 → 1 data parallel replicas"),
  found(
    "neox-90",
    "batch-sizes-agree",
    "1028",
    "train_batch_size: 1024 → 1024 samples a step: 128 per GPU × 1 steps",
  ),
  found("neox-pythia149", "removed-argument", '"gas"', "Rename gas to gradient_accumulation_steps"),
  found("neox-1165", "removed-argument", '"gas"', "Remove gas"),
  {
    ...found(
      "neox-614",
      "tokenizer-files",
      "",
      "tokenizer_type: HFTokenizer, vocab_file: 20B_tokenizer.json",
    ),
    launched: true,
    added:
      '"seq_length": 2048\n"pos_emb": "rotary"\n"text_gen_type": "unconditional"\n"load": "20B_checkpoints"\n"train_iters": 150000\n',
  },
  {
    ...found("neox-776", "file-not-found", '"./20B_checkpoints/20B_tokenizer.json"'),
    absentFiles: ["./20B_checkpoints/20B_tokenizer.json"],
  },
  found("neox-876", "tokenizer-file-unused", '"merge_file"', "Remove merge_file"),
  found("neox-841t", "tokenizer-file-kind", '"/llama-7b-hf/tokenizer.json"', "tokenizer_type: 'HFTokenizer'"),
  silent("neox-741", "not in the config", "Only the checkpoint knows its own sizes."),
  found("neox-963", "bf16-gradient-accumulation", '"bfloat16"', "data_types: {grad_accum_dtype: fp32}"),
  silent("neox-991", "no fault of the config", "A bug of DeepSpeed's; the config is right."),
  silent("neox-947", "not in the config", "The cause was never found."),
  found("neox-1305", "bf16-block-without-precision", '"bf16"', "precision: 'bfloat16'"),
  found("neox-1206", "attention-config-length", '[[["flash"], 48]]', "Repeat flash over all 80 layers"),
  found("pythia-162a", "yaml-syntax", '"scaled-upper-triang-masked-softmax-fusion"', "Add the missing comma"),
  {
    ...found("pythia-162b", "hidden-size-heads", "5120", "num_attention_heads: 40 → head_dim 128"),
    also: ["attention-config-length"],
  },
  found("neox-955", "yaml-syntax", '"finetune"', "Add the missing comma"),
  found("neox-753", "yaml-syntax", '"merge-file"', "Add the missing comma"),
  found("neox-1276", "removed-argument", '"mlp_type"', "Replace mlp_type by use_bias_in_mlp"),
  found("neox-1309", "gated-mlp-third", "28672", "intermediate_size: 86016, an MLP 28672 wide"),
  found("neox-1319", "gated-mlp-third", "11008", "intermediate_size: 33024, an MLP 11008 wide"),
  silent("neox-1337", "no fault of the config", "The converter was wrong, the config is right."),
  silent("neox-1208", "no fault of the config", "The converter was wrong."),
  silent("neox-1317", "no fault of the config", "The converter's documentation lacked a flag."),
  found("neox-987", "inference-zero-stage", "1", "stage: 0 in zero_optimization"),
  silent("neox-870", "not in the config", "The kind of an old checkpoint decides."),
  found("neox-1219", "zero-pipeline", "1", "stage: 1 in zero_optimization"),
  silent("neox-891", "not in the config", "Both keys are set in the report; the failure was ssh's."),
  silent(
    "neox-859",
    "not in the config",
    "NeoX forces several nodes by itself since 9244b3e5; before, a launcher's option decided.",
  ),
  silent("neox-784", "no fault of the config", "A launcher started inside of a launcher."),
  found("neox-469", "deprecated-nested-key", '"cpu_offload"', "Replace cpu_offload by offload_optimizer"),
  found("neox-478", "zero-offload-needs-cpu-adam", '"Adam"', "type: cpu_adam"),
  found(
    "neox-472",
    "sparse-attention-dropout",
    '[[["local", "global"], "all"]]',
    "attention_config: [[['global'], 'all']] (gives up local)",
  ),
  silent("neox-848", "not in the config", "The version of flash-attn decides."),
  silent("neox-1162", "not in the config", "The version of flash-attn decides."),
  silent("neox-610", "not in the config", "Whether the kernels are built is for the machine to say."),
  {
    ...found("neox-564", "file-not-found", '"./data/enron/enron_text_document"'),
    absentFiles: ["./data/enron/enron_text_document.bin"],
  },
  {
    ...found("neox-1368", "train-length-required", "", "train_iters: 320000"),
    launched: true,
    added: `data_path: data/text_document
data_impl: mmap
tokenizer_type: HFTokenizer
vocab_file: tokenizer.json
num_layers: 12
hidden_size: 768
num_attention_heads: 12
seq_length: 2048
max_position_embeddings: 2048
optimizer: {type: Adam, params: {lr: 0.001}}
`,
  },
  silent("neox-1018", "not in the config", "The size of the data decides."),
  {
    ...found("neox-1384", "te-attention-rmsnorm", '"rmsnorm"', "norm: 'layernorm' (gives up rmsnorm)"),
    also: ["te-attention-positions"],
  },
  {
    ...found("neox-1300a", "preference-pipeline", "1"),
    also: ["objective-data-set", "preference-undefined"],
  },
  {
    ...found("neox-moe-zero", "experts-zero-stage", "2", "stage: 1 in zero_optimization"),
    also: ["moe-expert-mlp"],
  },
  silent("neox-1155", "no fault of the config", "The keys are right in every version that has them."),
  silent("neox-1379", "no fault of the config", "A scheduler's first step."),
  found("neox-942", "max-position-embeddings", "2048", "max_position_embeddings: 4096 → seq_length"),
  silent(
    "neox-409",
    "not in the config",
    "The memory of the GPUs decides; `neox-config report` gives the need.",
  ),
  silent(
    "neox-616",
    "not in the config",
    "The memory of the GPUs decides; `neox-config report` gives the need.",
  ),
  found("neox-225-maxtok", "unknown-argument", '"max_tokens"', "Rename max_tokens to maximum_tokens"),
  {
    ...found(
      "neox-23581142",
      "local-layers-only",
      '[[["local"], "all"]]',
      "attention_config: [[['local', 'global'], 'all']]",
    ),
    also: ["sparse-attention-dropout"],
  },
  {
    ...found("neox-1237", "rwkv-model-parallel", "2", "model_parallel_size: 1 (gives up tensor parallelism)"),
    also: ["rwkv-dim-att-required"],
  },
  silent("neox-594", "not in the config", "Nothing says that the checkpoint will be converted."),
  silent("neox-20b-revert", "not in the config", "Only the checkpoint knows how it was trained."),
  silent("neox-929", "no fault of the config", "A bug of the data loader."),
  {
    ...found("f-zero-none", "bf16-needs-zero-optimization", '"bfloat16"', "zero_optimization with stage 0"),
    launched: true,
    added: '"seq_length": 64\n"tokenizer_type": "HFTokenizer"\n"vocab_file": "tokenizer.json"\n',
    also: ["tensor-core-alignment"],
  },
  found("f-mlp-parity", "mlp-widths", "14336", "intermediate_size: 43008 → inner width 14336"),
  {
    ...found("f-dup-dash", "replaced-by-dashes", '"vocab-file"'),
    // At the key that is replaced, too.
    also: ["replaced-by-dashes"],
    second: '"vocab-file": "b.json"\n',
  },
  {
    ...found("f-llemma", "unknown-argument", '"attention_type"', "Remove attention_type"),
    also: ["unknown-argument", "unknown-argument"],
  },
];

function found(id: string, rule: string, at: string, fix?: string): Found {
  return { id, rule, at, ...(fix !== undefined && { fix }) };
}

function silent(id: string, verdict: Silent["verdict"], why: string): Silent {
  return { id, verdict, why };
}
