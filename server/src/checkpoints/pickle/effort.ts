/** Steps that may still be made, of all pickles that are read with it. */
export interface Effort {
  left: number;
}

/** What is spent of an effort by one of those who share it. */
export class CountedEffort implements Effort {
  spent = 0;

  constructor(private readonly shared: Effort) {}

  get left(): number {
    return this.shared.left;
  }

  set left(left: number) {
    this.spent += this.shared.left - left;
    this.shared.left = left;
  }
}

/** Bytes that cost as much to read as one step of a pickle. */
const BYTES_OF_A_STEP = 16;

export function countBytes(effort: Effort, bytes: number): void {
  effort.left -= bytes / BYTES_OF_A_STEP;
}
