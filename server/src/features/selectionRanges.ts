import type { Position, SelectionRange } from "vscode-languageserver-types";
import type { ConfigFile } from "../launch/launch";
import { nodeAt } from "../yaml/nodeAt";
import type { Span } from "../yaml/tree";
import { linesOf, offsetIn, rangeOf } from "./ranges";

/** From the value or key at each position outwards: its entry, its mapping, and so on to the whole text. */
export function selectionRanges({ document }: ConfigFile, positions: readonly Position[]): SelectionRange[] {
  return positions.map((position) => {
    const offset = offsetIn(linesOf(document), position);
    const spans: Span[] = [
      { start: 0, end: document.text.length },
      ...nodeAt(document, offset).map(({ span }) => span),
    ];
    const widening = spans.filter((span, index) => index === 0 || isInside(span, spans[index - 1], offset));
    return nested(
      widening.map((span) => rangeOf(document, span)),
      position,
    );
  });
}

function isInside({ start, end }: Span, outer: Span | undefined, offset: number): boolean {
  if (outer === undefined || start > offset || end < offset) return false;
  return start >= outer.start && end <= outer.end && (start > outer.start || end < outer.end);
}

function nested(ranges: readonly SelectionRange["range"][], position: Position): SelectionRange {
  let selection: SelectionRange | undefined;
  for (const range of ranges) selection = { range, ...(selection && { parent: selection }) };
  return selection ?? { range: { start: position, end: position } };
}
