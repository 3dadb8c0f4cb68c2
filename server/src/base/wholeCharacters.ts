/** Half of a character has no place in a URI: it becomes what a disk reads it as. */
export function wholeCharacters(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
