import type { PythonValue } from "../yaml/value";
import type { Window } from "./target";

/**
 * What NeoX's `__post_init__` makes of a config before it builds anything
 * (megatron/neox_arguments/arguments.py:135-160 and :898-1193 at ea7aefd8).
 * A step that cannot be computed leaves its values undefined, and the steps that need them wait.
 */
export interface Derivation {
  /** A value after derivation: derived, else as given or default; undefined when unknown. */
  get(name: string): PythonValue | undefined;
  /** `get` when it is an int (no bool) that JavaScript holds exactly. */
  int(name: string): number | undefined;
  /** The arguments that a derived value was computed from; none where it is as given or the GPUs alone tell it. */
  sources(name: string): readonly string[];
  /** One attention type a layer (`attention_config` expanded); undefined when unknown or not expandable. */
  readonly attentionTypes: readonly string[] | undefined;
  /** `global_num_gpus / pipe_parallel_size / model_parallel_size`, a Python float; undefined when GPUs are unknown. */
  readonly dataParallelSize: number | undefined;
  /** Steps that Python itself stops, such as arithmetic on a string: each with the key to blame. */
  readonly crashes: readonly Crash[];
}

export interface Crash {
  readonly keys: readonly string[];
  /** `file:function` in gpt-neox. */
  readonly at: string;
  readonly type: string;
  /** Python's own words. */
  readonly message: string;
  /** The versions that stop so; absent for all. */
  readonly holds?: Window;
}
