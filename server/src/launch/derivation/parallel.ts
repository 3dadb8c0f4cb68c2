import { divide } from "../../python/arithmetic";
import { compare, truthy } from "../../python/compare";
import { UNKNOWN } from "../../python/unknown";
import type { PythonValue } from "../../yaml/value";
import { between, since, until } from "../windows";
import { assume, type Step, type StepInput } from "./step";

const SIZES = ["pipe_parallel_size", "model_parallel_size"] as const;

/** GPUs and how they are divided (megatron/neox_arguments/arguments.py:888-936, :1085). */
export const parallelSteps: readonly Step[] = [
  { gives: ["global_num_gpus"], keys: ["global_num_gpus"], derive: globalNumGpus },
  {
    gives: ["pipeSize"],
    keys: ["pipe_parallel_size"],
    derive: (input) => ({ pipeSize: atLeastOne(input.given("pipe_parallel_size")) }),
  },
  {
    gives: ["model_parallel_size"],
    keys: ["model_parallel_size"],
    derive: (input) => ({ model_parallel_size: atLeastOne(input.given("model_parallel_size")) }),
  },
  {
    gives: ["dataParallelSize"],
    keys: ["global_num_gpus", "pipe_parallel_size", "model_parallel_size"],
    derive: (input) => {
      const perStage = divide(input.derived("global_num_gpus"), input.derived("pipeSize"));
      return { dataParallelSize: divide(perStage, input.derived("model_parallel_size")) };
    },
  },
  { gives: ["dataParallelSize"], keys: SIZES, derive: withInfiniteSize },
  isPipeParallel((pipe) => compare(pipe, ">=", 2n), until("1faff79d")),
  isPipeParallel((pipe) => compare(pipe, ">=", 1n), between("1faff79d", "86758c35")),
  isPipeParallel(
    (pipe, input) => compare(pipe, ">", 1n) && input.given("num_experts") === 1n,
    between("86758c35", "916c8835"),
  ),
  isPipeParallel(
    (pipe, input) => compare(pipe, ">", 1n) && input.given("moe_num_experts") === 1n,
    between("916c8835", "2382bd4a"),
  ),
  isPipeParallel((pipe) => compare(pipe, ">=", 1n), since("2382bd4a")),
  {
    gives: ["hasExperts"],
    keys: ["moe_num_experts"],
    holds: since("916c8835"),
    derive: (input) => ({ hasExperts: compare(input.given("moe_num_experts"), ">", 1n) }),
  },
  {
    gives: ["hasExperts"],
    keys: ["num_experts"],
    holds: between("86758c35", "916c8835"),
    derive: (input) => ({ hasExperts: compare(input.given("num_experts"), ">", 1n) }),
  },
];

function globalNumGpus(input: StepInput) {
  return { global_num_gpus: settled(input) ?? input.gpus() };
}

/** The count a config sets by hand; null when it leaves NeoX to count. In an overlay another file may set it. */
function settled(input: StepInput): PythonValue {
  try {
    return input.given("global_num_gpus");
  } catch (error) {
    if (error === UNKNOWN) return null;
    throw error;
  }
}

function withInfiniteSize(input: StepInput) {
  assume(hasInfiniteSize(input));
  return { dataParallelSize: 0 };
}

/** Any number of GPUs that is divided by an infinite size is 0 replicas. */
export function hasInfiniteSize(input: StepInput): boolean {
  return [input.derived("pipeSize"), input.derived("model_parallel_size")].includes(Number.POSITIVE_INFINITY);
}

function atLeastOne(size: PythonValue): PythonValue {
  return compare(size, ">=", 1n) ? size : 1n;
}

function isPipeParallel(
  test: (pipeParallelSize: PythonValue, input: StepInput) => boolean,
  holds: NonNullable<Step["holds"]>,
): Step {
  const derive = (input: StepInput) => {
    // What cannot be compared has stopped NeoX before.
    input.derived("pipeSize");
    return { is_pipe_parallel: truthy(test(input.given("pipe_parallel_size"), input)) };
  };
  return { gives: ["is_pipe_parallel"], keys: ["pipe_parallel_size"], holds, derive };
}
