import { byteFigure } from "../../protocol/figures";
import type { MemoryNumbers, Report } from "../../protocol/report";
import { bars } from "./bars";
import { html } from "./element";
import { legend, section } from "./section";

/** Memory of the fullest GPU, for every ZeRO stage. */
export function memorySection({ numbers: { memory } }: Report): HTMLElement {
  const title = "Memory per GPU";
  if (memory === null)
    return section(title, "Unknown, like the size of the vocabulary or of a sequence.", []);
  const terms = Object.keys(memory.terms);
  const rows = memory.byZeroStage.map((stage) => ({
    name: stage.zeroStage === memory.zeroStage ? `ZeRO ${stage.zeroStage} (this)` : `ZeRO ${stage.zeroStage}`,
    values: terms.map((term) => stage.terms[term] ?? 0),
    label: byteFigure(stage.total),
  }));
  const summary = summaryOf(memory);
  const limit = memory.gpu && { value: memory.gpu.bytes, name: memory.gpu.name };
  const picture = bars(rows, {
    description: `Stacked bars: memory by ZeRO stage. ${summary}`,
    format: byteFigure,
    ...(limit && { limit }),
  });
  const table = {
    columns: ["term", ...memory.byZeroStage.map(({ zeroStage }) => `ZeRO ${zeroStage}`)],
    rows: terms.map((term) => [
      memory.estimated.includes(term) ? `${term} (estimated)` : term,
      ...memory.byZeroStage.map((stage) => byteFigure(stage.terms[term] ?? 0)),
    ]),
  };
  const note = html(
    "p",
    { class: "note" },
    `Estimated: ${memory.estimated.join(", ")}. The rest follows the ZeRO paper (arXiv:1910.02054), activations ` +
      "Korthikanti et al. (arXiv:2205.05198), buffers EleutherAI's cookbook.",
  );
  return section(title, summary, [legend(terms), picture, note], table);
}

function summaryOf({
  total,
  zeroStage,
  replicas,
  microBatchSize,
  pipelineStage,
  gpu,
}: MemoryNumbers): string {
  const assumed = [
    replicas === null ? "one replica is assumed" : `${replicas} replicas`,
    microBatchSize === null ? "a micro batch of one is assumed" : `micro batches of ${microBatchSize}`,
  ].join(", ");
  const fit = gpu === null ? "" : ` On ${gpu.name} it ${gpu.fit === "tight" ? "is tight" : gpu.fit}.`;
  return `${byteFigure(total)} with ZeRO ${zeroStage} on pipeline stage ${pipelineStage}, the fullest; ${assumed}.${fit}`;
}
