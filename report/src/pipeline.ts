import { percent } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { bars } from "./bars";
import { section } from "./section";

/** The layers of every pipeline stage. */
export function pipelineSection({ numbers }: Report): HTMLElement | undefined {
  const { pipeline } = numbers.compute;
  if (pipeline === null) return undefined;
  const { layersPerStage, bubble } = pipeline;
  if (layersPerStage.length === 1) return section("Pipeline", "One stage holds all layers.", []);
  const wait =
    bubble === null ? "" : ` GPUs wait ${percent(bubble)} of a step for the pipeline to fill and drain.`;
  const summary = `${layersPerStage.length} stages of ${layersPerStage.join(", ")} layers.${wait}`;
  const rows = layersPerStage.map((layers, stage) => ({
    name: `stage ${stage}`,
    values: [layers],
    label: String(layers),
  }));
  const picture = bars(rows, { description: `Bars: layers by stage. ${summary}`, format: String });
  return section("Pipeline", summary, [picture]);
}
