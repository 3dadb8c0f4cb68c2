/** Texts of a few hundred bytes that stand for more than any memory holds. `levels` is how often they grow. */
export const BOMBS: Readonly<Record<string, (levels: number) => string>> = {
  "lists of ten": (levels) => family(levels, "[1,1,1,1,1,1,1,1,1,1]", (it) => `[${repeated(it, 10)}]`),
  "lists of two": (levels) => family(levels * 3, "[1, 2]", (it) => `[${repeated(it, 2)}]`),
  "mappings of ten": (levels) => family(levels, "{x: 1}", (it) => `{${keyed(it, 10)}}`),
  "mappings in lists": (levels) => family(levels, "{x: [1, 2]}", (it) => `[{a: ${it}}, ${repeated(it, 9)}]`),
  tuples: (levels) => family(levels, "!!python/tuple [1, 2]", (it) => `!!python/tuple [${repeated(it, 10)}]`),
  "long texts": (levels) => family(levels, `"${"x".repeat(500)}"`, (it) => `[${repeated(it, 10)}]`),
  "empty lists": (levels) => family(levels, "[]", (it) => `[${repeated(it, 10)}]`),
  "a list in itself": () => "t: &top [*top, *top, *top]\n",
  "a mapping in itself": () => "t: &top {a: *top, b: *top, c: *top}\n",
  "deeper than a stack": (levels) => family(levels * 400, "[1]", (it) => `[${it}]`),
};

/** The same, with an anchor `top` for the largest. */
export function family(levels: number, first: string, next: (alias: string) => string): string {
  const lines = [`a0: &a0 ${first}`];
  for (let level = 1; level <= levels; level++)
    lines.push(`a${level}: &${level === levels ? "top" : `a${level}`} ${next(`*a${level - 1}`)}`);
  return `${lines.join("\n")}\n`;
}

export const repeated = (alias: string, count: number) => Array(count).fill(alias).join(", ");
export const keyed = (alias: string, count: number) =>
  Array.from({ length: count }, (_, index) => `k${index}: ${alias}`).join(", ");
