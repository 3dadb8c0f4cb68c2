import { byteFigure } from "../../protocol/figures";
import type { MemoryNumbers, Report } from "../../protocol/report";
import type { Actions } from "./actions";
import { assumptionList } from "./assumptions";
import { bars } from "./bars";
import { html } from "./element";
import { t } from "./l10n";
import { legend, section } from "./section";
import { inWords } from "./words";

/** Memory of the fullest GPU, for every ZeRO stage. */
export function memorySection(
  { numbers: { memory }, missing, zeroObjections }: Report,
  actions: Actions | undefined,
): HTMLElement {
  const [id, title] = ["memory", t("Memory per GPU")];
  if (memory === null) {
    const picture = missing.length === 0 ? [] : [assumptionList(missing, actions)];
    return section({ id, title, summary: t("Unknown:"), picture });
  }
  const terms = Object.keys(memory.terms).filter((term) =>
    memory.byZeroStage.some((stage) => (stage.terms[term] ?? 0) > 0),
  );
  const rows = memory.byZeroStage.map((stage) => ({
    name: stageName(stage.zeroStage, memory.zeroStage, zeroObjections),
    isRefused: zeroObjections[stage.zeroStage] !== undefined,
    values: terms.map((term) => stage.terms[term] ?? 0),
    label: byteFigure(stage.total),
  }));
  const summary = summaryOf(memory);
  const limit = memory.gpu && { value: memory.gpu.bytes, name: memory.gpu.name };
  const stacked = bars(rows, {
    description: t("Stacked bars: memory by ZeRO stage. {0}", summary),
    format: byteFigure,
    ...(limit && { limit }),
  });
  const table = {
    columns: [t("term"), ...memory.byZeroStage.map(({ zeroStage }) => `ZeRO ${zeroStage}`)],
    rows: terms.map((term) => [
      memory.estimated.includes(term) ? t("{0} (estimated)", inWords(term)) : inWords(term),
      ...memory.byZeroStage.map((stage) => byteFigure(stage.terms[term] ?? 0)),
    ]),
  };
  const sources = memory.isCompared
    ? t(
        "Compared with real runs, byte for byte; estimated: {0}.",
        memory.estimated.map(inWords).join(t(", ")),
      )
    : t("Estimated, not compared with a real run: {0}.", memory.estimated.map(inWords).join(t(", ")));
  const notes = [...refusals(zeroObjections), ...(memory.replicas === null ? [oneReplica()] : []), sources];
  const told = notes.map((note) => html("p", { class: "note" }, note));
  return section({ id, title, summary, picture: [legend(terms.map(inWords)), stacked, ...told], table });
}

function stageName(stage: number, own: number, objections: Report["zeroObjections"]): string {
  const name = stage === own ? t("ZeRO {0} (this)", stage) : `ZeRO ${stage}`;
  return objections[stage] === undefined ? name : `${name} ✗`;
}

/** One sentence for each stage that the launch would not run with. */
function refusals(objections: Report["zeroObjections"]): string[] {
  return Object.entries(objections).map(([stage, why]) => t("✗ ZeRO {0}: {1}", stage, why));
}

function oneReplica(): string {
  return t("ZeRO divides among replicas, and with one it divides nothing: the number of GPUs would tell.");
}

function summaryOf({
  total,
  zeroStage,
  replicas,
  microBatchSize,
  pipelineStage,
  rank,
  range: [low, high],
  gpu,
}: MemoryNumbers): string {
  const said = t(
    "{0} ({1} to {2}) with ZeRO {3} on rank {4} of pipeline stage {5}, the fullest; {6}, {7}.",
    byteFigure(total),
    byteFigure(low),
    byteFigure(high),
    zeroStage,
    rank,
    pipelineStage,
    replicas === null ? t("one replica is assumed") : t("{0} replicas", replicas),
    microBatchSize === null
      ? t("a micro batch of one is assumed")
      : t("micro batches of {0}", microBatchSize),
  );
  return gpu === null ? said : `${said} ${fitWords(gpu)}`;
}

function fitWords({ name, fit }: NonNullable<MemoryNumbers["gpu"]>): string {
  if (fit === "fits") return t("On {0} it fits.", name);
  return fit === "tight" ? t("On {0} it is tight.", name) : t("On {0} it does not fit.", name);
}
