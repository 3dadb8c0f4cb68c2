import type { Launch } from "../../../launch/launch";
import { exactInt, isDict, type PythonDict, type PythonValue } from "../../../yaml/value";

/** Where DeepSpeed keeps what it takes off the GPU. */
export type Offload = "none" | "cpu" | "nvme";

/** `zero_optimization` as DeepSpeed reads it, with DeepSpeed's own defaults. */
export interface ZeroBlock {
  readonly stage: number;
  readonly contiguousGradients: boolean;
  readonly overlapComm: boolean;
  /** Elements. */
  readonly reduceBucketSize: number;
  readonly roundRobinGradients: boolean;
  /** Up to this many elements a parameter of ZeRO-3 stays whole on every rank. */
  readonly parameterPersistence: number;
  /** Elements that may stay whole in all. */
  readonly modelPersistence: number;
  /** Elements of ZeRO-3 that are gathered on a rank at once, at most. */
  readonly liveParameters: number;
  readonly offloadOptimizer: Offload;
  readonly offloadParameters: Offload;
}

const REDUCE_BUCKET_SIZE = 500_000_000;
const PARAMETER_PERSISTENCE = 100_000;
const LIVE_PARAMETERS = 1_000_000_000;

/**
 * The launch's block, for its own stage or another (deepspeed/runtime/zero/config.py:DeepSpeedZeroConfig at DeeperSpeed
 * 91d1c55b). A block that leaves out `contiguous_gradients` has it; NeoX's block for a config without one has not.
 */
export function zeroBlock(launch: Launch, stage = launch.derivation.int("zero_stage") ?? 0): ZeroBlock {
  const given = launch.derivation.get("zero_optimization");
  const block: PythonDict = isDict(given) ? given : new Map();
  const flag = (key: string, otherwise: boolean) => {
    const value = block.get(key);
    return typeof value === "boolean" ? value : otherwise;
  };
  const count = (key: string, otherwise: number) => elementsIn(block.get(key)) ?? otherwise;
  return {
    stage,
    contiguousGradients: flag("contiguous_gradients", true),
    overlapComm: flag("overlap_comm", stage === 3),
    reduceBucketSize: count("reduce_bucket_size", REDUCE_BUCKET_SIZE),
    roundRobinGradients: flag("round_robin_gradients", false),
    parameterPersistence: count("stage3_param_persistence_threshold", PARAMETER_PERSISTENCE),
    modelPersistence: count("stage3_model_persistence_threshold", Number.POSITIVE_INFINITY),
    liveParameters: count("stage3_max_live_parameters", LIVE_PARAMETERS),
    offloadOptimizer: stage === 0 ? "none" : offload(block, "offload_optimizer", "cpu_offload"),
    offloadParameters: stage === 3 ? offload(block, "offload_param", "cpu_offload_param") : "none",
  };
}

/** Pydantic takes a float without a fraction for an int. */
function elementsIn(value: PythonValue | undefined): number | undefined {
  const count = typeof value === "number" ? value : exactInt(value);
  return count !== undefined && Number.isInteger(count) && count >= 0 ? count : undefined;
}

function offload(block: PythonDict, key: string, deprecated: string): Offload {
  const value = block.get(key);
  const device = isDict(value) ? value.get("device") : undefined;
  if (device === "cpu" || device === "nvme") return device;
  return block.get(deprecated) === true ? "cpu" : "none";
}
