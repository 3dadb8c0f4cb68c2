import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isNeoxConfig } from "../../server/src/features/recognise";
import { readYaml } from "../../server/src/yaml/read";

const FOREIGN = join(import.meta.dirname, "fixtures", "foreign");
const CORPUS = join(import.meta.dirname, "..", "..", "..", "shared", "corpus");

/** What the corpus holds that is not NeoX's: upstream's test set-up, and files of keys that only a fork reads. */
const NOT_NEOX = [
  "upstream/tests/cpu_tests/action.yml",
  "upstream/tests/cpu_tests/docker-compose.yml",
  "wild/DANG-ai__AC-ODM/acodm_config/ddpg.yml",
  "wild/DANG-ai__LLM-Training-Holistic-Data-Schedule/hds_config/ddpg.yml",
];

function recognised(text: string, patterns: string[] = [], path = "a.yml"): boolean {
  return isNeoxConfig({ text, path, read: () => readYaml(text) }, patterns);
}

function yamlFiles(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  return names.filter((name) => /\.ya?ml$/.test(name)).sort();
}

test("no YAML of other programs is recognised", () => {
  const files = yamlFiles(FOREIGN);
  expect(files).toHaveLength(16);
  expect(files.filter((name) => recognised(readFileSync(join(FOREIGN, name), "utf8")))).toEqual([]);
});

test.skipIf(!existsSync(CORPUS))(
  existsSync(CORPUS)
    ? "every config of the corpus is recognised, also broken ones"
    : "skipped: no shared data",
  () => {
    const missed = yamlFiles(CORPUS).filter((name) => !recognised(readFileSync(join(CORPUS, name), "utf8")));
    expect(missed).toEqual(NOT_NEOX);
  },
);

describe("what is recognised", () => {
  test.each([
    [
      "keys that a merge brings",
      "base: &b {hidden_size: 770, gpt_j_residual: true, num_kv_heads: 8}\n<<: *b\n",
      true,
    ],
    [
      "keys with escapes",
      '"hidden\\u005fsize": 770\n"num_attention\\x5fheads": 12\n"num_kv\\U0000005fheads": 8\n',
      true,
    ],
    ["a wish inside of a text", "gpt_j_residual: true\nprompt_end: |\n  # neox-config: off\n", true],
    [
      "a wish inside of a text between quotes, and another",
      "a: '\n  # neox-config: on'\n# neox-config: off\n",
      false,
    ],
    ["a wish where PyYAML does not read on", "a: @\nb: {\n# neox-config: on\n", true],
    ["three shapes", "hidden_size: 5120\nnum_attention_heads: 40\nnum_kv_heads: 8\n", true],
    ["one word of NeoX's own", "gpt_j_residual: true\n", true],
    ["dashes", '{ "pipe-parallel-size": 1 }', true],
    ["two shapes that any model has", "hidden_size: 5120\nnum_attention_heads: 40\n", false],
    ["a word of NeoX's own below another key", "model:\n  gpt_j_residual: true\n", false],
    ["a text that breaks at once", '@{ "pipe-parallel-size": 1 }', true],
    [
      "a text that breaks early",
      "num_layers: 12\nhidden_size: [768\nnum_attention_heads: 12\nseq_length: 2048\n",
      true,
    ],
    [
      "a flow map that breaks early",
      '{\n  "num_layers": 12\n  "hidden_size": 7,\n  "num_attention_heads": 12,\n  "seq_length": 9\n}',
      true,
    ],
    [
      "a text that breaks above deeper words",
      "model: [\n  gpt_j_residual: true\n  no_weight_tying: true\n",
      false,
    ],
    ["an empty text", "", false],
    ["a list", "- gpt_j_residual: true\n", false],
  ])("%s", (_, text, expected) => expect(recognised(text)).toBe(expected));
});

describe("among the configs of a gpt-neox", () => {
  test.each([
    ["the first word that is typed", "hid", true],
    ["one shape", "hidden_size: 5120\n", true],
    ["the first word in flow style", '{ "hid" }', true],
    ["a flow map that is begun", '{ "hidden_size": 768,\n  "num" }', true],
    ["a text that breaks at once", '@{ "pipe-parallel-size": 1 }', true],
    ["an empty text", "", false],
    ["a list", "- hidden_size: 5120\n", false],
    ["a shape among words that NeoX does not know", "hidden_size: 5120\nlearning_rate: 1\n", false],
    ["a config with a key of a fork", "hidden_size: 5120\nour_flag: 1\npos_emb: rotary\n", true],
    ["another program's file", "image: python\nservices: {}\n", false],
    ["a comment that opts out", "# neox-config: off\nhidden_size: 5120\n", false],
  ])("%s", (_, text, expected) => {
    const candidate = { text, path: "configs/a.yml", isAmongConfigs: true, read: () => readYaml(text) };
    expect(isNeoxConfig(candidate)).toBe(expected);
  });

  test("no YAML of other programs, except one whose every word is NeoX's as well", () => {
    const files = yamlFiles(FOREIGN).filter((name) => {
      const text = readFileSync(join(FOREIGN, name), "utf8");
      return isNeoxConfig({ text, path: name, isAmongConfigs: true, read: () => readYaml(text) });
    });
    expect(files).toEqual(["generic.yml"]);
  });
});

describe("what the user says comes first", () => {
  test.each([
    ["a comment opts in", "# neox-config: on\nfoo: 1\n", [], true],
    ["a comment opts out", "gpt_j_residual: true\n# neox-config: off\n", [], false],
    ["an ignore comment is no switch", "gpt_j_residual: true # neox-config: ignore x\n", [], true],
    ["a pattern of the settings", "foo: 1\n", ["configs/**/*.yml"], true],
    ["a pattern that does not match", "foo: 1\n", ["other/*.yml"], false],
    ["a comment before a pattern", "# neox-config: off\n", ["configs/**"], false],
  ])("%s", (_, text, patterns, expected) =>
    expect(recognised(text, patterns, "configs/mine/a.yml")).toBe(expected),
  );
});
