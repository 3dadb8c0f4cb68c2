/** A short name for a text, 8 hexadecimal digits: equal texts have one, and two of some thousand hardly ever share it. */
export function digest(text: string): string {
  return digestOf(read(text));
}

/** What has been read of a text that comes in parts. */
export interface Read {
  readonly sum: number;
  readonly length: number;
}

export const NOTHING_READ: Read = { sum: 0x811c9dc5, length: 0 };

/** Reads on. */
export function read(text: string, before: Read = NOTHING_READ): Read {
  let { sum } = before;
  for (let index = 0; index < text.length; index++) {
    sum ^= text.charCodeAt(index);
    sum = Math.imul(sum, 0x01000193);
  }
  return { sum, length: before.length + text.length };
}

/** The digest of all that has been read. */
export function digestOf({ sum, length }: Read): string {
  // The length parts what a sum of 32 bits may mix up.
  return ((sum ^ Math.imul(length, 0x9e3779b1)) >>> 0).toString(16).padStart(8, "0");
}
