import type { ProjectionLayout, Report } from "../../protocol/report";
import { html, svg } from "./element";
import { headBlocks } from "./headBlocks";
import { t } from "./l10n";
import { legend, section } from "./section";
import { pictureWidth } from "./width";

const ROW = 30;
const LEFT = 70;

/** The fused projection of queries, keys and values as it lies over the ranks, cut at every head. */
export function projectionSection({ projection }: Report): HTMLElement | undefined {
  if (projection === null) return undefined;
  const { headDim, numAttentionHeads, numKvHeads, ranks } = projection;
  const width = headDim * (numAttentionHeads + 2 * numKvHeads);
  const [queries, keyValues] = [numAttentionHeads, numKvHeads].map((heads) => figure(heads / ranks));
  const outputs = t(
    "{0} outputs: {1} query heads and 2 × {2} key/value heads of {3};",
    figure(width),
    numAttentionHeads,
    numKvHeads,
    figure(headDim),
  );
  const place =
    ranks === 1
      ? t("all on one rank.")
      : t(
          "each of {0} ranks has {1} query heads and {2} key/value heads.",
          ranks,
          queries ?? "",
          keyValues ?? "",
        );
  const summary = `${outputs} ${place}`;
  const table = {
    columns: [t("part"), t("heads"), t("width"), t("per rank")],
    rows: PARTS.map(({ name, heads }) => {
      const count = heads(projection);
      return [name(), String(count), figure(count * headDim), figure((count * headDim) / ranks)];
    }),
  };
  const note = html("p", { class: "note" }, t("The first {0} ranks of {1}.", SHOWN_RANKS, ranks));
  return section({
    id: "projection",
    title: t("Query, key and value projection"),
    summary,
    picture: [
      legend(PARTS.map(({ name }) => name())),
      picture(projection, summary),
      ...(ranks > SHOWN_RANKS ? [note] : []),
    ],
    table,
  });
}

const SHOWN_RANKS = 8;

const PARTS: readonly {
  readonly name: () => string;
  readonly heads: (layout: ProjectionLayout) => number;
}[] = [
  { name: () => t("queries"), heads: ({ numAttentionHeads }) => numAttentionHeads },
  { name: () => t("keys"), heads: ({ numKvHeads }) => numKvHeads },
  { name: () => t("values"), heads: ({ numKvHeads }) => numKvHeads },
];

function picture(layout: ProjectionLayout, description: string): SVGSVGElement {
  const rows = Math.min(layout.ranks, SHOWN_RANKS);
  const root = svg("svg", {
    viewBox: `0 0 ${pictureWidth()} ${rows * ROW + 4}`,
    role: "img",
    "aria-label": t("Bars: {0}", description),
  });
  const headsPerRank = (layout.numAttentionHeads + 2 * layout.numKvHeads) / layout.ranks;
  const unit = (pictureWidth() - LEFT - 4) / headsPerRank;
  for (let rank = 0; rank < rows; rank++) {
    const top = rank * ROW + 4;
    root.append(svg("text", { x: LEFT - 8, y: top + (ROW - 8) / 2, class: "name" }, t("rank {0}", rank)));
    root.append(...rankBlocks(layout, top, unit));
  }
  return root;
}

function rankBlocks(layout: ProjectionLayout, top: number, unit: number): Element[] {
  return headBlocks(layout).map(({ series, from, width }) =>
    svg("rect", {
      class: `series-${series} head${width < 1 ? " broken" : ""}`,
      x: LEFT + from * unit,
      y: top,
      width: width * unit,
      height: ROW - 8,
    }),
  );
}

function figure(value: number): string {
  return Number.isInteger(value) ? String(value) : value.toFixed(2);
}
