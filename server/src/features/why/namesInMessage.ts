import { catalogueOfAnyVersion } from "../../arguments/catalogue";
import { ownValue } from "../../base/ownValue";

/** What NeoX and DeepSpeed call an argument in their messages. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  pp_size: "pipe_parallel_size",
  mp_size: "model_parallel_size",
  gradient_acc_step: "gradient_accumulation_steps",
  grad_acc: "gradient_accumulation_steps",
  micro_batch_per_gpu: "train_micro_batch_size_per_gpu",
  micro_batch: "train_micro_batch_size_per_gpu",
  DeepSpeedZeroConfig: "zero_optimization",
  DeepSpeedZeroOffloadOptimizerConfig: "zero_optimization",
  DeepSpeedZeroOffloadParamConfig: "zero_optimization",
  DeepSpeedFP16Config: "fp16",
  DeepSpeedBF16Config: "bf16",
  DeepSpeedFlopsProfilerConfig: "flops_profiler",
  DeepSpeedMonitorConfig: "tensorboard",
  CommsConfig: "comms_logger",
};

/** The keys that a message states: one that NeoX does not know, or those that two files set. */
function statedKeys(message: string): readonly string[] {
  const isOfArguments = message.startsWith("__init__()") || message.includes("NeoXArgs");
  const [, unknown] = message.split("got an unexpected keyword argument ");
  const [, absent] = message.split("'NeoXArgs' object has no attribute ");
  const [, repeated] = message.split("duplicate keys with previously loaded file: ");
  const told = (isOfArguments ? unknown : undefined) ?? absent ?? repeated?.split("\n")[0];
  return told?.match(/[\w-]+/g)?.map((name) => name.replaceAll("-", "_")) ?? [];
}

/** Values in messages that are no names of their own. */
const NOT_MEANT = new Set([
  "world_size",
  "rank",
  "local_rank",
  "global_num_gpus",
  "batch_size",
  "config_files",
]);

/**
 * The arguments that a message names, in its order. Names of one plain word, such as `load` and `norm`, count only
 * where NeoX checks its arguments: elsewhere they are English.
 */
export function argumentsNamed(message: string, isOfArguments: boolean): readonly string[] {
  const stated = statedKeys(message);
  if (stated.length > 0) return stated;
  const words = [...message.matchAll(/[A-Za-z_][\w-]*/g)].map(([word]) => argumentCalled(word));
  const names = words.filter(
    (name): name is string => name !== undefined && (isOfArguments || /[_\d]/.test(name)),
  );
  return [...new Set(names)];
}

function argumentCalled(word: string): string | undefined {
  const name = ownValue(OTHER_NAMES, word) ?? word.replaceAll("-", "_");
  if (NOT_MEANT.has(name)) return undefined;
  return catalogueOfAnyVersion().get(name) === undefined ? undefined : name;
}
