import { ownValue } from "../../base/ownValue";

const UNITS: Readonly<Record<string, number>> = { m: 1e6, b: 1e9 };

/**
 * Parameters that the name of a file may state, in every reading, the likeliest first: `1-4B` is 1.4 billion or 4,
 * `llama3-8b` 8 or, as in `adafactor2-7B`, 3.8. Empty for a name that states none.
 */
export function statedSizes(name: string): number[] {
  const stem = name.replace(/\.[^.]*$/, "");
  const found = stem.matchAll(/(?:(\d{1,3})[-_.])?(\d{1,4})([mb])(?![a-z0-9])/gi);
  return [...found].flatMap(({ index, 1: before, 2: digits = "", 3: unit = "" }) => {
    const scale = ownValue(UNITS, unit.toLowerCase()) ?? 0;
    const whole = before === undefined ? [] : [Number(`${before}.${digits}`) * scale];
    const alone = Number(digits) * scale;
    if (!/[a-z0-9]/i.test(stem.charAt(index - 1))) return [...whole, alone];
    return before?.length === 1 ? [alone, ...whole] : [alone];
  });
}
