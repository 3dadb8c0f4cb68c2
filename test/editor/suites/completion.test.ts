/// <reference types="mocha" />
import { assert } from "chai";
import {
  type CompletionItem,
  CompletionItemKind,
  type CompletionList,
  commands,
  MarkdownString,
  type Position,
  Range,
  SnippetString,
  type TextDocument,
  TextEdit,
  WorkspaceEdit,
  workspace,
} from "vscode";
import { untilIs, withText } from "../editor";

const MODEL = "seq_length: 64\nhidden_size: 5120\nnum_attention_heads: 40\nmodel_parallel_size: 1\n";
const FLOW_MODEL =
  '{ "seq-length": 64, "hidden-size": 5120, "num-attention-heads": 40, "model-parallel-size": 1, ';

/** What the extension offers at a place, the best first; words of the text, which the editor adds, are left out. */
async function offered(document: TextDocument, at: Position, resolved = 0): Promise<CompletionItem[]> {
  const { items } = await commands.executeCommand<CompletionList>(
    "vscode.executeCompletionItemProvider",
    document.uri,
    at,
    undefined,
    resolved,
  );
  return items
    .filter(({ kind }) => kind !== CompletionItemKind.Text)
    .sort((a, b) => ((a.sortText ?? labelOf(a)) < (b.sortText ?? labelOf(b)) ? -1 : 1));
}

function labelOf({ label }: CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

function replaced({ range }: CompletionItem): Range {
  if (range instanceof Range) return range;
  if (range === undefined) throw new Error("an item without its place");
  return range.replacing;
}

/** Those that what is typed leaves in the list, as the editor filters them, with what it shows beside them. */
async function listed(document: TextDocument, at: Position): Promise<string[]> {
  const items = await offered(document, at);
  const matching = items.filter((item) => {
    const typed = document.getText(new Range(replaced(item).start, at));
    return (item.filterText ?? labelOf(item)).startsWith(typed);
  });
  return matching.map((item) => [labelOf(item), item.detail].filter(Boolean).join(" | "));
}

/** What a snippet inserts when nobody types at its stops. */
function withoutStops({ value }: SnippetString): string {
  return value.replace(/\$\{\d+:([^}]*)\}|\$\d/g, "$1");
}

/** The text once an item is taken. */
async function taken(document: TextDocument, at: Position, label: string): Promise<string> {
  const item = (await offered(document, at)).find((each) => labelOf(each) === label);
  if (item === undefined) return `not offered: ${label}`;
  const { insertText = label } = item;
  const source = insertText instanceof SnippetString ? withoutStops(insertText) : insertText;
  const edit = new WorkspaceEdit();
  edit.set(document.uri, [new TextEdit(replaced(item), source), ...(item.additionalTextEdits ?? [])]);
  await workspace.applyEdit(edit);
  return document.getText();
}

/** A test of what is listed at the `|` of a text, and of the text once `take` is taken. */
function completes(
  title: string,
  marked: string,
  expected: readonly string[],
  take: readonly string[],
): void {
  test(title, () =>
    withText(marked, async (document, at) => {
      assert.deepEqual(await untilIs(expected, () => listed(document, at)), expected);
      const [label = "", after] = take;
      assert.equal(await taken(document, at, label), after);
    }),
  );
}

/** What a person reads beside the list. */
const KV_HEADS_PAGE = [
  "**`num_kv_heads`** · `int` · default `null`",
  "Number of key/value heads: unset or equal to `num_attention_heads` is multi-head attention, fewer is grouped-query (GQA), 1 is multi-query. Fewer heads shrink the generation cache and the K/V weights; 8 is common. It must divide the heads and be divisible by `model_parallel_size`, and needs `global` or `flash` layers without `sparsity_config`. Between 2024-02-22 and 2024-11-13 (commit 96c242eb) many valid values crashed at the first step, issue #1314.",
  "[megatron/neox_arguments/neox_args.py:139](https://github.com/EleutherAI/gpt-neox/blob/ea7aefd8/megatron/neox_arguments/neox_args.py#L139) · Since 2024-02-22 (f36aed7f).",
].join("\n\n");
const KV_HEADS = [
  "10 | head_dim 128, 4 query heads per group",
  "5 | head_dim 128, 8 query heads per group",
  "20 | head_dim 128, 2 query heads per group",
  "40 | head_dim 128",
];
const NORMS = ["layernorm", "rmsnorm", "non_parametric_layernorm", "scalenorm", "te_rmsnorm", "te_layernorm"];
const STAGES = [
  "ZeRO 1 | shards optimizer states; works with pipelines",
  "ZeRO 2 | also gradients; needs pipe_parallel_size 0",
  "ZeRO 3 | also parameters; needs pipe_parallel_size 0",
];
const STAGE_1 = `
  stage: 1
  allgather_partitions: true
  allgather_bucket_size: 500000000
  reduce_bucket_size: 500000000
  overlap_comm: true
  reduce_scatter: true
  contiguous_gradients: true`;
const FLOW_STAGE_1 =
  '{ "stage": 1, "allgather_partitions": true, "allgather_bucket_size": 500000000, "reduce_bucket_size": 500000000, "overlap_comm": true, "reduce_scatter": true, "contiguous_gradients": true }';
/** What `zero_optimization` takes besides `stage` and `overlap_comm`. */
const ZERO_KEYS = `
  allgather_bucket_size allgather_partitions contiguous_gradients elastic_checkpoint gather_16bit_weights_on_model_save
  ignore_unused_parameters legacy_stage1 load_from_fp32_weights log_trace_cache_warnings max_live_parameters max_reuse_distance memory_efficient_linear mics_hierarchical_params_gather
  mics_shard_size model_persistence_threshold module_granularity_threshold offload_optimizer offload_param override_module_apply param_persistence_threshold pipeline_loading_checkpoint
  prefetch_bucket_size reduce_bucket_size reduce_scatter round_robin_gradients sub_group_size
  use_all_reduce_for_fetch_params use_multi_rank_bucket_allreduce zero_hpz_partition_size zero_quantized_gradients zero_quantized_nontrainable_weights zero_quantized_weights zeropp_loco_param`
  .trim()
  .split(/\s+/);

suite("completion of keys", () => {
  completes(
    "what is set already is left out",
    `${MODEL}num_|`,
    [
      "num_layers | int = null",
      "num_kv_heads | int = null",
      "num_workers | int = 2",
      "num_samples | int = 1",
      "num_gpus | int = null",
      "num_nodes | int = -1",
    ],
    ["num_kv_heads", `${MODEL}num_kv_heads: `],
  );
  completes(
    "flow style, quoted and dashed as the file",
    `${FLOW_MODEL}"num-kv|" }`,
    ["num-kv-heads | int = null"],
    ["num-kv-heads", `${FLOW_MODEL}"num-kv-heads":  }`],
  );
  completes("nested", `${MODEL}zero_optimization:\n  stage: 1\n  overlap_comm: true\n  |\n`, ZERO_KEYS, [
    "reduce_scatter",
    `${MODEL}zero_optimization:\n  stage: 1\n  overlap_comm: true\n  reduce_scatter: \n`,
  ]);
  completes(
    "nested, flow style",
    `${FLOW_MODEL}"optimizer": { "type": "Adam", "|" } }`,
    ["params"],
    ["params", `${FLOW_MODEL}"optimizer": { "type": "Adam", "params":  } }`],
  );

  test("the documentation comes when it is asked for", () =>
    withText(`${MODEL}num_kv_|`, async (document, at) => {
      const items = await offered(document, at, 1000);
      const found = items.filter((item) => labelOf(item) === "num_kv_heads");
      const pages = found.map(({ documentation }) =>
        documentation instanceof MarkdownString ? documentation.value : documentation,
      );
      assert.deepEqual(pages, [KV_HEADS_PAGE]);
    }));
});

suite("completion of values", () => {
  completes(
    "those that divide, with what comes of them, the best first",
    `${MODEL}num_kv_heads: |\n`,
    KV_HEADS,
    ["10", `${MODEL}num_kv_heads: 10\n`],
  );
  completes("flow style", `${FLOW_MODEL}"num-kv-heads": | }`, KV_HEADS, [
    "10",
    `${FLOW_MODEL}"num-kv-heads": 10 }`,
  ]);
  completes("choices", `${MODEL}norm: |\n`, NORMS, ["rmsnorm", `${MODEL}norm: rmsnorm\n`]);
  completes("choices, quoted as the file", `${FLOW_MODEL}"norm": "|" }`, NORMS, [
    "rmsnorm",
    `${FLOW_MODEL}"norm": "rmsnorm" }`,
  ]);
  completes(
    "booleans",
    `${MODEL}no_weight_tying: |\n`,
    ["true", "false"],
    ["true", `${MODEL}no_weight_tying: true\n`],
  );
  completes("half-typed text", `${MODEL}pos_emb: ro|\n`, ["rotary"], ["rotary", `${MODEL}pos_emb: rotary\n`]);
  completes(
    "nested",
    `${MODEL}optimizer:\n  type: |\n`,
    ["Adam", "OneBitAdam", "CPU_Adam", "CPU_Torch_Adam", "SM3", "madgrad_wd", "SGD", "Lion"],
    ["Lion", `${MODEL}optimizer:\n  type: Lion\n`],
  );
  completes(
    "patterns of layers",
    `${MODEL}num_layers: 4\nattention_config: |\n`,
    [
      "flash | FlashAttention in all layers",
      "global | plain attention in all layers",
      "global, local | global and local layers in turn",
      "mamba | Mamba layers",
      "rwkv | RWKV layers",
      "gmlp | gMLP layers",
    ],
    ["global, local", `${MODEL}num_layers: 4\nattention_config: [[[global, local], all]]\n`],
  );
  completes("ZeRO", `${MODEL}zero_optimization: |\n`, STAGES, [
    "ZeRO 1",
    `${MODEL}zero_optimization:${STAGE_1}\n`,
  ]);
  completes("ZeRO, flow style", `${FLOW_MODEL}"zero-optimization": | }`, STAGES, [
    "ZeRO 1",
    `${FLOW_MODEL}"zero-optimization": ${FLOW_STAGE_1} }`,
  ]);
});

suite("completion elsewhere", () => {
  completes("nothing in a workflow", "name: ci\non: |\n", [], ["main", "not offered: main"]);
  completes("nothing in a comment", `${MODEL}# num_|\n`, [], ["num_layers", "not offered: num_layers"]);
});
