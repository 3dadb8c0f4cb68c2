/** What NeoX and DeepSpeed print on rank 0 only: how it begins, or what it says. */
export const RANK_ZERO_BEGINS = [
  " > ",
  " samples/sec:",
  " validation results",
  '    "',
  "> building",
  "> loading",
  "> elapsed",
];
export const RANK_ZERO_SAYS = ["[Rank 0]", "for rank 0", "on model parallel rank 0"];

/** Whether rank 0 alone prints such a line. */
export function isOfRankZero(text: string): boolean {
  return RANK_ZERO_BEGINS.some((it) => text.startsWith(it)) || RANK_ZERO_SAYS.some((it) => text.includes(it));
}
