import { expect, test } from "vitest";
import type { Example } from "../../../server/src/engine/rule";
import { statedSizes } from "../../../server/src/rules/sizes/statedSizes";
import { checkExample } from "../example";

test.each([
  { name: "20B.yml", sizes: [20e9] },
  { name: "1-4B.yml", sizes: [1.4e9, 4e9] },
  { name: "codellama_34B.yml", sizes: [34e9] },
  { name: "llama3-8b-kto.yml", sizes: [8e9, 3.8e9] },
  { name: "adafactor2-7B.yml", sizes: [7e9, 2.7e9] },
  { name: "sgd1-3B.yml", sizes: [3e9, 1.3e9] },
  { name: "160m_300B_tokens.yml", sizes: [160e6, 300e9] },
  { name: "local_setup.yml", sizes: [] },
  { name: "3Blue1Brown.yml", sizes: [] },
  { name: "bf16_125M.yml", sizes: [125e6] },
])("$name states $sizes", ({ name, sizes }) => {
  expect(statedSizes(name)).toEqual(sizes);
});

const SIZES = "num_layers: 16\nseq_length: 1024\nmax_position_embeddings: 1024\npos_emb: rotary\n";
const WIDE = `${SIZES}hidden_size: 2048\nnum_attention_heads: 16\n`;

test.each<[name: string, why: string, text: string]>([
  ["adafactor2-7B.yml", "2-7B may be 2.7 B", `${SIZES}hidden_size: 3584\nnum_attention_heads: 28\n`],
  ["own-lm-1b.yml", "1b is up to 1.5 B", `${SIZES}hidden_size: 2432\nnum_attention_heads: 19\n`],
  ["hyena-7b.yml", "nobody knows what such a layer holds", `${WIDE}attention_config: [[["hyena"], 16]]\n`],
  ["7b.yml", "a key of a fork may say anything of the sizes", `${WIDE}own_width: 16384\n`],
])("nothing is said of %s: %s", (name, _, text) => {
  const example: Example = { files: { [name]: text }, neox: "main" };
  expect(checkExample(example).findings.filter(({ rule }) => rule === "size-name-mismatch")).toEqual([]);
});

test("a 1b of 2 B is told", () => {
  const text = `${SIZES}hidden_size: 3072\nnum_attention_heads: 24\n`;
  const { findings } = checkExample({ files: { "1b.yml": text }, neox: "main" });
  expect(findings.map(({ rule }) => rule)).toContain("size-name-mismatch");
});
