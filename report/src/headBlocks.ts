import type { ProjectionLayout } from "../../protocol/report";

/** A piece of a rank's part of the projection: a head, a part of one that is cut, or a whole part. */
export interface HeadBlock {
  /** Queries, keys or values, from 0. */
  readonly series: number;
  /** In heads, from the beginning of the rank's part. */
  readonly from: number;
  readonly width: number;
}

/** Of more on one rank nobody sees one head. */
const MOST_HEADS = 512;

/**
 * A block a head: queries, keys and values of a head together, or grouped heads after all queries. Of more heads than
 * can be seen, a block each for queries, keys and values.
 */
export function headBlocks({ numAttentionHeads, numKvHeads, ranks }: ProjectionLayout): readonly HeadBlock[] {
  const counts = [numAttentionHeads, numKvHeads, numKvHeads].map((heads) => heads / ranks);
  const isSeen = Math.max(...counts) <= MOST_HEADS;
  const [count = 0] = counts;
  if (isSeen && numKvHeads === numAttentionHeads)
    return sharesOf(count).flatMap((width, head) =>
      counts.map((_, series) => ({ series, from: 3 * head + series * width, width })),
    );
  let start = 0;
  return counts.flatMap((width, series) => {
    const from = start;
    start += width;
    if (!isSeen) return [{ series, from, width }];
    return sharesOf(width).map((share, head) => ({ series, from: from + head, width: share }));
  });
}

/** How much of each head a rank has: all of it but for the last one. */
function sharesOf(count: number): readonly number[] {
  return Array.from({ length: Math.ceil(count) }, (_, head) => Math.min(1, count - head));
}
