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
  readonly neox?: string;
}

interface Silent {
  readonly id: string;
  /** Nothing is to be told; `missed` could be. */
  readonly verdict: "no fault of the config" | "not in the config" | "missed";
  readonly why: string;
  readonly neox?: string;
}

/** The cases of `../shared/corpus/reported-failures.jsonl`, in its order. */
export const OUTCOMES: readonly Outcome[] = [
  found("neox-1314", "kv-heads-reshape", "8", "num_kv_heads: 10 → head_dim 128, 4 query heads per group"),
  found("neox-411", "zero-pipeline", "2"),
  found("ds-568", "zero-pipeline", "1", "pipe_parallel_size: 0"),
  found("neox-71", "gpus-divide", "2", "pipe_parallel_size: 1 → 1.0 data parallel replicas"),
  found(
    "neox-90",
    "batch-sizes-agree",
    "1028",
    "train_batch_size: 1024 → 1024 samples a step: 128 per GPU × 1 steps",
  ),
  found("neox-pythia149", "removed-argument", '"gas"', "Rename gas to gradient_accumulation_steps"),
  found("neox-1165", "removed-argument", '"gas"', "Remove gas"),
  silent(
    "neox-614",
    "missed",
    "The default tokenizer needs files too, but most configs name neither, and other files do.",
  ),
  silent("neox-776", "not in the config", "Whether the file is there is for the disk to say."),
  found("neox-876", "tokenizer-file-unused", '"merge_file"', "Remove merge_file"),
  found("neox-841t", "tokenizer-file-kind", '"/llama-7b-hf/tokenizer.json"', "tokenizer_type: 'HFTokenizer'"),
  silent("neox-741", "not in the config", "Only the checkpoint knows its own sizes."),
  found("neox-963", "bf16-gradient-accumulation", '"bfloat16"', "data_types: {grad_accum_dtype: fp32}"),
  silent("neox-991", "no fault of the config", "A bug of DeepSpeed's; the config is right."),
  silent("neox-947", "not in the config", "The cause was never found."),
  found("neox-1305", "bf16-block-without-precision", '"bf16"', "precision: 'bfloat16'"),
  found("neox-1206", "attention-config-length", '[[["flash"], 48]]', "Repeat flash over all 80 layers"),
  found("pythia-162a", "yaml-syntax", '"scaled-upper-triang-masked-softmax-fusion"'),
  found("pythia-162b", "hidden-size-heads", "5120", "num_attention_heads: 40 → head_dim 128"),
  found("neox-955", "yaml-syntax", '"finetune"'),
  found("neox-753", "yaml-syntax", '"merge-file"'),
  found("neox-1276", "removed-argument", '"mlp_type"', "Replace mlp_type by use_bias_in_mlp"),
  found("neox-1309", "gated-mlp-third", "28672", "intermediate_size: 86016, an MLP 28672 wide"),
  found("neox-1319", "gated-mlp-third", "11008", "intermediate_size: 33024, an MLP 11008 wide"),
  {
    ...silent("neox-1337", "no fault of the config", "The converter was wrong, the config is right."),
    neox: "main",
  },
  silent("neox-1208", "no fault of the config", "The converter was wrong."),
  {
    ...silent("neox-1317", "no fault of the config", "The converter's documentation lacked a flag."),
    neox: "main",
  },
  silent(
    "neox-987",
    "missed",
    "ZeRO without an optimizer concerns evaluation, which the config alone does not tell from training.",
  ),
  silent("neox-870", "not in the config", "The kind of an old checkpoint decides."),
  found("neox-1219", "zero-pipeline", "1", "pipe_parallel_size: 0"),
  silent("neox-891", "not in the config", "Both keys are set in the report; the failure was ssh's."),
  silent(
    "neox-859",
    "not in the config",
    "NeoX forces several nodes by itself since 9244b3e5; before, a launcher's option decided.",
  ),
  silent("neox-784", "no fault of the config", "A launcher started inside of a launcher."),
  found("neox-469", "deprecated-nested-key", '"cpu_offload"', "Replace cpu_offload by offload_optimizer"),
  found("neox-478", "deprecated-nested-key", '"cpu_offload"', "Replace cpu_offload by offload_optimizer"),
  found("neox-472", "sparse-attention-dropout", '[[["local", "global"], "all"]]'),
  silent("neox-848", "not in the config", "The version of flash-attn decides."),
  silent("neox-1162", "not in the config", "The version of flash-attn decides."),
  silent("neox-610", "not in the config", "Whether the kernels are built is for the machine to say."),
  silent("neox-564", "not in the config", "Whether the prefix exists is for the disk to say."),
  {
    ...found("neox-1368", "train-length-required", ""),
    launched: true,
    added: "data_path: data/text_document\n",
  },
  silent("neox-1018", "not in the config", "The size of the data decides."),
  found("neox-1384", "te-attention-rmsnorm", '"rmsnorm"', "norm: 'layernorm'"),
  found("neox-1300a", "preference-pipeline", "1", "pipe_parallel_size: 0"),
  found("neox-moe-zero", "experts-zero-stage", "2", "stage: 1 in zero_optimization"),
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
  silent(
    "neox-23581142",
    "not in the config",
    "All layers local is a model too: nothing says that alternation was meant.",
  ),
  found("neox-1237", "rwkv-model-parallel", "2", "model_parallel_size: 1"),
  silent("neox-594", "not in the config", "Nothing says that the checkpoint will be converted."),
  silent("neox-20b-revert", "not in the config", "Only the checkpoint knows how it was trained."),
  silent("neox-929", "no fault of the config", "A bug of the data loader."),
  { ...found("f-zero-none", "bf16-needs-zero-optimization", ""), launched: true },
  found("f-mlp-parity", "mlp-widths", "14336", "intermediate_size: 43008 → inner width 14336"),
  silent(
    "f-dup-dash",
    "not in the config",
    "It takes two files, and the report has one: `replaced-by-dashes` tells it of both.",
  ),
  found("f-llemma", "unknown-argument", '"attention_type"', "Remove attention_type"),
];

function found(id: string, rule: string, at: string, fix?: string): Found {
  return { id, rule, at, ...(fix !== undefined && { fix }) };
}

function silent(id: string, verdict: Silent["verdict"], why: string): Silent {
  return { id, verdict, why };
}
