import type { Launch } from "../../../launch/launch";
import { isDict } from "../../../yaml/value";

/** A tensor of the optimizer's: a parameter, or a flat share of many. */
type Shape = readonly number[];

/** Elements of state that an optimizer keeps for a tensor. */
type State = (shape: Shape, launch: Launch) => number;

const count = (shape: Shape) => shape.reduce((product, length) => product * length, 1);
const times =
  (copies: number): State =>
  (shape) =>
    copies * count(shape);

/** What each optimizer keeps, by lower-case `optimizer.type` (megatron/training.py:get_optimizer, megatron/optimizers.py). */
const STATES: ReadonlyMap<string, State> = new Map([
  ["adam", times(2)],
  ["cpu_adam", times(2)],
  ["cpu_torch_adam", times(2)],
  ["onebitadam", times(2)],
  ["lion", times(1)],
  ["madgrad_wd", times(3)],
  ["sgd", (shape, launch) => (parameterOf(launch, "momentum") > 0 ? count(shape) : 0)],
  // One number a row and one a column; the values themselves only with momentum.
  [
    "sm3",
    (shape, launch) =>
      shape.reduce((sum, length) => sum + length, 0) +
      (parameterOf(launch, "momentum") > 0 ? count(shape) : 0),
  ],
]);

const STATE_BYTES = 4;
const EIGHT_BIT_STATE_BYTES = 2;

/** Optimizers whose state lies in the host's memory wherever the parameters are. */
const ON_HOST: ReadonlySet<string> = new Set(["cpu_adam", "cpu_torch_adam"]);

/** Those whose states were never compared with a real run. */
const NOT_COMPARED: ReadonlySet<string> = new Set(["onebitadam", "madgrad_wd", "sgd", "sm3"]);

/** `optimizer.type` in lower case; Adam where the config says none. */
export function optimizerTypeOf(launch: Launch): string {
  const type = launch.derivation.get("optimizer_type");
  return typeof type === "string" ? type.toLowerCase() : "adam";
}

/** Bytes of all tensors in the state of the optimizer, for the tensors that it steps. */
export function momentBytes(launch: Launch, shapes: readonly Shape[]): number {
  const elements = (state: State) => shapes.reduce((sum, shape) => sum + state(shape, launch), 0);
  if (isEightBit(launch)) return EIGHT_BIT_STATE_BYTES * elements(times(1));
  return STATE_BYTES * elements(STATES.get(optimizerTypeOf(launch)) ?? times(2));
}

export function momentsOnHost(launch: Launch): boolean {
  return ON_HOST.has(optimizerTypeOf(launch));
}

/** Whether the states of this optimizer were compared with those of a real run. */
export function momentsCompared(launch: Launch): boolean {
  return !NOT_COMPARED.has(optimizerTypeOf(launch)) && !isEightBit(launch);
}

function isEightBit(launch: Launch): boolean {
  return launch.get("use_bnb_optimizer") === true && optimizerTypeOf(launch) === "adam";
}

function parameterOf(launch: Launch, name: string): number {
  const optimizer = launch.get("optimizer");
  const params = isDict(optimizer) ? optimizer.get("params") : undefined;
  const value = isDict(params) ? params.get(name) : undefined;
  return typeof value === "number" ? value : Number(typeof value === "bigint" ? value : 0);
}
