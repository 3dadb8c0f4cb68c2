/** Recomputing activations to save memory. */
export const memory: Readonly<Record<string, string>> = {
  checkpoint_activations:
    "Keeps only each layer's input and recomputes the rest in the backward pass: far less activation memory for about a third more compute. Turn it on when the model otherwise does not fit.",
  checkpoint_num_layers:
    "Layers per recomputed chunk. Leave it at 1: larger chunks that contain anything but transformer layers are not recomputed. Must be at least 1 even without `checkpoint_activations`.",
  partition_activations:
    "With `checkpoint_activations`, shards the kept activations over the tensor-parallel GPUs. Saves memory with `model_parallel_size` above 1; not with gMLP layers.",
  contiguous_checkpointing:
    "With `checkpoint_activations`, keeps activations in one buffer against fragmentation. Needs `partition_activations`.",
  checkpoint_in_cpu:
    "With `checkpoint_activations`, moves the kept activations to main memory. Slow; for when nothing else fits.",
  synchronize_each_layer:
    "With `checkpoint_activations`, waits for the GPU around every recomputed layer. Only for timing.",
  profile_backward: "With `checkpoint_activations`, times the backward pass of recomputed layers.",
  deepspeed_activation_checkpointing: "Deprecated: recomputation always goes through DeepSpeed. Remove it.",
  activation_checkpointing:
    "DeepSpeed's own block. NeoX configures recomputation from `checkpoint_activations`, `partition_activations` and the like, so this block does nothing.",
};
