import { COMPUTE_OPTIMAL, grouped, percent, scientific, short } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { t } from "./l10n";
import { section, tableOf } from "./section";

/** The batch algebra, and what training comes to. */
export function batchSection({ batch, numbers }: Report): HTMLElement {
  const { compute } = numbers;
  const shown = (value: number | null) => (value === null ? "?" : grouped(value));
  const product = [batch.microBatchSize, batch.accumulationSteps, batch.replicas].map(shown).join(" × ");
  const summary = t(
    "micro batch × accumulation steps × replicas = {0} = {1} sequences a step.",
    product,
    shown(batch.trainBatchSize),
  );
  const figures: readonly (readonly [string, number | null, (value: number) => string])[] = [
    [t("tokens of a sequence"), batch.seqLength, grouped],
    [t("tokens of a step"), compute.tokensPerStep, grouped],
    [t("steps"), compute.steps, grouped],
    [t("tokens in all"), compute.totalTokens, short],
    [
      t("tokens a parameter (about {0} are best for the compute)", COMPUTE_OPTIMAL),
      compute.tokensPerParameter,
      (value) => value.toPrecision(3),
    ],
    [t("FLOPs of a token"), compute.flopsPerToken, scientific],
    [t("FLOPs of a step"), compute.flopsPerStep, scientific],
    [t("FLOPs in all"), compute.totalFlops, scientific],
  ];
  const rows = figures.flatMap(([name, value, show]) => (value === null ? [] : [[name, show(value)]]));
  const { training } = compute;
  if (training !== null)
    rows.push([
      t("days on {0} × {1} at {2} of the peak", training.gpus, training.gpu, percent(training.utilisation)),
      training.days.toFixed(1),
    ]);
  const picture = [tableOf({ columns: [t("figure"), t("value")], rows })];
  return section({ id: "batch", title: t("Batch and compute"), summary, picture });
}
