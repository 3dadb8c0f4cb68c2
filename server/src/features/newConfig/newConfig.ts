import type { NewConfigKind } from "../../../../protocol/newConfig";
import type { ModelSize } from "./sizes";

/** A config to begin with, as a snippet: what is sure to be another in every launch is a tab stop. */
export function newConfig(kind: NewConfigKind, size: ModelSize): string {
  return `${SECTIONS[kind](size).join("\n\n")}\n`;
}

const SECTIONS: Readonly<Record<NewConfigKind, (size: ModelSize) => readonly string[]>> = {
  training: (size) => [
    `# Trains a model of ${size.name} parameters.\n${PARALLEL}`,
    model(size),
    optimizer(size.learningRate),
    batch(size.microBatchSize),
    TRAINING_PRECISION,
    MEMORY,
    schedule(143000),
    DATA,
    checkpoints(1000),
  ],
  finetuning: (size) => [
    `# Trains a model of ${size.name} parameters on, with a new schedule.\n${PARALLEL}`,
    `# what it starts from: the weights alone\nload: ${stop(1, "checkpoints")}\nfinetune: true`,
    model(size),
    optimizer(size.learningRate / 10),
    batch(size.microBatchSize),
    TRAINING_PRECISION,
    MEMORY,
    schedule(1000),
    DATA,
    checkpoints(100),
  ],
  generation: (size) => [
    `# Generates text with a model of ${size.name} parameters: deepy.py generate.py with this file.\n${PARALLEL}`,
    `# where its checkpoint is\nload: ${stop(1, "checkpoints")}`,
    model(size),
    "# precision\nprecision: fp16",
    TOKENIZER,
    GENERATION,
  ],
  launch: () => [
    "# What a launch adds to a model: data, checkpoints and logs of this place.",
    `# data\ndata_path: ${stop(2, "data/text_document")}\nvocab_file: ${stop(3, "data/tokenizer.json")}`,
    `# checkpoints\nsave: ${stop(4, "checkpoints")}\nload: ${stop(4, "checkpoints")}\ncheckpoint_factor: 1000`,
    `# logs\nlog_dir: ${stop(5, "logs")}\ntensorboard_dir: tensorboard`,
  ],
};

/** A place where the cursor stops; the same one stands for one text. */
function stop(index: number, text: string): string {
  return `\${${index}:${text}}`;
}

const PARALLEL = "pipe_parallel_size: 0\nmodel_parallel_size: 1";

function model({ layers, hiddenSize, heads }: ModelSize): string {
  return `# model
num_layers: ${layers}
hidden_size: ${hiddenSize}
num_attention_heads: ${heads}
seq_length: 2048
max_position_embeddings: 2048
pos_emb: rotary
rotary_pct: 0.25
no_weight_tying: true
gpt_j_residual: true
attention_config: [[["flash"], ${layers}]]`;
}

function optimizer(learningRate: number): string {
  return `# optimizer
optimizer:
  type: Adam
  params:
    lr: ${decimal(learningRate)}
    betas: [0.9, 0.95]
    eps: 1.0e-8
min_lr: ${decimal(learningRate / 10)}
weight_decay: 0.1
zero_optimization:
  stage: 1
  overlap_comm: true
  reduce_bucket_size: 500000000
  allgather_bucket_size: 500000000`;
}

function decimal(value: number): string {
  return value.toFixed(10).replace(/0{1,10}$/, "");
}

function batch(microBatchSize: number): string {
  return `# batch
train_micro_batch_size_per_gpu: ${microBatchSize}
gradient_accumulation_steps: 1`;
}

const TRAINING_PRECISION = `# precision
precision: bfloat16
data_types: { grad_accum_dtype: fp32 }`;

const MEMORY = `# memory
checkpoint_activations: true
checkpoint_num_layers: 1`;

function schedule(iterations: number): string {
  return `# schedule
train_iters: ${iterations}
lr_decay_iters: ${iterations}
lr_decay_style: cosine
warmup: 0.01`;
}

const TOKENIZER = `# tokenizer
tokenizer_type: HFTokenizer
vocab_file: ${stop(3, "data/tokenizer.json")}`;

const DATA = `# data
data_path: ${stop(2, "data/text_document")}
data_impl: mmap
tokenizer_type: HFTokenizer
vocab_file: ${stop(3, "data/tokenizer.json")}`;

function checkpoints(interval: number): string {
  return `# checkpoints and evaluation
save: ${stop(4, "checkpoints")}
checkpoint_factor: ${interval}
eval_interval: ${interval}
eval_iters: 10
log_interval: 10`;
}

const GENERATION = `# asked for also where nothing is trained
train_micro_batch_size_per_gpu: 1
train_iters: 1
lr_decay_iters: 1

# generation
text_gen_type: unconditional
num_samples: 10
recompute: true
maximum_tokens: 100
temperature: 1.0
top_p: 0.9
sample_output_file: samples.json`;
