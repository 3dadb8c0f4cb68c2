/** Batch sizes and the length of training. */
export const batch: Readonly<Record<string, string>> = {
  train_batch_size:
    "Sequences that go into one optimizer step, over all GPUs: `train_micro_batch_size_per_gpu` × `gradient_accumulation_steps` × data-parallel size, " +
    "where data-parallel size = GPUs / (`pipe_parallel_size` × `model_parallel_size`). Times `seq_length` it is the tokens a step. " +
    "Give it, or the micro batch, or both if they agree: accumulation counts as 1 unless you set it.",
  train_micro_batch_size_per_gpu:
    "Sequences one model replica processes in one forward and backward pass. As large as memory allows is fastest; " +
    "it sets the activation memory, while `gradient_accumulation_steps` reaches the total batch. Must be a whole number of at least 1.",
  gradient_accumulation_steps:
    "Micro batches whose gradients are summed before one optimizer step. Raises the total batch without more memory; with pipeline parallelism take several times `pipe_parallel_size`, or the stages idle. " +
    "It defaults to 1, not to 'whatever fits': with a total and a micro batch given, set it so that the product is exact.",
  batch_size:
    "Always replaced by `train_micro_batch_size_per_gpu`, so a value here does nothing. Set that key.",
  train_iters:
    "Optimizer steps to train for. Tokens seen = `train_iters` × `train_batch_size` × `seq_length`. Give this or `train_epochs`, not both; also the default length of the learning-rate decay.",
  train_epochs:
    "Passes over the training data, instead of `train_iters`. Only with packed `gpt2` datasets and without sampling weights; `generate.py` and `eval.py` still need `train_iters`.",
  eval_interval:
    "Steps between two evaluations on the validation set. Must be at least 1, even when `eval_iters` is 0.",
  eval_iters:
    "Batches per evaluation on the validation or test set; 0 turns evaluation off. More give a steadier loss and cost time each `eval_interval`.",
  exit_interval:
    "Ends the job after the first step divisible by this. It saves nothing by itself: make it a multiple of the checkpoint interval.",
  seed: "Seed for Python, NumPy, torch and the data order; at least 1. The same seed with the same data and GPU layout gives the same batches.",
  curriculum_seqlen:
    "The sequence length a curriculum has reached. NeoX keeps it during training: not for a config.",
  curriculum_learning:
    "DeepSpeed's curriculum that starts with short sequences and lengthens them. Any non-empty mapping counts as on, even with `enabled: false`, so remove the block to switch it off.",
};
