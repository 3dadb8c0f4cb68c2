import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { agreeingBatches } from "../batch/batchSizesAgree";
import type { Fix } from "../rule";
import { removeKey } from "../simpleFixes";

/**
 * Fixes that leave the counting of the GPUs to NeoX: a batch size that was right for the given number is seldom right
 * for another.
 */
export function countGpus(launch: Launch): readonly Fix[] {
  const removal = removeKey("global_num_gpus");
  const batches = agreeingBatches(launch.with({ global_num_gpus: undefined }));
  return [removal, ...batches.map((batch) => both(removal, batch))];
}

function both(removal: Fix, batch: Fix): Fix {
  return { ...batch, title: t("{0}, {1}", removal.title, batch.title), remove: ["global_num_gpus"] };
}
