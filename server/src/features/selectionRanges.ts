import type { Position, SelectionRange } from "vscode-languageserver-types";
import type { ConfigFile } from "../launch/launch";
import { nodeAt } from "../yaml/nodeAt";
import type { Span } from "../yaml/tree";
import { linesOf, offsetIn, rangeOf } from "./ranges";

/** Looked at for all positions together; those that have no room have only the innermost. Editors ask for each of many cursors. */
const MOST_RANGES = 20_000;

/** From the value or key at each position outwards: its entry, its mapping, and so on to the whole text. */
export function selectionRanges({ document }: ConfigFile, positions: readonly Position[]): SelectionRange[] {
  let room = MOST_RANGES;
  return positions.map((position) => {
    const offset = offsetIn(linesOf(document), position);
    if (room <= 0) return nested([], position);
    const around = nodeAt(document, offset);
    const spans: Span[] = [{ start: 0, end: document.text.length }, ...around.map(({ span }) => span)];
    const widening = spans.filter((span, index) => index === 0 || isInside(span, spans[index - 1], offset));
    room -= spans.length;
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
