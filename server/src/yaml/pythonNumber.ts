/** Beyond ASCII, what Python takes for white space. */
const SPACE = /[\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const DIGIT = /^\p{Nd}$/u;

/**
 * The text as Python reads a number in it: a decimal digit of any script is that of ASCII, white space a blank, and
 * anything else beyond ASCII no part of a number.
 */
export function pythonNumeral(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII
  if (/^[\x00-\x7f]*$/.test(text)) return text;
  return Array.from(text, (character) => {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) return character;
    if (SPACE.test(character)) return " ";
    return DIGIT.test(character) ? String(digitValue(code)) : "?";
  }).join("");
}

/** Of the digits met so far, of which there are some hundreds. */
const digitValues = new Map<number, number>();

/** Scripts have their digits in tens, zero first. */
function digitValue(code: number): number {
  const known = digitValues.get(code);
  if (known !== undefined) return known;
  let first = code;
  while (DIGIT.test(String.fromCodePoint(first - 1))) first--;
  digitValues.set(code, (code - first) % 10);
  return (code - first) % 10;
}

/** Python converts at most this many decimal digits to an int. */
const longestDecimal = 4300;

const DIGITS = { 2: "[01]", 8: "[0-7]", 10: "[0-9]", 16: "[0-9a-f]" } as const;
const PREFIX = { 2: "(?:0b)?", 8: "(?:0o)?", 10: "", 16: "(?:0x)?" } as const;

const INTEGER = {
  2: integerPattern(2),
  8: integerPattern(8),
  10: integerPattern(10),
  16: integerPattern(16),
} as const;

function integerPattern(base: keyof typeof DIGITS): RegExp {
  return new RegExp(`^\\s*(?<sign>[-+]?)${PREFIX[base]}(?<digits>${DIGITS[base]}+)\\s*$`, "i");
}

const LITERAL_PREFIX = { 2: "0b", 8: "0o", 10: "", 16: "0x" } as const;

/** Python's `int(text, base)` for text without underscores; undefined where it raises ValueError. */
export function pythonInt(text: string, base: 2 | 8 | 10 | 16): bigint | undefined {
  const parts = INTEGER[base].exec(pythonNumeral(text))?.groups;
  const digits = parts?.digits;
  if (parts === undefined || digits === undefined) return undefined;
  if (base === 10 && digits.length > longestDecimal) return undefined;
  const value = BigInt(LITERAL_PREFIX[base] + digits);
  return parts.sign === "-" ? -value : value;
}

/** Python's `float(text)` for lower-case text without underscores; undefined where it raises ValueError. */
export function pythonFloat(text: string): number | undefined {
  const trimmed = pythonNumeral(text).trim();
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/.test(trimmed)) return Number(trimmed);
  if (/^[-+]?inf(?:inity)?$/.test(trimmed)) {
    return trimmed.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^[-+]?nan$/.test(trimmed) ? Number.NaN : undefined;
}
