/**
 * The number that has a comma before each three of its digits; undefined for any other text. Where fractions are taken,
 * `1,500` may be one and a half.
 */
export function withoutCommas(text: string, takesFractions: boolean): string | undefined {
  const isNumber = /^[-+]?[1-9]\d{0,2}(?:,\d{3})+$/.test(text);
  const isOneComma = text.indexOf(",") === text.lastIndexOf(",");
  return isNumber && !(takesFractions && isOneComma) ? text.replaceAll(",", "") : undefined;
}

/** `143.000` may be 143, or 143,000 as half of the world writes it. */
export function isHalfThousand(text: string): boolean {
  return /^[-+]?[1-9]\d{0,2}\.\d{3}$/.test(text);
}
