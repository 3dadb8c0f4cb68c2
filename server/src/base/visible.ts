import { ownValue } from "./ownValue";

/** How wide a tab is shown. */
export const TAB = "    ";

/**
 * What steers a terminal or turns the order of characters around: controls, but line breaks stay, marks of direction,
 * and breaks of lines that only some programs know. And what is no character, which no YAML may hold, not in a comment either.
 */
const CONTROL = /[\p{Cc}\p{Cs}\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]/gu;
const PICTURES: Readonly<Record<string, string>> = { "\n": "\n", "\u001b": "␛", "\r": "", "\ufeff": "" };

/**
 * What a runner takes for a command to it: GitHub's `::` at the beginning of a line, its old `##[`, Azure's and TeamCity's
 * anywhere.
 */
const COMMAND = /^[\p{Zs}\t\v\f]*::|##(?:vso|teamcity)?\[/gimu;

/** Text of somebody else's without what would steer a terminal or a CI runner; tabs become four spaces. */
export function visible(text: string): string {
  return withoutCommands(
    text.replaceAll("\t", TAB).replace(CONTROL, (it) => ownValue(PICTURES, it) ?? "\uFFFD"),
  );
}

/** Text of ours without what a CI runner would take for a command of somebody else's. */
export function withoutCommands(text: string): string {
  return text.replace(COMMAND, (it) => it.replace("::", "∷").replace("##", "#﹟"));
}

/** `visible` in one line, such as the name of a file. */
export function inOneLine(text: string): string {
  return visible(text).replaceAll("\n", "␤");
}

/** A text without controls but tabs and line breaks: whatever was forgotten does not reach the terminal. */
export function withoutControls(text: string): string {
  return text.replace(CONTROL, (it) => (it === "\t" ? it : (ownValue(PICTURES, it) ?? "\uFFFD")));
}

/** `withoutControls` for a text in which the colours are ours. */
export function coloured(text: string): string {
  return text.replace(CONTROL, (it, index) => {
    const isColour = it === "\u001b" && COLOUR.test(text.slice(index, index + 12));
    return isColour ? it : withoutControls(it);
  });
}

/** `coloured` with texts of others in it, for a terminal and a CI runner: what is taken out may make a command. */
export function harmless(text: string): string {
  return withoutCommands(coloured(text));
}

const COLOUR = /^\p{Cc}\[[0-9;]*m/u;

/** JSON with escapes for what `visible` replaces, so that it says the same and steers nothing. */
export function visibleJson(value: unknown, indent?: number): string {
  return (
    JSON.stringify(value, null, indent)
      // JSON itself has no tabs, and its own line breaks stay.
      .replace(CONTROL, (it) => (it === "\n" ? it : escaped(it)))
      // No line of JSON begins with a text, so that these are such as count anywhere in one.
      .replace(COMMAND, (it) => it.replace("#", escaped("#")))
  );
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
