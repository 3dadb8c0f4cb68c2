import { t } from "../base/l10n";
import type { Launch } from "../launch/launch";
import { positiveInt } from "./sizes";

const LONGEST = 2048;

/**
 * Why the fused softmax is not taken for these sizes, as a whole sentence; undefined where it is, or where nothing
 * is known (megatron/model/fused_softmax.py:151 at ea7aefd8).
 */
export function whyNotFused(launch: Launch): string | undefined {
  const seqLength = positiveInt(launch, "seq_length");
  if (seqLength !== undefined && (seqLength <= 16 || seqLength > LONGEST || seqLength % 4 !== 0))
    return t("The fused softmax takes no sequence of {0}: NeoX takes PyTorch's instead.", seqLength);
  const micro = positiveInt(launch, "train_micro_batch_size_per_gpu");
  const heads = positiveInt(launch, "num_attention_heads");
  const ranks = launch.settings.has("model_parallel_size")
    ? positiveInt(launch, "model_parallel_size")
    : undefined;
  if (micro === undefined || heads === undefined || ranks === undefined || heads % ranks !== 0)
    return undefined;
  const rows = micro * (heads / ranks);
  if (rows % 4 === 0) return undefined;
  return t(
    "The fused softmax wants a multiple of 4 of micro batch times heads per rank, and it is {0}.",
    rows,
  );
}
