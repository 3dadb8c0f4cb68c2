import { cut } from "./cut";
import { ownValue } from "./ownValue";

/** What nobody sees: controls but line breaks, marks, characters of no width, and blanks that are no space. */
const INVISIBLE = /[\p{Cc}\p{Zl}\p{Zp}\p{Zs}\p{Default_Ignorable_Code_Point}]/gu;
/** Letters of Cyrillic and of Greek that look like those of English. */
const LOOKALIKES = /[аеорсухіјѕһԁԛԝАВЕЅІЈКМНОРСТУХοανρυκχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ]/gu;

const PLAIN = /^[ -~\n]*$/;
const WORD = /[\p{L}\p{N}_]+/gu;
const ESCAPES: Readonly<Record<string, string>> = { "\t": "\\t", "\r": "\\r" };

/**
 * A text in which whatever cannot be seen is written as Python writes it, `\u200b`; so are letters that look like those
 * of English in a word of English, so that no two names look alike.
 */
export function spelledOut(text: string): string {
  if (PLAIN.test(text)) return text;
  const seen = text.replace(WORD, (word) => (pretends(word) ? escaped(word, LOOKALIKES) : word));
  return escaped(seen, INVISIBLE);
}

/** Whether a word is of English letters, but for some that look so. */
function pretends(word: string): boolean {
  return /[a-z]/i.test(word) && PLAIN.test(word.replace(LOOKALIKES, ""));
}

function escaped(text: string, characters: RegExp): string {
  return text.replace(characters, (it) =>
    it === " " || it === "\n" ? it : (ownValue(ESCAPES, it) ?? byNumber(it.codePointAt(0) ?? 0)),
  );
}

function byNumber(codePoint: number): string {
  const digits = codePoint.toString(16);
  if (codePoint <= 0xff) return `\\x${digits.padStart(2, "0")}`;
  return codePoint <= 0xffff ? `\\u${digits.padStart(4, "0")}` : `\\U${digits.padStart(8, "0")}`;
}

/** A text of at most `most` characters, spelled out; what is too long is cut before, for that is only longer. */
export function spelledWithin(text: string, most: number): string {
  return cut(spelledOut(cut(text, most)), most);
}
