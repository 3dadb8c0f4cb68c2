import type { Random } from "../../differential/random";

type Entry = readonly [key: string, source: string];

/** Settings in one file or two, in block or flow style, with dashes or underscores; sometimes a key is in both files. */
export function writeFiles(entries: readonly Entry[], random: Random) {
  if (random.chance(0.75)) return [{ name: "model.yml", text: write(entries, random) }];
  const cut = random.below(entries.length);
  const shared = random.chance(0.15) ? entries.slice(cut, cut + 1) : [];
  return [
    { name: "model.yml", text: write([...entries.slice(0, cut), ...shared], random) },
    { name: "setup.yml", text: write(entries.slice(cut), random) },
  ];
}

function write(entries: readonly Entry[], random: Random): string {
  const dashes = random.chance(0.3);
  const keys = entries.map(([key, value]) => [dashes ? key.replaceAll("_", "-") : key, value] as const);
  if (random.chance(0.5)) return keys.map(([key, value]) => `${key}: ${value}\n`).join("");
  return `{\n${keys.map(([key, value]) => `  "${key}": ${value},\n`).join("")}}\n`;
}
