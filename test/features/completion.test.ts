import { describe, expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { type CompletionItem, InsertTextFormat } from "vscode-languageserver-types";
import { english } from "../../server/src/arguments/documentation";
import { check } from "../../server/src/features/check";
import { completionsAt, resolveCompletion } from "../../server/src/features/completion/completion";
import type { LaunchOptions } from "../../server/src/launch/createLaunch";
import { MAIN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

/** What is offered at the `|` of a text, with the place of the cursor afterwards where an item says it. */
function complete(marked: string, options: Partial<LaunchOptions> = {}, takesSnippets = true) {
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const lines = TextDocument.create("", "yaml", 0, text);
  const file = { path: "config.yml", document: readYaml(text) };
  const { launch } = check({ files: [file], target: MAIN_TARGET, ...options });
  const { items } = completionsAt(file, launch, lines.positionAt(offset), english, { takesSnippets });
  const apply = (label: string) => {
    const item = items.find((each) => each.label === label);
    if (item === undefined) return `not offered: ${label}`;
    const applied = TextDocument.applyEdits(lines, [...edits(item), ...(item.additionalTextEdits ?? [])]);
    return item.insertTextFormat === InsertTextFormat.Snippet ? applied.replace("$0", "|") : applied;
  };
  const matching = items.filter(({ filterText = "" }) =>
    filterText.startsWith(lines.getText(wordRange(items))),
  );
  return { launch, items, labels: items.map(({ label }) => label), matching, apply };
}

function edits({ textEdit }: CompletionItem) {
  return textEdit !== undefined && "range" in textEdit ? [textEdit] : [];
}

function wordRange(items: readonly CompletionItem[]) {
  const [first] = items.flatMap(edits);
  return first?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
}

const BLOCK = "num_layers: 2\nhidden_size: 5120\nnum_attention_heads: 40\n";
const FLOW = '{\n  "num-layers": 2,\n  "hidden-size": 5120,\n  "num-attention-heads": 40,\n';

describe("keys", () => {
  test("arguments that the project file adds are offered", () => {
    const { items, apply } = complete(`${BLOCK}our|`, { extraArguments: ["our_flag"] });
    const { detail } = items.find(({ label }) => label === "our_flag") ?? {};
    expect([apply("our_flag"), detail]).toEqual([`${BLOCK}our_flag: `, undefined]);
  });

  test.each([
    ["block", `${BLOCK}num_kv|`, "num_kv_heads", `${BLOCK}num_kv_heads: `],
    ["block, in between", `num_kv|\n${BLOCK}`, "num_kv_heads", `num_kv_heads: \n${BLOCK}`],
    ["block, nothing typed", `${BLOCK}|`, "num_kv_heads", `${BLOCK}num_kv_heads: `],
    ["block with dashes", "num-layers: 2\nnum|", "num-kv-heads", "num-layers: 2\nnum-kv-heads: "],
    ["another name for a key", `${BLOCK}num|: 8\n`, "num_kv_heads", `${BLOCK}num_kv_heads: 8\n`],
    ["flow", `${FLOW}  "num-kv|"\n}`, "num-kv-heads", `${FLOW}  "num-kv-heads": \n}`],
    ["flow, open quote", `${FLOW}  "num-kv|\n}`, "num-kv-heads", `${FLOW}  "num-kv-heads": \n}`],
    ["flow, nothing typed", `${FLOW}  |\n}`, "num-kv-heads", `${FLOW}  "num-kv-heads": \n}`],
    ["flow, not closed yet", `${FLOW}  "num|`, "num-kv-heads", `${FLOW}  "num-kv-heads": `],
    [
      "flow, the comma before is missing",
      '{ "num_layers": 2\n  "num|"\n}',
      "num_kv_heads",
      '{ "num_layers": 2,\n  "num_kv_heads": \n}',
    ],
    ["flow, before another key: with its comma", '{"a": 1, |"b": 2}', "seed", '{"a": 1, "seed": |, "b": 2}'],
    [
      "flow, on a line above another key: with its comma",
      `${FLOW}  "num-kv|"\n  "seed": 1\n}`,
      "num-kv-heads",
      `${FLOW}  "num-kv-heads": |,\n  "seed": 1\n}`,
    ],
    [
      "flow, an open quote before another key: with its comma",
      '{"a": 1, "se|"b": 2}',
      "seed",
      '{"a": 1, "seed": |, "b": 2}',
    ],
    [
      "flow, between keys that lack their commas: with both",
      '{\n  "num_layers": 2\n  "num|"\n  "seed": 1\n}',
      "num_kv_heads",
      '{\n  "num_layers": 2,\n  "num_kv_heads": |,\n  "seed": 1\n}',
    ],
    [
      "flow, before a comma that is there",
      '{ "num_layers": 2, "num|", "seed": 1 }',
      "num_kv_heads",
      '{ "num_layers": 2, "num_kv_heads": , "seed": 1 }',
    ],
    [
      "nested flow, before another key: with its comma",
      '{ "optimizer": { |"params": {} } }',
      "type",
      '{ "optimizer": { "type": |, "params": {} } }',
    ],
    [
      "flow, another name for a key before another key",
      '{ "num|": 1\n  "seed": 1 }',
      "num_kv_heads",
      '{ "num_kv_heads": 1\n  "seed": 1 }',
    ],
    [
      "nested, block",
      "optimizer:\n  type: Adam\n  pa|\n",
      "params",
      "optimizer:\n  type: Adam\n  params: \n",
    ],
    [
      "nested, flow",
      '{ "optimizer": { "type": "Adam", "params": { "be|" } }, "seed": 1 }',
      "betas",
      '{ "optimizer": { "type": "Adam", "params": { "betas":  } }, "seed": 1 }',
    ],
  ])("%s", (_, marked, label, expected) => expect(complete(marked).apply(label)).toBe(expected));

  test("an editor that cannot put the cursor before the comma gets none", () => {
    const { apply } = complete('{ "num_layers": 2, |"seed": 1 }', {}, false);
    expect(apply("num_kv_heads")).toBe('{ "num_layers": 2, "num_kv_heads": "seed": 1 }');
  });

  test("those that are set are left out, and so are those that NeoX computes", () => {
    const { labels } = complete(`${BLOCK}|`);
    for (const name of ["num_layers", "hidden_size", "num_attention_heads", "world_size", "zero_stage"])
      expect(labels).not.toContain(name);
    expect(labels).toContain("intermediate_size");
  });

  test("keys of a block that nothing reads are not offered", () =>
    expect(complete("fp16:\n  enabled: true\n  |\n").labels).toEqual([
      "auto_cast",
      "loss_scale",
      "initial_scale_power",
      "loss_scale_window",
      "hysteresis",
      "consecutive_hysteresis",
      "min_loss_scale",
      "fp16_master_weights_and_grads",
    ]));

  test("keys that nothing reads, or that have other names now, are not offered", () => {
    const { labels } = complete(`${BLOCK}|`);
    expect(labels).toContain("num_kv_heads");
    for (const name of ["num_unique_layers", "sparse_attention", "deepscale"])
      expect(labels).not.toContain(name);
    const nested = complete("zero_optimization:\n  stage: 1\n  |\n").labels;
    expect(nested).toContain("offload_optimizer");
    expect(nested.filter((name) => name.startsWith("cpu_offload") || name.includes("fp16_weights"))).toEqual(
      [],
    );
  });

  test("the model's own keys come first, with type and default", () => {
    const { items } = complete(`${BLOCK}|`);
    const sorted = [...items].sort((a, b) => String(a.sortText).localeCompare(String(b.sortText)));
    expect(sorted[0]?.labelDetails).toEqual({ description: "Model" });
    const item = items.find(({ label }) => label === "rotary_pct");
    expect(item?.detail).toBe("float = 1.0");
  });

  test("what is typed filters", () => {
    expect(complete(`${BLOCK}num_kv|`).matching.map(({ label }) => label)).toEqual(["num_kv_heads"]);
    expect(complete(`${FLOW}  "num-kv|\n}`).matching.map(({ label }) => label)).toEqual(["num-kv-heads"]);
  });

  test("a key with values to choose from opens their list, unless its colon is there", () => {
    const commandOf = (marked: string, name: string) =>
      complete(marked).items.find(({ label }) => label === name)?.command?.command;
    for (const name of ["num_kv_heads", "norm", "gpt_j_residual", "attention_config", "optimizer"])
      expect([name, commandOf(`${BLOCK}|`, name)]).toEqual([name, "editor.action.triggerSuggest"]);
    expect(commandOf("optimizer:\n  |\n", "type")).toBe("editor.action.triggerSuggest");
    expect(commandOf("optimizer:\n  |\n", "params")).toBeUndefined();
    expect(commandOf(`${BLOCK}|`, "seq_length")).toBeUndefined();
    expect(commandOf(`${BLOCK}num|: 8\n`, "num_kv_heads")).toBeUndefined();
    for (const name of ["hidden_size", "num_attention_heads", "num_kv_heads", "model_parallel_size"])
      expect([name, commandOf("num_layers: 2\n|", name)]).toEqual([name, undefined]);
  });

  test("the documentation comes when it is asked for", () => {
    const { items, launch } = complete(`${BLOCK}|`);
    const item = items.find(({ label }) => label === "num_kv_heads");
    if (item === undefined) throw new Error("not offered");
    expect(item.documentation).toBeUndefined();
    expect(JSON.stringify(resolveCompletion(item, launch, english).documentation)).toContain("grouped-query");
  });
});

describe("values", () => {
  test("sizes that nobody trains are not searched to their ends", () => {
    const prime = "9007199254740881";
    expect(complete(`hidden_size: ${prime}\nnum_attention_heads: |\n`).labels).toEqual([]);
    const manyDivisors = "6064949221531200";
    const { labels } = complete(`num_attention_heads: ${manyDivisors}\nnum_kv_heads: |\n`);
    expect(labels.slice(0, 3)).toEqual(["8", "9", "7"]);
    expect(labels).toHaveLength(100);
  });

  test("the kv heads that fit, with their groups, the usual ones first", () => {
    const { items } = complete(`${BLOCK}num_kv_heads: |\n`);
    expect(items.map(({ label, detail }) => `${label}: ${detail}`)).toEqual([
      "8: head_dim 128, 5 query heads per group",
      "10: head_dim 128, 4 query heads per group",
      "5: head_dim 128, 8 query heads per group",
      "4: head_dim 128, 10 query heads per group",
      "20: head_dim 128, 2 query heads per group",
      "2: head_dim 128, 20 query heads per group",
      "40: head_dim 128",
      "1: head_dim 128, 40 query heads per group",
    ]);
  });

  test("a head_dim that is no whole number is shown short", () => {
    const { items } = complete("num_layers: 2\nhidden_size: 1024\nnum_attention_heads: 3\nnum_kv_heads: |\n");
    expect(items.map(({ detail }) => detail)).toEqual([
      "head_dim 341.333",
      "head_dim 341.333, 3 query heads per group",
    ]);
  });

  test("kv heads that the ranks cannot share are left out", () => {
    expect(complete(`${BLOCK}model_parallel_size: 4\nnum_kv_heads: |\n`).labels).toEqual([
      "8",
      "4",
      "20",
      "40",
    ]);
  });

  test("heads with a head_dim near 128 first", () => {
    expect(complete("num_layers: 2\nhidden_size: 1024\nnum_attention_heads: |\n").labels.slice(0, 3)).toEqual(
      ["8", "4", "16"],
    );
  });

  test("hidden sizes of good head_dims", () => {
    expect(complete("num_layers: 2\nnum_attention_heads: 12\nhidden_size: |\n").labels.slice(0, 2)).toEqual([
      "1536",
      "768",
    ]);
  });

  test.each([
    ["block", `${BLOCK}num_kv_heads: |\n`, "8", `${BLOCK}num_kv_heads: 8\n`],
    ["no space after the colon", `${BLOCK}num_kv_heads:|\n`, "8", `${BLOCK}num_kv_heads: 8\n`],
    ["over another value", `${BLOCK}num_kv_heads: 1|7\n`, "8", `${BLOCK}num_kv_heads: 8\n`],
    ["flow, last", `${FLOW}  "num-kv-heads": |\n}`, "8", `${FLOW}  "num-kv-heads": 8\n}`],
    ["flow, before a comma", `${FLOW}  "num-kv-heads": |,\n}`, "8", `${FLOW}  "num-kv-heads": 8,\n}`],
    [
      "flow, before another key: with its comma",
      '{ "norm": |\n  "seed": 1 }',
      "rmsnorm",
      '{ "norm": "rmsnorm",\n  "seed": 1 }',
    ],
    [
      "flow, quoted, before another key: with its comma",
      '{ "norm": "|"\n  "seed": 1 }',
      "rmsnorm",
      '{ "norm": "rmsnorm",\n  "seed": 1 }',
    ],
    ["a choice, plain", "pos_emb: rotary\nnorm: rm|\n", "rmsnorm", "pos_emb: rotary\nnorm: rmsnorm\n"],
    [
      "a choice, as the file quotes",
      "pos_emb: 'rotary'\nnorm: |\n",
      "rmsnorm",
      "pos_emb: 'rotary'\nnorm: 'rmsnorm'\n",
    ],
    [
      "a choice, quote typed",
      'gpt_j_residual: true\nnorm: "|\n',
      "rmsnorm",
      'gpt_j_residual: true\nnorm: "rmsnorm"\n',
    ],
    ["a switch", `${BLOCK}gpt_j_residual: |`, "true", `${BLOCK}gpt_j_residual: true`],
    [
      "a pattern of layers",
      `${BLOCK}attention_config: |\n`,
      "global, local",
      `${BLOCK}attention_config: [[[global, local], all]]\n`,
    ],
    [
      "a pattern of layers, as JSON",
      '{ "num_layers": 2, "attention_config": | }',
      "global, local",
      '{ "num_layers": 2, "attention_config": [[["global", "local"], "all"]] }',
    ],
    [
      "a kind of layer",
      `${BLOCK}attention_config: [[["fl|"], 2]]\n`,
      "flash",
      `${BLOCK}attention_config: [[["flash"], 2]]\n`,
    ],
    [
      "a block, in block style",
      `${BLOCK}optimizer: |\n`,
      "Adam",
      `${BLOCK}optimizer:\n  type: Adam\n  params:\n    lr: \${1:0.0006}\n    betas: \${2:[0.9, 0.95]}\n    eps: \${3:1.0e-8}|\n`,
    ],
    [
      "a block, in flow style",
      '{ "num_layers": 2, "bf16": | }',
      "bf16",
      '{ "num_layers": 2, "bf16": { "enabled": true } }',
    ],
    [
      "a block, in a flow style of several lines",
      `${FLOW}  "data-types": |\n}`,
      "fp32",
      `${FLOW}  "data-types": {\n  "grad_accum_dtype": "fp32"\n}|\n}`,
    ],
    ["a nested choice", "optimizer:\n  type: |\n", "Lion", "optimizer:\n  type: Lion\n"],
    [
      "a choice of DeepSpeed's",
      "curriculum_learning:\n  schedule_type: |\n",
      "fixed_root",
      "curriculum_learning:\n  schedule_type: fixed_root\n",
    ],
    [
      "a switch of DeepSpeed's",
      "comms_logger: { verbose: | }\n",
      "true",
      "comms_logger: { verbose: true }\n",
    ],
    ["a nested switch", "fp16: { enabled: | }\n", "true", "fp16: { enabled: true }\n"],
  ])("%s", (_, marked, label, expected) => expect(complete(marked).apply(label)).toBe(expected));
});

describe("what a person wants first", () => {
  /** The labels as an editor sorts them. */
  const sorted = (marked: string) =>
    complete(marked)
      .matching.sort((a, b) => String(a.sortText).localeCompare(String(b.sortText)))
      .map(({ label }) => label);

  test("on an empty line: what a training lacks, then what such files usually set", () => {
    expect(sorted("num_layers: 2\n|").slice(0, 9)).toEqual([
      "hidden_size",
      "num_attention_heads",
      "seq_length",
      "max_position_embeddings",
      "train_micro_batch_size_per_gpu",
      "train_iters",
      "lr_decay_iters",
      "optimizer",
      "data_path",
    ]);
    expect(sorted(`${BLOCK}train_iters: 1\n|`).slice(0, 3)).toEqual([
      "seq_length",
      "max_position_embeddings",
      "train_micro_batch_size_per_gpu",
    ]);
  });

  test.each([
    ["opt", "optimizer"],
    ["num_", "num_kv_heads"],
    ["zero", "zero_optimization"],
    ["te", "tensorboard_dir"],
  ])("%s: %s", (typed, first) => expect(sorted(`${BLOCK}${typed}|`)[0]).toBe(first));

  test("an editor without tab stops gets the block without them", () => {
    const { apply } = complete(`${BLOCK}bf16: |\n`, {}, false);
    expect(apply("bf16")).toBe(`${BLOCK}bf16:\n  enabled: true\n`);
  });

  test("after the first key of a file that says it is a config", () => {
    expect(sorted("# neox-config: on\n|")[0]).toBe("num_layers");
  });
});

describe("nothing", () => {
  test.each([
    ["in a comment", `${BLOCK}# num|`],
    ["for a key without a short list", `${BLOCK}seq_length: |\n`],
    ["below a block that is not known", "foo:\n  ba|\n"],
    ["in a list", "train_data_paths: [|]\n"],
  ])("%s", (_, marked) => expect(complete(marked).labels).toEqual([]));
});
