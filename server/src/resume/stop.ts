import type { PythonValue } from "../yaml/value";
import type { Misfit } from "./traits";

/** Why a launch stops while it loads its checkpoint, in the order in which NeoX comes to it. */
export type LoadStop =
  | { readonly kind: "no-universal" }
  /** No file of a rank lies in the folder of the step. */
  | { readonly kind: "no-step" }
  | { readonly kind: "zero-3"; readonly isSaved: boolean }
  | { readonly kind: "unreadable"; readonly file: string; readonly problem: string }
  | { readonly kind: "rank-count"; readonly found: number; readonly saved: number }
  | { readonly kind: "pipeline"; readonly isSaved: boolean }
  | { readonly kind: "model-parallel"; readonly saved: number; readonly launched: number }
  | { readonly kind: "misfits"; readonly misfits: readonly Misfit[] }
  | { readonly kind: "missing"; readonly file: string }
  /** A file holds the weights of something else. */
  | { readonly kind: "other-layer"; readonly file: string }
  | { readonly kind: "module-only" }
  | { readonly kind: "stages"; readonly saved: number; readonly launched: number }
  | { readonly kind: "tied-optimizer" }
  | { readonly kind: "data-parallel"; readonly saved: number; readonly launched: number }
  /** The state of the optimizer is of another precision or ZeRO stage. */
  | { readonly kind: "optimizer-form"; readonly saved: OptimizerForm; readonly launched: OptimizerForm }
  | { readonly kind: "optimizer-groups"; readonly saved: number; readonly launched: number }
  /** The optimizer that the reference model never uses has one group, and it is given the state of the other. */
  | { readonly kind: "reference-groups"; readonly saved: number; readonly objective: string }
  | { readonly kind: "optimizer-type"; readonly missing: string }
  | { readonly kind: "schedule"; readonly differences: readonly ScheduleDifference[] }
  | { readonly kind: "arguments"; readonly differences: readonly ArgumentDifference[] }
  | { readonly kind: "no-random-states" };

/** How DeepSpeed keeps an optimizer: beside the weights, or partitioned by ZeRO, or as bfloat16's. */
export type OptimizerForm = "plain" | "fp16" | "zero" | "bfloat16";

export interface ScheduleDifference {
  /** The argument at fault. */
  readonly key: string;
  /** What the scheduler calls it. */
  readonly name: string;
  readonly saved: PythonValue;
  readonly launched: PythonValue;
}

export interface ArgumentDifference {
  readonly name: string;
  readonly saved: PythonValue;
  readonly launched: PythonValue;
}
