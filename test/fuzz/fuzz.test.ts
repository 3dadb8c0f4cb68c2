import { expect, test } from "vitest";
import { Random } from "../differential/random";
import { indexes, pickles, tokenizers } from "./targets/loadedFiles";
import { messages } from "./targets/messages";
import { checkout, hostfile, project, script } from "./targets/otherFiles";
import { protocol } from "./targets/protocol";
import { reader } from "./targets/reader";
import { faultsOf, rules } from "./targets/rules";
import { writer } from "./targets/writer";

const MODEL = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";
const NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "valueOf"];

test.each(NAMES)("%s is a key, a value and a nested key like any other", (name) => {
  const uses = [
    `${name}: 1`,
    `norm: ${name}`,
    `optimizer: { type: ${name}, params: { ${name}: 1 } }`,
    `data_impl: ${name}`,
  ];
  const texts = uses.map((use) => `${MODEL}${use}\n`);
  expect(texts.flatMap((text) => faultsOf(text, new Random(1)))).toEqual([]);
});

const SEEDS = [
  "{}",
  MODEL,
  `{ "hidden-size": 512, "num-layers": 12, # comment\n "norm": "rmsnorm", }\n`,
] as const;

test.each([
  ["reader", reader, 300],
  ["writer", writer, 300],
  ["rules", rules, 200],
  ["hostfile", hostfile, 100],
  ["project", project, 100],
  ["script", script, 100],
  ["checkout", checkout, 10],
  ["pickles", pickles, 300],
  ["indexes", indexes, 300],
  ["tokenizers", tokenizers, 300],
  ["protocol", protocol, 5],
  ["messages", messages, 4],
] as const)("hostile inputs find no fault in the %s", async (_name, target, count) => {
  const faults: string[] = [];
  for (let seed = 0; seed < count; seed++) faults.push(...(await target(new Random(seed), SEEDS)));
  expect(faults).toEqual([]);
});
