const UNITS: Readonly<Record<string, number>> = { m: 1e6, b: 1e9 };

/**
 * Parameters that the name of a file may state, in every reading: `1-4B` is 1.4 billion or 4, `llama3-8b` only 8.
 * Empty for a name that states none.
 */
export function statedSizes(name: string): number[] {
  const stem = name.replace(/\.[^.]*$/, "");
  const found = stem.matchAll(/(?:(?<![a-z0-9])(\d+)[-_.])?(?<![0-9])(\d+)([mb])(?![a-z0-9])/gi);
  return [...found].flatMap(([, whole, digits = "", unit = ""]) => {
    const scale = UNITS[unit.toLowerCase()] ?? 0;
    const readings = [...(whole === undefined ? [] : [Number(`${whole}.${digits}`)]), Number(digits)];
    return readings.map((reading) => reading * scale);
  });
}
