import { parseAnnotation } from "../../arguments/annotation";
import type { ArgumentType } from "../../arguments/argument";
import { DEEPSPEED_BLOCKS } from "../../arguments/deepspeedBlocks";
import { ownValue } from "../../base/ownValue";
import type { PythonValue } from "../../yaml/value";

/** Values that a key inside of a block takes; what is not listed is no short list. */
const NESTED_CHOICES: Readonly<Record<string, readonly PythonValue[]>> = {
  "optimizer.type": ["Adam", "OneBitAdam", "CPU_Adam", "CPU_Torch_Adam", "SM3", "madgrad_wd", "SGD", "Lion"],
  "zero_optimization.stage": [0n, 1n, 2n, 3n],
  "zero_optimization.offload_optimizer.device": ["none", "cpu", "nvme"],
  "zero_optimization.offload_param.device": ["none", "cpu", "nvme"],
  "data_types.grad_accum_dtype": ["fp32", "fp16", "bf16"],
};

/** Keys inside of blocks that are switches, by their last name. */
const NESTED_SWITCHES: ReadonlySet<string> = new Set(
  `enabled reduce_scatter contiguous_gradients allgather_partitions overlap_comm load_from_fp32_weights
  elastic_checkpoint cpu_offload cpu_offload_param cpu_offload_use_pin_memory round_robin_gradients
  ignore_unused_parameters use_multi_rank_bucket_allreduce pin_memory pipeline_read pipeline_write fast_init
  auto_cast consecutive_hysteresis fp16_master_weights_and_grads immediate_grad_update bias_correction adam_w_mode
  adamw_mode set_grad_none fp32_optimizer_states eps_inside_sqrt cuda_aware nesterov different_layout_per_head
  gather_16bit_weights_on_model_save stage3_gather_fp16_weights_on_model_save`.split(/\s+/),
);

/** The values of a type that can be listed; empty for the others. */
export function choicesOf(type: ArgumentType): readonly PythonValue[] {
  if (type.kind === "enum") return type.choices.filter((choice) => choice !== null);
  if (type.kind === "bool") return [true, false];
  if (type.kind === "union" && type.members.includes("bool")) return [true, false];
  return [];
}

/** The values of a key inside of a block. */
export function nestedChoices(path: readonly string[]): readonly PythonValue[] {
  const listed = ownValue(NESTED_CHOICES, path.join("."));
  if (listed !== undefined) return listed;
  const declared = ownValue(DEEPSPEED_BLOCKS, path.slice(0, -1).join("."))?.keys ?? {};
  const type = ownValue(declared, path.at(-1) ?? "");
  if (type !== undefined) return choicesOf(parseAnnotation(type));
  return NESTED_SWITCHES.has(path.at(-1) ?? "") ? [true, false] : [];
}
