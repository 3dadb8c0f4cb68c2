import { elements, type ParameterTensor } from "../../parameters/tensors";

/** How the gradients of one backward pass are collected. */
export interface Collection {
  /** In the order in which the forward pass uses them. */
  readonly tensors: readonly ParameterTensor[];
  /** Those with an element in this rank's share. */
  readonly mine: ReadonlySet<ParameterTensor>;
  readonly bucketSize: number;
  /** Gradients are copied into buckets; without, they stay where autograd made them. */
  readonly contiguous: boolean;
  /** One bucket fills while another is reduced. */
  readonly twoBuckets: boolean;
  /** ZeRO-2 gives up what others keep; ZeRO-1 does not. */
  readonly freesOthers: boolean;
  /** Gradients of earlier micro batches are still there when the pass begins. */
  readonly accumulated: boolean;
}

/** Elements; the most at any time of the pass. */
export interface Held {
  /** What the gradients refer to; of a bucket always the whole. */
  readonly referred: number;
  /** What they refer to outside the buckets. */
  readonly outsideBuckets: number;
}

/**
 * Follows ZeRO 1 with overlapped communication, or ZeRO 2, through a backward pass, gradient by gradient
 * (deepspeed/runtime/zero/stage_1_and_2.py:reduce_independent_p_g_buckets_and_remove_grads and reduce_ipg_grads at
 * DeeperSpeed 91d1c55b): a gradient is made, then moved into the bucket; a bucket that is full is reduced, and what this
 * rank keeps is copied into one buffer for all of its share.
 */
export function collectInBuckets(collection: Collection): Held {
  const { tensors, mine, bucketSize, contiguous, twoBuckets, freesOthers } = collection;
  const shareBuffer = [...mine].reduce((sum, tensor) => sum + elements(tensor), 0);
  /** Gradients in storage of their own. */
  const own = new Map<ParameterTensor, number>();
  let ownSize = 0;
  /** How many gradients refer to each of the two buckets. */
  const inBucket: [Set<ParameterTensor>, Set<ParameterTensor>] = [new Set(), new Set()];
  let current: 0 | 1 = 0;
  let waiting: ParameterTensor[] = [];
  let filled = 0;
  let hasShareBuffer = false;
  const most = { referred: 0, outsideBuckets: 0 };

  const measure = () => {
    const outside = ownSize + (hasShareBuffer ? shareBuffer : 0);
    const buckets = inBucket.filter(({ size }) => size > 0).length * bucketSize;
    most.outsideBuckets = Math.max(most.outsideBuckets, outside);
    most.referred = Math.max(most.referred, outside + buckets);
  };
  const keep = (tensor: ParameterTensor) => {
    ownSize += elements(tensor) - (own.get(tensor) ?? 0);
    own.set(tensor, elements(tensor));
  };
  const leave = (tensor: ParameterTensor) => {
    ownSize -= own.get(tensor) ?? 0;
    own.delete(tensor);
  };
  const forget = (tensor: ParameterTensor) => {
    leave(tensor);
    for (const bucket of inBucket) bucket.delete(tensor);
  };
  const reduce = () => {
    for (const tensor of waiting) {
      if (!mine.has(tensor)) {
        if (freesOthers) forget(tensor);
      } else if (contiguous) {
        forget(tensor);
        hasShareBuffer = true;
      }
    }
    waiting = [];
    filled = 0;
  };

  if (collection.accumulated) for (const tensor of tensors) keep(tensor);
  for (const tensor of tensors.toReversed()) {
    const size = elements(tensor);
    keep(tensor);
    measure();
    if (filled + size > bucketSize) {
      reduce();
      if (contiguous && twoBuckets) current = current === 0 ? 1 : 0;
    }
    if (contiguous && size <= bucketSize) {
      leave(tensor);
      inBucket[current].add(tensor);
    }
    waiting.push(tensor);
    filled += size;
  }
  return most;
}

/**
 * The same for ZeRO-3, which is seen after each gradient was moved: it reduces a full bucket, keeps shares only, and leaves
 * a gradient that is larger than the bucket where it was made (stage3.py:__add_grad_to_ipg_bucket).
 */
export function collectInBucketOfStage3({ tensors, bucketSize, contiguous }: Collection): Held {
  const most = { referred: 0, outsideBuckets: 0 };
  let filled = 0;
  let outside = 0;
  let inBucket = false;
  for (const tensor of tensors.toReversed()) {
    const size = elements(tensor);
    most.outsideBuckets = Math.max(most.outsideBuckets, outside + size);
    if (filled > 0 && filled + size > bucketSize) {
      filled = 0;
      outside = 0;
      inBucket = false;
    }
    if (contiguous && filled + size <= bucketSize) inBucket = true;
    else outside += size;
    filled += size;
    most.referred = Math.max(most.referred, outside + (inBucket ? bucketSize : 0));
  }
  return most;
}
