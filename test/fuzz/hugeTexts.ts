/** Makes a text of about this many lines. */
type Grow = (lines: number) => string;

const MODEL = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";

/** A line for each number, below a small model. */
function each(line: (index: number) => string, head = MODEL): Grow {
  return (lines) => `${head}${Array.from({ length: lines }, (_, index) => line(index)).join("\n")}\n`;
}

function inside(open: string, line: (index: number) => string, close = ""): Grow {
  return (lines) => `${each(line, MODEL + open)(lines)}${close}`;
}

/** One thing more often than anybody writes it: each must be read and checked in time that grows with its lines. */
export const HUGE_TEXTS: Readonly<Record<string, Grow>> = {
  comments: each((index) => `# comment ${index}`),
  blank: each(() => ""),
  "unknown keys": each((index) => `key_of_nothing_${index}: ${index}`),
  "misspelt keys": each((index) => `hiden_sise_${index}: ${index}`),
  "misspelt words": each((index) => `${word(index)}_layers: 1`),
  "repeated key": each((index) => `seq_length: ${index}`),
  "repeated in two spellings": each((index) => (index % 2 ? "seq-length: 8" : "seq_length: 9")),
  "known keys": each((index) => `${["seed", "lr", "norm", "fp16", "save"][index % 5]}: ${index}`),
  "wrong types": each((index) => `num_workers: "${index}"`),
  "numbers as strings": each((index) => `key_${index}: 1e-${index}`),
  suppressions: each((index) => `# neox-config: ignore rule-${index}`),
  "used suppressions": each((index) => `key_${index}: 1 # neox-config: ignore unknown-argument`),
  "all suppressed": each(() => "# neox-config: ignore unknown-argument unknown-argument seq-length"),
  "flow mapping": (lines) =>
    `{\n${each((index) => `"key-${index}": ${index},`, "")(lines)}"hidden-size": 512\n}\n`,
  "flow on one line": (lines) =>
    `{ ${Array.from({ length: lines }, (_, index) => `k${index}: 1`).join(", ")} }\n`,
  "flow without values": inside("optimizer: {\n", (index) => `a${index},`, "}\n"),
  "flow never closed": inside("optimizer: {\n", (index) => `a${index}: [`),
  "flow nested": (lines) => `${MODEL}optimizer: ${"{a:\n".repeat(lines)}1${"}".repeat(lines)}\n`,
  "lists nested": (lines) => `${MODEL}attention_config: ${"[\n".repeat(lines)}${"]".repeat(lines)}\n`,
  "dashes nested": (lines) => `${MODEL}attention_config:\n ${"- ".repeat(lines)}1\n`,
  "questions nested": (lines) => `${MODEL}${"? ".repeat(lines)}a\n`,
  "block nested": (lines) => {
    const depth = Math.floor(Math.sqrt(lines * 20));
    return `${MODEL}${Array.from({ length: depth }, (_, index) => `${" ".repeat(index)}a:`).join("\n")}\n`;
  },
  anchors: each((index) => `key_${index}: &a${index} ${index}`),
  "anchors and aliases": each((index) =>
    index % 2 ? `key_${index}: *a${index - 1}` : `key_${index}: &a${index} 1`,
  ),
  "aliases of one": inside("extra: &a { x: 1 }\n", (index) => `key_${index}: *a`),
  "unknown aliases": each((index) => `key_${index}: *a${index}`),
  merges: inside("base: &a { seed: 1 }\n", (index) => `key_${index}: { <<: *a, x: ${index} }`),
  "merges of the top": inside("base: &a { seed: 1 }\n", () => "<<: *a"),
  "merges in a chain": each(
    (index) => `key_${index}: &a${index} { ${index ? `<<: *a${index - 1}, ` : ""}x${index % 7}: 1 }`,
  ),
  "merges that grow": each(
    (index) => `key_${index}: &a${index} { ${index ? `<<: *a${index - 1}, ` : ""}x${index}: 1 }`,
  ),
  "merge of a list": (lines) => `${MODEL}base: &a { seed: 1 }\n<<: [\n${"*a,\n".repeat(lines)}]\n`,
  "alias bomb": each(
    (index) => `key_${index}: &a${index} [${index ? `*a${index - 1}, *a${index - 1}` : "x"}]`,
  ),
  "block list": inside("train_data_paths:\n", (index) => `  - data/part_${index}`),
  "list of numbers": inside("attention_config: [\n", (index) => `${index},`, "]\n"),
  "attention config": inside("attention_config:\n", () => "  - [[global, local], 1]"),
  "attention on one line": (lines) => `${MODEL}attention_config: [[[${"global,".repeat(lines)}], 1]]\n`,
  "nested unknown keys": inside("zero_optimization:\n", (index) => `  stagge_${index}: ${index}`),
  "nested optimizer keys": inside(
    "optimizer:\n  type: Adam\n  params:\n",
    (index) => `    lrr_${index}: 1e-4`,
  ),
  "broken lines": each((index) => `@key_${index}: 1`),
  "broken quotes": each((index) => `key_${index}: "abc`),
  "missing commas": (lines) => `{\n${each((index) => `"key-${index}": ${index}`, "")(lines)}}\n`,
  tabs: each((index) => `\tkey_${index}: 1`),
  "tabs behind": each((index) => `key_${index}:\t1\t`),
  documents: each(() => "---"),
  "long plain text": (lines) => `${MODEL}save: ${"many words\n  ".repeat(lines)}\n`,
  "long quoted text": (lines) => `${MODEL}save: "${"many \\u0041 words\n  ".repeat(lines)}"\n`,
  "long block text": (lines) => `${MODEL}save: |\n${"  many words\n".repeat(lines)}`,
  "folded text": (lines) => `${MODEL}save: >-\n${"  many words\n\n".repeat(lines)}`,
  "one long line": (lines) => `${MODEL}save: ${"x".repeat(10 * lines)}\n`,
  "one long number": (lines) => `${MODEL}seq_length: ${"9".repeat(10 * lines)}\n`,
  "one long base 60": (lines) => `${MODEL}seq_length: 1${":59".repeat(lines)}\n`,
  "one long float": (lines) => `${MODEL}lr: 0.${"9".repeat(10 * lines)}\n`,
  "one long name": (lines) => `${MODEL}${"hidden_size".repeat(lines)}: 1\n`,
  "one long comment": (lines) => `${MODEL}# neox-config: ignore ${"unknown-argument ".repeat(lines)}\n`,
  "spaces at the end": (lines) => `${MODEL}seed: 1${" ".repeat(10 * lines)}x\n`,
  "spaces in between": (lines) => `${MODEL}seed: 1${" ".repeat(10 * lines)}\n#\n`,
  CRLF: (lines) => each((index) => `key_${index}: 1`)(lines).replaceAll("\n", "\r\n"),
  "control characters": each((index) => `key_${index}: \u0001`),
  emoji: each((index) => `key_${index}: 😀`),
  "control character at the end": (lines) => `${each((index) => `key_${index}: 1`)(lines)}\u0001`,
  tags: each((index) => `key_${index}: !!python/object:a.b {}`),
  dates: each((index) => `key_${index}: 2020-13-45`),
  "keys of all kinds": each((index) => `[${index}]: 1`),
  "number keys": each((index) => `${index}: 1`),
};

/** Five letters, other ones for each number. */
function word(index: number): string {
  return index
    .toString(26)
    .padStart(4, "0")
    .replace(/\d/g, (digit) => "qrstuvwxyz"[Number(digit)] ?? "");
}
