import { percent } from "../../protocol/figures";
import type { Report } from "../../protocol/report";
import { bars } from "./bars";
import { html } from "./element";
import { t } from "./l10n";
import { section } from "./section";

/** The layers of every pipeline stage. */
export function pipelineSection({ numbers }: Report): HTMLElement | undefined {
  const { pipeline } = numbers.compute;
  if (pipeline === null) return undefined;
  const { layersPerStage, bubble } = pipeline;
  const [id, title] = ["pipeline", t("Pipeline")];
  if (layersPerStage.length === 1) return section({ id, title, summary: t("One stage holds all layers.") });
  const shown = layersPerStage.slice(0, SHOWN_STAGES);
  const isCut = shown.length < layersPerStage.length;
  const counts = [...shown.map(String), ...(isCut ? ["…"] : [])].join(t(", "));
  const stages = t("{0} stages of {1} layers.", layersPerStage.length, counts);
  const summary =
    bubble === null
      ? stages
      : `${stages} ${t("GPUs wait {0} of a step for the pipeline to fill and drain.", percent(bubble))}`;
  const rows = shown.map((layers, stage) => ({
    name: t("stage {0}", stage),
    values: [layers],
    label: String(layers),
  }));
  const description = t("Bars: layers by stage. {0}", summary);
  const note = html(
    "p",
    { class: "note" },
    t("The first {0} stages of {1}.", SHOWN_STAGES, layersPerStage.length),
  );
  const picture = [bars(rows, { description, format: String }), ...(isCut ? [note] : [])];
  return section({ id, title, summary, picture });
}

const SHOWN_STAGES = 256;
