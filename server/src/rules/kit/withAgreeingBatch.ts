import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { agreeingBatches } from "./agreeingBatches";

/**
 * A fix that changes how many replicas there are, together with a batch size that is right for that many; the fix
 * alone where the batch sizes agree after it.
 */
export function withAgreeingBatch(launch: Launch, fix: Fix): readonly Fix[] {
  const removed = Object.fromEntries((fix.remove ?? []).map((key) => [key, undefined]));
  const batches = agreeingBatches(launch.with({ ...removed, ...fix.set }));
  if (batches.length === 0) return [fix];
  return batches.map((batch, index) => ({
    ...fix,
    title: t("{0}, {1}", fix.title, batch.title),
    set: { ...fix.set, ...batch.set },
    preferred: fix.preferred === true && index === 0,
  }));
}
