import { elements, type ParameterTensor } from "../../parameters/tensors";

/** The part of a group of parameters that one replica keeps the states of. */
export interface Share {
  /** Elements of the whole group, padded so that every replica's share is as long and begins at an even place. */
  readonly padded: number;
  /** Elements of the share. */
  readonly length: number;
  /** Parameters with at least one element in it: where a border cuts one, it is in two shares or more. */
  readonly tensors: readonly ParameterTensor[];
  /** Elements at the end of the share that belong to no parameter. */
  readonly padding: number;
}

/** NCCL wants what it gathers to begin at four bytes: at every second element. */
const ALIGNMENT = 2;

/**
 * The share of one of `replicas` (deepspeed/runtime/zero/stage_1_and_2.py:get_partition_info and bf16_optimizer.py at
 * DeeperSpeed 91d1c55b).
 */
export function shareOf(group: readonly ParameterTensor[], replica: number, replicas: number): Share {
  const total = group.reduce((sum, tensor) => sum + elements(tensor), 0);
  const step = ALIGNMENT * replicas;
  const padded = step * Math.ceil(total / step);
  const length = padded / replicas;
  const [start, end] = [replica * length, (replica + 1) * length];
  let offset = 0;
  const tensors = group.filter((tensor) => {
    const from = offset;
    offset += elements(tensor);
    return from < end && offset > start;
  });
  return { padded, length, tensors, padding: Math.max(end - Math.max(total, start), 0) };
}

/** With `round_robin_gradients` every parameter goes to the next replica in turn (stage_1_and_2.py:_round_robin_reorder). */
export function inTurn(group: readonly ParameterTensor[], replicas: number): readonly ParameterTensor[] {
  if (replicas >= group.length) return group;
  const turns = Array.from({ length: replicas }, (): ParameterTensor[] => []);
  for (const [index, tensor] of group.entries()) turns[index % replicas]?.push(tensor);
  return turns.flat();
}

/** Elements of one replica's share of a parameter alone, as ZeRO-3 cuts every one by itself (partition_parameters.py). */
export function shareOfTensor(tensor: ParameterTensor, replicas: number): number {
  return Math.ceil(elements(tensor) / replicas);
}
