/** Steps that may still be made, of all pickles that are read with it. */
export interface Effort {
  left: number;
}

/** Bytes that cost as much to read as one step of a pickle. */
const BYTES_OF_A_STEP = 16;

export function countBytes(effort: Effort, bytes: number): void {
  effort.left -= bytes / BYTES_OF_A_STEP;
}
