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
  const parts = INTEGER[base].exec(text)?.groups;
  const digits = parts?.digits;
  if (parts === undefined || digits === undefined) return undefined;
  if (base === 10 && digits.length > longestDecimal) return undefined;
  const value = BigInt(LITERAL_PREFIX[base] + digits);
  return parts.sign === "-" ? -value : value;
}

/** Python's `float(text)` for lower-case text without underscores; undefined where it raises ValueError. */
export function pythonFloat(text: string): number | undefined {
  const trimmed = text.trim();
  if (/^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?$/.test(trimmed)) return Number(trimmed);
  if (/^[-+]?inf(?:inity)?$/.test(trimmed)) {
    return trimmed.startsWith("-") ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  }
  return /^[-+]?nan$/.test(trimmed) ? Number.NaN : undefined;
}
