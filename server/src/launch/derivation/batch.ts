import { toInt } from "../../python/access";
import { floorDivide, modulo, multiply } from "../../python/arithmetic";
import { compare, equals } from "../../python/compare";
import { str } from "../../python/text";
import { UNKNOWN } from "../../python/unknown";
import { PythonError } from "../../yaml/pythonError";
import type { PythonValue } from "../../yaml/value";
import { until } from "../windows";
import { hasInfiniteSize } from "./parallel";
import { assume, type Step, type StepInput } from "./step";

const ARGUMENTS = "megatron/neox_arguments/arguments.py";
const KEYS = ["train_batch_size", "train_micro_batch_size_per_gpu", "gradient_accumulation_steps"] as const;
const GIVES = [...KEYS, "batch_size"] as const;

/** The batch algebra (megatron/neox_arguments/arguments.py:822-879 and :938-964): train = micro * steps * replicas. */
export const batchSteps: readonly Step[] = [
  {
    gives: GIVES,
    keys: KEYS,
    at: `${ARGUMENTS}:calculate_batch_parameters`,
    derive: (input) => updated(calculated(replicasOf(input), givenBatch(input))),
  },
  { gives: GIVES, keys: KEYS, derive: withoutGpus },
  { gives: [], keys: KEYS, at: `${ARGUMENTS}:check_batch_parameters`, derive: check },
  {
    gives: [],
    keys: ["model_parallel_size", "pipe_parallel_size"],
    at: `${ARGUMENTS}:check_batch_parameters`,
    derive: withoutReplicas,
  },
  {
    gives: ["gas"],
    keys: [],
    holds: until("91c44bc3"),
    derive: (input) => ({ gas: input.derived("gradient_accumulation_steps") }),
  },
  {
    gives: ["clip_grad"],
    keys: ["gradient_clipping"],
    derive: (input) => ({ clip_grad: input.given("gradient_clipping") }),
  },
];

/** What the launch says of a batch; a null is for NeoX to derive. */
interface Batch {
  readonly train: PythonValue;
  readonly micro: PythonValue;
  readonly steps: PythonValue;
}

function givenBatch(input: StepInput): Batch {
  const [train, micro, steps] = KEYS;
  return { train: input.given(train), micro: input.given(micro), steps: input.given(steps) };
}

function updated({ train, micro, steps }: Batch) {
  return {
    train_batch_size: train,
    train_micro_batch_size_per_gpu: micro,
    gradient_accumulation_steps: steps,
    batch_size: micro,
  };
}

/** NeoX refuses a part of a replica before it comes to the batch. */
function wholeDataParallelSize(input: StepInput): PythonValue {
  const size = input.derived("dataParallelSize");
  assume(equals(modulo(size, 1n), 0n));
  return size;
}

/** A text stops NeoX whatever the number of replicas, which is a float. */
function replicasOf(input: StepInput): PythonValue {
  const isAnyText = Object.values(givenBatch(input)).some((size) => typeof size === "string");
  try {
    input.derived("dataParallelSize");
  } catch (error) {
    if (error === UNKNOWN && isAnyText) return 1;
    throw error;
  }
  return wholeDataParallelSize(input);
}

/** As `calculate_batch_parameters`: a size of zero is given, only None is not. */
function calculated(replicas: PythonValue, { train, micro, steps }: Batch): Batch {
  if (train !== null && micro !== null && steps !== null) return { train, micro, steps };
  if (train !== null && micro !== null) {
    return ints(train, micro, floorDivide(floorDivide(train, micro), replicas, "//="));
  }
  if (train !== null && steps !== null) {
    return ints(train, floorDivide(floorDivide(train, replicas), steps, "//="), steps);
  }
  if (micro !== null && steps !== null) {
    return ints(multiply(multiply(micro, steps), replicas, "*="), micro, steps);
  }
  if (train !== null) return ints(train, floorDivide(train, replicas), 1n);
  assume(micro !== null);
  return ints(multiply(micro, replicas), micro, 1n);
}

function ints(train: PythonValue, micro: PythonValue, steps: PythonValue): Batch {
  return { train: toInt(train), micro: toInt(micro), steps: toInt(steps) };
}

/** What does not depend on the GPUs, for as long as they are unknown; `UNKNOWN` leaves the other names out. */
function withoutGpus(input: StepInput) {
  const { train, micro, steps } = givenBatch(input);
  return Object.fromEntries(
    Object.entries(updated({ train, micro, steps })).filter(([, size]) => typeof size === "bigint"),
  );
}

/** `check_batch_parameters`; its assertions are rules. */
function check(input: StepInput) {
  const [train, micro, steps] = KEYS.map((key) => input.derived(key));
  for (const size of [train, micro, steps]) assume(compare(size ?? null, ">", 0n));
  multiply(multiply(micro ?? null, steps ?? null), wholeDataParallelSize(input));
  return {};
}

/**
 * An infinite size leaves no replica of the model, and its type is looked at only later. Unlike the other assertions
 * this one is no rule but a crash, so that the wrong type says where NeoX stops.
 */
function withoutReplicas(input: StepInput): never {
  assume(equals(wholeDataParallelSize(input), 0n));
  // Without a GPU there is none either, which a rule tells.
  assume(hasInfiniteSize(input) || compare(input.derived("global_num_gpus"), ">", 0n));
  const train = input.derived("train_batch_size");
  const words = compare(train, ">", 0n)
    ? "Check batch related parameters."
    : `Train batch size: ${str(train)} has to be greater than 0`;
  throw new PythonError("AssertionError", words);
}
