import { grouped, scientific, short } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { section, tableOf } from "./section";

/** The batch algebra, and what training comes to. */
export function batchSection({ batch, numbers }: Report): HTMLElement {
  const { compute } = numbers;
  const shown = (value: number | null) => (value === null ? "?" : grouped(value));
  const product = [batch.microBatchSize, batch.accumulationSteps, batch.replicas].map(shown).join(" × ");
  const summary = `micro batch × accumulation steps × replicas = ${product} = ${shown(batch.trainBatchSize)} sequences a step.`;
  const figures: readonly (readonly [string, number | null, (value: number) => string])[] = [
    ["tokens of a sequence", batch.seqLength, grouped],
    ["tokens of a step", compute.tokensPerStep, grouped],
    ["steps", compute.steps, grouped],
    ["tokens in all", compute.totalTokens, short],
    ["FLOPs of a token", compute.flopsPerToken, scientific],
    ["FLOPs of a step", compute.flopsPerStep, scientific],
    ["FLOPs in all", compute.totalFlops, scientific],
  ];
  const rows = figures.flatMap(([name, value, show]) => (value === null ? [] : [[name, show(value)]]));
  const { training } = compute;
  if (training !== null)
    rows.push([
      `days on ${training.gpus} × ${training.gpu} at ${100 * training.utilisation} % of the peak`,
      training.days.toFixed(1),
    ]);
  return section("Batch and compute", summary, [tableOf({ columns: ["figure", "value"], rows })]);
}
