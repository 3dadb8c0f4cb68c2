import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Random } from "../differential/random";
import type { Seeds } from "./target";

/** What breaks readers: pieces of YAML, odd numbers, odd characters and names that JavaScript knows. */
const PIECES = [
  "{",
  "}",
  "[",
  "]",
  ",",
  ":",
  ": ",
  "- ",
  "\n",
  "\r\n",
  "\r",
  "\t",
  "  ",
  "#",
  " # neox-config: ignore unknown-argument\n",
  "&a ",
  "*a",
  "<<: *a\n",
  "<<: [*a, *a]\n",
  "? ",
  "| ",
  ">-\n",
  "!!python/object:os.system ",
  "!!int ",
  "---\n",
  "...\n",
  "%YAML 1.1\n",
  "'",
  '"',
  "\\",
  "@",
  "`",
  "\0",
  "\ufeff",
  "\ud800",
  "\udc00",
  "😀",
  "é",
  "\u2028",
  "\u0085",
  "9007199254740993",
  "1e999",
  "1.0e+400",
  "-0",
  "010",
  "1:30",
  "0x7f",
  ".inf",
  "-.inf",
  ".nan",
  "1e-5",
  "null",
  "~",
  "yes",
  "99999999999999999999999999999999999999",
  "-1",
  "0",
  "0.0",
  "[]",
  "{}",
  "[[[global], 12]]",
  "[[[], 0]]",
  "2020-13-45",
  "__proto__: 1\n",
  "constructor: {}\n",
  "toString: []\n",
  "hasOwnProperty: 2\n",
  "hidden_size: 0\n",
  "hidden-size: 7\n",
  "num_layers: -3\n",
  "num_attention_heads: 0\n",
  "optimizer: {type: Adam, params: {lr: 1e-4}}\n",
  "attention_config: [[[global, local], all]]\n",
  "zero_optimization: [1]\n",
  "fp16: true\n",
  "model_parallel_size: 1e3\n",
  "train_batch_size: 1_000\n",
  "12: 13\n",
  "null: 1\n",
  "true: 1\n",
  "[a]: b\n",
  "{a: b}: c\n",
] as const; // prettier-ignore

/** Longer seeds are no configs, and would cost the time of a hundred others. */
const LONGEST_SEED = 50_000;

/** The texts that mutations begin with: real configs where there are any, and small ones of our own. */
export function seedTexts(folder: string): Seeds {
  const own = ["{}", "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n"] as const;
  if (!existsSync(folder)) return own;
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  const configs = names.filter((name) => /\.(ya?ml|json)$/.test(name));
  const texts = configs.map((name) => readFileSync(join(folder, name), "utf8"));
  return [...own, ...texts.filter(({ length }) => length <= LONGEST_SEED)];
}

/** Some lines of a config, mutated: small, so that there can be many. */
export function smallText(random: Random, seeds: Seeds): string {
  const lines = random.pick(seeds).split("\n");
  const first = random.below(lines.length);
  const few = lines.slice(first, first + 1 + random.below(15)).join("\n");
  const text = /^\s*\{/.test(lines[0] ?? "") ? `{${few}\n}` : few;
  return mutated(random, [text, text, ...seeds.slice(0, 2)]);
}

/** A text after one to eight random slips: characters lost, doubled, moved, replaced, or a piece put in. */
export function mutated(random: Random, seeds: Seeds): string {
  let text = random.pick(seeds);
  const slips = 1 + random.below(8);
  for (let slip = 0; slip < slips; slip++) text = slipped(random, text, seeds);
  return text;
}

function slipped(random: Random, text: string, seeds: Seeds): string {
  const start = random.below(text.length + 1);
  const end = Math.min(text.length, start + random.below(random.chance(0.1) ? 400 : 12));
  const [before, cut, after] = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  switch (random.below(6)) {
    case 0:
      return before + after;
    case 1:
      return before + cut + cut + after;
    case 2:
      return before + random.pick(PIECES) + after;
    case 3:
      return before + random.pick(PIECES).repeat(1 + random.below(60)) + after;
    case 4: {
      const other = random.pick(seeds);
      return before + other.slice(random.below(other.length + 1));
    }
    default:
      return before + String.fromCharCode(random.below(random.chance(0.8) ? 128 : 0x10000)) + after;
  }
}
