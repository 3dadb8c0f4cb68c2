import { detached } from "./detached";

/** A text of at most `most` characters: what is longer ends with `...`, not within a character, and is kept by nobody. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  return `${detached(text.slice(0, most - 3).replace(/[\ud800-\udbff]$/, ""))}...`;
}

/** The whole words of a text that are within `most` characters, and `...` where that is not all of it. */
export function cutBetweenWords(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, text.lastIndexOf(" ", most) + 1)}...`;
}
