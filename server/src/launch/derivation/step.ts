import { UNKNOWN } from "../../python/unknown";
import type { PythonValue } from "../../yaml/value";
import type { Window } from "../target";

/** What a step may read. Both throw `UNKNOWN` where nothing is known, so that the step waits. */
export interface StepInput {
  /** What the config says, or the default: the value before NeoX derives anything. */
  given(name: string): PythonValue;
  /** The value after the steps that make it. */
  derived(name: string): PythonValue;
  /** GPUs in the whole job, as told from outside the config. */
  gpus(): bigint;
}

/** Values by name. Names of arguments have underscores; those NeoX keeps in local variables are camelCase here. */
export type Derived = Readonly<Record<string, PythonValue>>;

/**
 * One step of NeoX's derivation. Each is small enough that what stops Python in it is the fault of `keys`.
 * NeoX's own assertions are not errors here but rules; a step that comes after a failed one throws `UNKNOWN`.
 */
export interface Step {
  /** Empty for a step that only can crash. Of several steps that give a value the first that knows it counts. */
  readonly gives: readonly string[];
  /** The keys to blame for a Python exception. */
  readonly keys: readonly string[];
  /** `file:function` in gpt-neox; the file defaults to arguments.py, the function to `calculate_derived`. */
  readonly at?: string;
  /** The versions that do this. */
  readonly holds?: Window;
  derive(input: StepInput): Derived;
}

/** What is beyond a failed assertion of NeoX is unknown. */
export function assume(condition: boolean): void {
  if (!condition) throw UNKNOWN;
}
