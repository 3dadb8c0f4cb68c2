import { percent } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { bars } from "./bars";
import { t } from "./l10n";
import { section } from "./section";

/** The layers of every pipeline stage. */
export function pipelineSection({ numbers }: Report): HTMLElement | undefined {
  const { pipeline } = numbers.compute;
  if (pipeline === null) return undefined;
  const { layersPerStage, bubble } = pipeline;
  const [id, title] = ["pipeline", t("Pipeline")];
  if (layersPerStage.length === 1) return section({ id, title, summary: t("One stage holds all layers.") });
  const stages = t("{0} stages of {1} layers.", layersPerStage.length, layersPerStage.join(t(", ")));
  const summary =
    bubble === null
      ? stages
      : `${stages} ${t("GPUs wait {0} of a step for the pipeline to fill and drain.", percent(bubble))}`;
  const rows = layersPerStage.map((layers, stage) => ({
    name: t("stage {0}", stage),
    values: [layers],
    label: String(layers),
  }));
  const description = t("Bars: layers by stage. {0}", summary);
  return section({ id, title, summary, picture: [bars(rows, { description, format: String })] });
}
