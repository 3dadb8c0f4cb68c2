/** Steps that may still be made, of all pickles that are read with it. */
export interface Effort {
  left: number;
}
