import type { Launch } from "../launch/launch";
import { positiveInt } from "./sizes";

/** The width of the window, where it hides any token of a sequence. */
export function slidingWindow(launch: Launch): number | undefined {
  const width = positiveInt(launch, "sliding_window_width");
  const seqLength = positiveInt(launch, "seq_length") ?? Number.POSITIVE_INFINITY;
  return width !== undefined && width < seqLength ? width : undefined;
}
