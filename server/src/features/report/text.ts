import {
  byteFigure,
  COMPUTE_OPTIMAL,
  epochFigure,
  grouped,
  percent,
  scientific,
  short,
} from "../../../../protocol/figures";
import type { MemoryNumbers, Numbers, Report } from "../../../../protocol/report";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { inOneLine } from "../../base/visible";

type Row = readonly [name: string, value: string, note?: string];

/** The report for a terminal; with `ranks`, also what each rank holds between two steps. */
export function reportText({ title, neox, numbers }: Report, { ranks = false } = {}): string {
  const sections: readonly (readonly [string, readonly Row[]])[] = [
    [t("Parameters"), parameterRows(numbers)],
    [t("Memory per GPU"), memoryRows(numbers.memory)],
    [t("Model states by rank"), ranks ? rankRows(numbers.memory) : []],
    [t("Compute"), computeRows(numbers)],
    [t("Data"), dataRows(numbers)],
  ];
  const shown = sections.filter(([, rows]) => rows.length > 0);
  return `${[`${inOneLine(title)}\n${inOneLine(neox)}`, ...shown.map(([heading, rows]) => `${heading}\n${table(rows)}`)].join("\n\n")}\n`;
}

function table(rows: readonly Row[]): string {
  const [names, values] = [0, 1].map((column) =>
    rows.reduce((most, row) => Math.max(most, row[column]?.length ?? 0), 0),
  );
  const line = ([name, value, note = ""]: Row) =>
    `  ${name.padEnd(names ?? 0)}  ${value.padStart(values ?? 0)}  ${note}`.trimEnd();
  return rows.map(line).join("\n");
}

function parameterRows({ parameters }: Numbers): Row[] {
  const { perLayer, layers, finalNorm, positions, embeddings, total, paddedVocab } = parameters;
  return [
    ...Object.entries(perLayer).map(([kind, count]): Row => [t("one {0} layer", kind), grouped(count)]),
    [t("all layers"), grouped(layers)],
    [t("final norm"), grouped(finalNorm)],
    [t("positions"), grouped(positions)],
    embeddings === null || paddedVocab === null
      ? [t("embeddings"), "?", t("the tokenizer's size is unknown: --vocab N")]
      : [t("embeddings"), grouped(embeddings), t("vocabulary padded to {0}", grouped(paddedVocab))],
    ...(total === null ? [] : [[t("total"), grouped(total), short(total)] as const]),
  ];
}

/** How each term of a known one is told. */
const SOURCES: Readonly<Record<string, string>> = {
  runtime: "CUDA, NCCL, allocator",
};

function memoryRows(memory: MemoryNumbers | null): Row[] {
  if (memory === null) return [];
  const rows = Object.entries(memory.terms).flatMap(([term, bytes]): Row[] => {
    const source = ownValue(SOURCES, term);
    const estimated = source === undefined ? t("estimated, not compared") : t("estimated: {0}", source);
    return bytes === 0 ? [] : [[term, byteFigure(bytes), memory.estimated.includes(term) ? estimated : ""]];
  });
  const replicas = memory.replicas === null ? t("1 replica assumed") : t("{0} replicas", memory.replicas);
  const batch =
    memory.microBatchSize === null
      ? t("micro batch of 1 assumed")
      : t("micro batch of {0}", memory.microBatchSize);
  const place = t(
    "ZeRO {0}, {1}, {2}, pipeline stage {3}, rank {4}",
    memory.zeroStage,
    replicas,
    batch,
    memory.pipelineStage,
    memory.rank,
  );
  const [low, high] = memory.range;
  const { gpu } = memory;
  return [
    ...rows,
    [t("total"), byteFigure(memory.total), place],
    [t("range"), byteFigure(low), t("to {0}, with what allocator, NCCL and kernels add", byteFigure(high))],
    ...(memory.host === 0 ? [] : [[t("in the host's memory"), byteFigure(memory.host)] as const]),
    ...(gpu === null ? [] : [[gpu.name, byteFigure(gpu.bytes), fitNote(gpu)] as const]),
  ];
}

/** Of the terms of a rank's states, the one that is gone before the next step. */
const ONLY_IN_BACKWARD = "gradientsInBackward";

function rankRows(memory: MemoryNumbers | null): Row[] {
  return (memory?.byRank ?? []).map(({ rank, pipelineStage, states }): Row => {
    const held = Object.entries(states).filter(([term, bytes]) => bytes > 0 && term !== ONLY_IN_BACKWARD);
    const sum = held.reduce((total, [, bytes]) => total + bytes, 0);
    const terms = held.map(([term, bytes]) => `${term} ${byteFigure(bytes)}`);
    return [t("rank {0}, pipeline stage {1}", rank, pipelineStage), byteFigure(sum), terms.join(t(", "))];
  });
}

function fitNote({ fit, margin }: NonNullable<MemoryNumbers["gpu"]>): string {
  return margin > 0 ? t("{0}, {1} to spare", fit, byteFigure(margin)) : fit;
}

function computeRows({ compute }: Numbers): Row[] {
  const { training, pipeline } = compute;
  const figures: readonly (readonly [string, number | null, (value: number) => string])[] = [
    [t("FLOPs per token"), compute.flopsPerToken, scientific],
    [t("sequences per step"), compute.sequencesPerStep, grouped],
    [t("tokens per step"), compute.tokensPerStep, grouped],
    [t("FLOPs per step"), compute.flopsPerStep, scientific],
    [t("tokens in all"), compute.totalTokens, short],
    [t("FLOPs in all"), compute.totalFlops, scientific],
  ];
  const known = figures.flatMap(([name, value, show]): Row[] =>
    value === null ? [] : [[name, show(value)]],
  );
  const { tokensPerParameter } = compute;
  if (tokensPerParameter !== null)
    known.push([
      t("tokens a parameter"),
      tokensPerParameter.toPrecision(3),
      t("about {0} train a model of a given compute best", COMPUTE_OPTIMAL),
    ]);
  if (training !== null) {
    const note = t(
      "on {0} × {1} at {2} of the peak",
      training.gpus,
      training.gpu,
      percent(training.utilisation),
    );
    known.push([t("days"), training.days.toFixed(1), note]);
  }
  if (pipeline !== null && pipeline.layersPerStage.length > 1) {
    const bubble = pipeline.bubble === null ? "" : t("bubble {0}", percent(pipeline.bubble));
    known.push([t("layers per stage"), pipeline.layersPerStage.join(t(", ")), bubble]);
  }
  return known;
}

function dataRows({ data }: Numbers): Row[] {
  return data.map(({ name, documents, tokens, epochs }): Row => {
    const size = tokens === null ? "?" : grouped(tokens);
    const read = epochs === null ? [] : [t("{0} epochs", epochFigure(epochs))];
    return [name, size, [t("tokens in {0} documents", grouped(documents)), ...read].join(t(", "))];
  });
}
