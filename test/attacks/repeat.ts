type Each = (index: number) => string;

/** A text for each of so many, one behind the other. */
export const count = (length: number, text: Each) =>
  Array.from({ length }, (_, index) => text(index)).join("");

/** Each with the end of its line. */
export const lines = (length: number, line: Each) => count(length, (index) => `${line(index)}\n`);

/** As in a flow list. */
export const listed = (length: number, item: Each) =>
  Array.from({ length }, (_, index) => item(index)).join(", ");
