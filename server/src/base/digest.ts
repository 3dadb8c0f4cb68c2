/** A short name for a text, 8 hexadecimal digits: equal texts have one, and two of some thousand hardly ever share it. */
export function digest(text: string): string {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash ^= text.charCodeAt(index);
    hash = Math.imul(hash, 0x01000193);
  }
  // The length parts what a sum of 32 bits may mix up.
  return ((hash ^ Math.imul(text.length, 0x9e3779b1)) >>> 0).toString(16).padStart(8, "0");
}
