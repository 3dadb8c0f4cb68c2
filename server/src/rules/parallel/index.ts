import type { Rule } from "../rule";
import contiguousCheckpointing from "./contiguousCheckpointing";
import pipePartitionMethod from "./pipePartitionMethod";
import sequenceParallelLength from "./sequenceParallelLength";
import sequenceParallelRewardModel from "./sequenceParallelRewardModel";
import zeroModelParallel from "./zeroModelParallel";
import zeroPipeline from "./zeroPipeline";

export const parallelRules: readonly Rule[] = [
  sequenceParallelLength,
  sequenceParallelRewardModel,
  zeroPipeline,
  zeroModelParallel,
  pipePartitionMethod,
  contiguousCheckpointing,
];
