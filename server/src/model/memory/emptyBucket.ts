import type { Launch } from "../../launch/launch";
import { modelParameters } from "../parameters/modelParameters";
import { elements, stageTensors } from "../parameters/tensors";
import { pipelineStages } from "../pipeline/stages";
import { positiveInt } from "../sizes";
import { bytesPerValue } from "./precision";
import { zeroBlock } from "./states/zeroBlock";

/** A bucket of ZeRO's that all gradients of a rank do not fill. */
export interface EmptyBucket {
  /** Elements of the bucket, and parameters of the largest stage on one rank. */
  readonly bucket: number;
  readonly parameters: number;
  /** Bytes that stay unused, of all buckets. */
  readonly bytes: number;
}

/**
 * DeepSpeed allocates its buckets whole, however small the model (stage_1_and_2.py and stage3.py at DeeperSpeed 91d1c55b);
 * undefined where there are none, where gradients fill them, while sizes are unknown, or where ranks cannot share them.
 */
export function emptyBucket(launch: Launch): EmptyBucket | undefined {
  const zero = zeroBlock(launch);
  if (zero.stage === 0 || !zero.contiguousGradients) return undefined;
  const parameters = modelParameters(launch);
  if (parameters === undefined) return undefined;
  const counts = pipelineStages(launch, parameters)?.map((stage) =>
    stageTensors(launch, parameters, stage)?.reduce((sum, tensor) => sum + elements(tensor), 0),
  );
  if (counts === undefined || counts.some((count) => count === undefined)) return undefined;
  const largest = Math.max(...counts.filter((count) => count !== undefined));
  if (zero.reduceBucketSize <= largest || !Number.isSafeInteger(largest)) return undefined;
  const hasPipeline = positiveInt(launch, "pipe_parallel_size") !== undefined;
  const buckets = zero.overlapComm && zero.stage < 3 && !hasPipeline ? 2 : 1;
  const bytes = buckets * bytesPerValue(launch) * (zero.reduceBucketSize - largest);
  return { bucket: zero.reduceBucketSize, parameters: largest, bytes };
}
