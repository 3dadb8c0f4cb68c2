import type { Launch } from "../../launch/launch";
import { dictGet } from "../../python/access";
import { isDict } from "../../yaml/value";

/** Bytes a parameter takes on a GPU before ZeRO divides them. */
export interface BytesPerParameter {
  readonly weight: number;
  readonly gradient: number;
  /** The optimizer's own states and, below fp32, its copy of the weights. */
  readonly optimizer: number;
}

/** States beside the weights, in bytes a parameter, by lower-case `optimizer.type` (megatron/training.py:990-1105). */
const OPTIMIZER_STATES: ReadonlyMap<string, number> = new Map([
  ["adam", 8],
  ["onebitadam", 8],
  ["sgd", 4],
  ["sm3", 4],
  ["lion", 4],
  ["madgrad_wd", 12],
]);

/** Optimizers that keep their states in the host's memory. */
const ON_HOST: ReadonlySet<string> = new Set(["cpu_adam", "cpu_torch_adam"]);

const EIGHT_BIT_STATES = 2;

/** Bytes an activation or a weight takes. */
export function bytesPerValue(launch: Launch): number {
  return launch.derivation.get("precision") === "fp32" ? 4 : 2;
}

/** Mixed precision as in the ZeRO paper (Rajbhandari et al. 2020, arXiv:1910.02054, section 3.1): 2 + 2 + 12 for Adam. */
export function bytesPerParameter(launch: Launch): BytesPerParameter {
  const weight = bytesPerValue(launch);
  const accumulated = gradientAccumulationType(launch) === "fp32" && weight < 4 ? 4 : 0;
  return { weight, gradient: weight + accumulated, optimizer: optimizerBytes(launch, weight) };
}

function optimizerBytes(launch: Launch, weight: number): number {
  const given = launch.derivation.get("optimizer_type");
  const type = typeof given === "string" ? given.toLowerCase() : "adam";
  if (ON_HOST.has(type) || isOffloaded(launch)) return 0;
  const states =
    launch.get("use_bnb_optimizer") === true ? EIGHT_BIT_STATES : (OPTIMIZER_STATES.get(type) ?? 8);
  return states + (weight < 4 ? 4 : 0);
}

function isOffloaded(launch: Launch): boolean {
  const block = launch.derivation.get("zero_optimization");
  if (!isDict(block)) return false;
  const device = block.get("offload_optimizer");
  return block.get("cpu_offload") === true || (isDict(device) && device.get("device") === "cpu");
}

function gradientAccumulationType(launch: Launch): unknown {
  const types = launch.get("data_types");
  return isDict(types) ? dictGet(types, "grad_accum_dtype", null) : null;
}
