import { defineKnown } from "./known";

/** What NeoX and DeepSpeed refuse in their own words, without naming keys as a config does. */
export default defineKnown([
  {
    id: "loss-scale-minimum",
    cause: "config",
    says: ["Current loss scale already at minimum"],
    keys: ["fp16", "precision", "optimizer", "warmup"],
    advice:
      "The loss scale cannot fall further: min_loss_scale is too high, or the loss diverged. Train in bfloat16, or with a lower learning rate or a longer warmup.",
  },
  {
    id: "overflows-in-a-row",
    cause: "config",
    says: [["Skipped ", "iterations in a row due to Overflow"]],
    keys: ["fp16", "precision", "optimizer"],
    advice:
      "Every step overflowed: lower initial_scale_power and min_loss_scale in fp16, or train in bfloat16.",
  },
  {
    id: "not-a-number",
    cause: "config",
    says: ["returned nan values", "loss is nan", "loss is NaN", "loss is inf", "Found NaN"],
    keys: ["optimizer", "precision", "warmup"],
    advice: "The loss became NaN: a lower learning rate, a longer warmup, gradient_clipping, or bfloat16.",
  },
  {
    id: "zero-with-pipeline",
    cause: "config",
    says: ["ZeRO stage 2/3 and the PipelineModule", "ZeRO stage 2/3 and pipeline paralleism"],
    keys: ["zero_optimization", "pipe_parallel_size"],
    advice: "ZeRO stage 2 and 3 take no pipeline: set pipe_parallel_size to 0, or use stage 1.",
    alone: true,
  },
  {
    id: "zero-with-model-parallel",
    cause: "config",
    says: ["ZeRO stage 2/3 and model paralleism"],
    keys: ["zero_optimization", "model_parallel_size"],
    advice:
      "ZeRO stage 2 and 3 take no model parallelism here: set model_parallel_size to 1, or use stage 1.",
    alone: true,
  },
  {
    id: "optimizer-none",
    cause: "config",
    says: ["ERROR: Optimizer is None"],
    keys: ["optimizer", "no_load_optim"],
    advice: "Give an optimizer; a run that only serves a model says no_load_optim: true.",
    alone: true,
  },
  {
    id: "optimizer-required",
    cause: "config",
    says: [["zero stage", "requires an optimizer"]],
    keys: ["optimizer", "zero_optimization"],
    advice: "ZeRO shards the state of an optimizer: give one, or use stage 0.",
  },
  {
    id: "stages-divide",
    cause: "config",
    says: [["num_stages", "must divide distributed world size"]],
    keys: ["pipe_parallel_size"],
    advice: "The number of GPUs has to be a multiple of pipe_parallel_size.",
  },
  {
    id: "ranks-below-model-parallel",
    cause: "config",
    says: ["world size cannot be smaller than model parallel size"],
    keys: ["model_parallel_size"],
    advice: "There are fewer GPUs than model_parallel_size.",
  },
  {
    id: "output-layer-rows",
    cause: "config",
    says: ["ERROR: Output layer parallelism over the hidden dim"],
    keys: ["output_layer_parallelism"],
    advice: 'NeoX stops here: set output_layer_parallelism to "column".',
    alone: true,
  },
  {
    id: "autoresume",
    cause: "config",
    says: ["ADLR autoresume is not available, exiting"],
    keys: ["adlr_autoresume"],
    advice: "autoresume is of NVIDIA's own cluster: set adlr_autoresume: false.",
    alone: true,
  },
  {
    id: "scientific-notation",
    cause: "config",
    says: ["type object 'float' has no attribute '__origin__'"],
    keys: ["min_lr", "optimizer", "lr", "warmup", "weight_decay", "layernorm_epsilon"],
    advice: "A number is text for YAML: 6e-5 is, 6.0e-5 is a number.",
  },
  {
    id: "integer-expected",
    cause: "config",
    says: ["type object 'int' has no attribute '__origin__'"],
    keys: ["train_iters", "lr_decay_iters", "eval_interval", "checkpoint_factor"],
    advice: 'A whole number is written as a fraction or as text: 320000, not 3.2e5 or "320000".',
  },
  {
    id: "batch-sizes",
    cause: "config",
    says: ["Check batch related parameters", "train_batch_size is not equal to"],
    keys: ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"],
    advice:
      "train_batch_size has to be the product of micro batch, gradient accumulation and replicas: leave it out, and NeoX computes it.",
  },
  {
    id: "gpus-divide",
    cause: "config",
    says: ["global_num_gpus / pp_size", "must be a whole number"],
    in: [":calculate_derived"],
    keys: ["model_parallel_size", "pipe_parallel_size"],
    advice: "The number of GPUs has to be a multiple of model_parallel_size times pipe_parallel_size.",
  },
  {
    id: "key-twice",
    cause: "config",
    says: ["duplicate keys with previously loaded file"],
    advice: "Keep the key in one of the files.",
  },
  {
    id: "precision-conflict",
    cause: "config",
    says: ["field was set but precision conflicts"],
    keys: ["precision", "fp16", "bf16"],
    advice: "precision, fp16 and bf16 say different things: keep one of them.",
  },
  {
    id: "shape-of-heads",
    cause: "config",
    says: [["shape '[", "is invalid for input of size"]],
    withoutStack: "only",
    keys: ["num_kv_heads", "num_attention_heads", "hidden_size"],
    advice:
      "A tensor cannot be cut into heads of that size: num_attention_heads has to divide hidden_size, and num_kv_heads the heads of a rank.",
  },
  {
    id: "shape-of-layers",
    cause: "config",
    says: ["shapes cannot be multiplied"],
    withoutStack: "only",
    keys: ["activation", "intermediate_size", "hidden_size"],
    advice: "One layer's output is wider than the next one takes: look at the widths of the MLP.",
  },
  {
    id: "shape-over-ranks",
    cause: "config",
    says: [["AssertionError: ", "is not divisible by"]],
    withoutStack: "only",
    keys: ["num_attention_heads", "model_parallel_size", "hidden_size"],
    advice:
      "Heads, widths and the vocabulary are split over model_parallel_size ranks, and have to be multiples of it.",
  },
  {
    id: "slurm-environment",
    cause: "config",
    says: ["KeyError: 'SLURM_", "KeyError: 'OMPI_", "KeyError: 'PMI_"],
    keys: ["deepspeed_slurm", "launcher"],
    advice:
      "The config says that Slurm or MPI launched this process, and its environment does not: look at launcher and deepspeed_slurm.",
  },
]);
