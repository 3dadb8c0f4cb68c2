/** Parameters of a part of the model, as model parallelism lays them out. */
export interface Count {
  /** Over all ranks of a model-parallel group together; each rank holds its share. */
  readonly divided: number;
  /** On every rank of the group the same. */
  readonly whole: number;
}

export const NOTHING: Count = { divided: 0, whole: 0 };

export function divided(parameters: number): Count {
  return { divided: parameters, whole: 0 };
}

export function whole(parameters: number): Count {
  return { divided: 0, whole: parameters };
}

export function sum(counts: readonly Count[]): Count {
  return counts.reduce((a, b) => ({ divided: a.divided + b.divided, whole: a.whole + b.whole }), NOTHING);
}

/** Parameters of the model: what every rank holds counts once. */
export function total(count: Count): number {
  return count.divided + count.whole;
}

/** Parameters on one rank of a model-parallel group. */
export function perRank(count: Count, modelParallelSize: number): number {
  return count.divided / modelParallelSize + count.whole;
}

/** A projection whose outputs lie over the ranks, and its bias with them (megatron/mpu/layers.py:ColumnParallelLinear). */
export function columnParallel(inputs: number, outputs: number, hasBias: boolean): Count {
  return divided(inputs * outputs + (hasBias ? outputs : 0));
}

/** A projection whose inputs lie over the ranks; each rank has the whole bias (megatron/mpu/layers.py:RowParallelLinear). */
export function rowParallel(inputs: number, outputs: number, hasBias: boolean): Count {
  return { divided: inputs * outputs, whole: hasBias ? outputs : 0 };
}
