import type { Launch } from "../launch/launch";
import { isDict, type PythonValue } from "../yaml/value";
import { layerKinds } from "./layerKinds";

/** Layers that DeepSpeed's sparse attention computes (megatron/model/transformer.py:421 at ea7aefd8). */
export const SPARSE_KINDS = ["local", "sparse_fixed", "sparse_variable", "bigbird", "bslongformer"] as const;

export type SparseKind = (typeof SPARSE_KINDS)[number];

export function sparseKinds(launch: Launch): readonly SparseKind[] {
  const kinds = layerKinds(launch);
  return SPARSE_KINDS.filter((kind) => kinds?.has(kind));
}

/** A value of `sparsity_config`, undefined where it is not set. */
export function sparsityValue(launch: Launch, name: string): PythonValue | undefined {
  const config = launch.get("sparsity_config");
  return isDict(config) ? config.get(name) : undefined;
}

/** An int of `sparsity_config`, else NeoX's default; undefined when it is something else. */
export function sparsityInt(launch: Launch, name: string, otherwise: number): number | undefined {
  const value = sparsityValue(launch, name);
  if (value === undefined) return otherwise;
  return typeof value === "bigint" ? Number(value) : undefined;
}
