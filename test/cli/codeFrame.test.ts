import { createColors } from "picocolors";
import { describe, expect, it } from "vitest";
import { renderFinding } from "../../server/src/cli/formats/pretty";
import type { Finding } from "../../server/src/engine/finding";
import { configFile, findingAt, spanOf } from "./findings";

const plain = (finding: Finding) => renderFinding(finding, createColors(false));

const block = configFile(
  "configs/big.yml",
  [
    "hidden_size: 5120",
    "num_layers: 2",
    "num_attention_heads: 40",
    "pos_emb: rotary",
    "norm: rmsnorm",
    "num_kv_heads: 8",
  ].join("\n"),
);

describe("a code frame", () => {
  it("shows operands with their labels, one line between them, and dots for more", () => {
    const finding = findingAt(block, "8", {
      related: [
        { message: "hidden_size is 5120", file: block, span: spanOf(block, "5120") },
        { message: "num_attention_heads is 40", file: block, span: spanOf(block, "40") },
      ],
      fixes: () => [
        {
          title: "num_kv_heads: 10 → head_dim 128, 4 query heads per group",
          preferred: true,
          edits: [],
        },
        { title: "num_kv_heads: 40 → multi-head attention", preferred: false, edits: [] },
      ],
    });
    expect(plain(finding)).toBe(`\
error[kv-heads-reshape]: 40 query heads and 8 key/value heads do not reshape.
 --> configs/big.yml:6:15
  |
1 | hidden_size: 5120
  |              ---- hidden_size is 5120
2 | num_layers: 2
3 | num_attention_heads: 40
  |                      -- num_attention_heads is 40
...
6 | num_kv_heads: 8
  |               ^
  |
  = help: num_kv_heads: 10 → head_dim 128, 4 query heads per group
  = help: num_kv_heads: 40 → multi-head attention
  = note: NeoX: RuntimeError in megatron/model/transformer.py:gqa_project, in the first forward pass
`);
  });

  it("hangs the labels of one line below it", () => {
    const flow = configFile("f.yml", "{ hidden-size: 5120, num-attention-heads: 40, num-kv-heads: 8 }");
    const finding = findingAt(flow, "8", {
      related: [
        { message: "hidden_size is 5120", file: flow, span: spanOf(flow, "5120") },
        { message: "num_attention_heads is 40", file: flow, span: spanOf(flow, "40") },
      ],
    });
    expect(plain(finding)).toBe(`\
error[kv-heads-reshape]: 40 query heads and 8 key/value heads do not reshape.
 --> f.yml:1:61
  |
1 | { hidden-size: 5120, num-attention-heads: 40, num-kv-heads: 8 }
  |                ----                       --                ^
  |                |                          |
  |                |                          num_attention_heads is 40
  |                hidden_size is 5120
  |
  = note: NeoX: RuntimeError in megatron/model/transformer.py:gqa_project, in the first forward pass
`);
  });

  it("shows every file of the launch that takes part", () => {
    const other = configFile("configs/cluster.yml", `${"# cluster\n".repeat(11)}model_parallel_size: 3\n`);
    const finding = findingAt(block, "40", {
      rule: "heads-model-parallel",
      severity: "warning",
      related: [{ message: "model_parallel_size is 3", file: other, span: spanOf(other, "3") }],
    });
    expect(plain(finding)).toBe(`\
warning[heads-model-parallel]: 40 query heads and 8 key/value heads do not reshape.
  --> configs/big.yml:3:22
   |
 3 | num_attention_heads: 40
   |                      ^^
  ::: configs/cluster.yml:12:22
   |
12 | model_parallel_size: 3
   |                      - model_parallel_size is 3
   |
   = note: NeoX: RuntimeError in megatron/model/transformer.py:gqa_project, in the first forward pass
`);
  });

  it("aligns under tabs and wide characters", () => {
    const wide = configFile("wide.yml", '{\t"名前": "日本", num_kv_heads: 8 }');
    expect(plain(findingAt(wide, '"日本"'))).toContain(`
1 | {    "名前": "日本", num_kv_heads: 8 }
  |              ^^^^^^
`);
    const emoji = configFile("emoji.yml", "{ 👩‍💻é: ok, num_kv_heads: 8 }");
    expect(plain(findingAt(emoji, "8"))).toContain(`
1 | { 👩‍💻é: ok, num_kv_heads: 8 }
  |                          ^
`);
  });

  it("underlines a span of several lines on its first, and an empty one by a caret", () => {
    const map = configFile("map.yml", "fp16: {\n  enabled: true\n}\nseed:\n");
    expect(plain(findingAt(map, "{\n  enabled: true\n}"))).toContain(`
1 | fp16: {
  |       ^
  |
`);
    const end = map.document.text.length - 1;
    expect(plain(findingAt(map, "seed:", { span: { start: end, end } }))).toContain(`
4 | seed:
  |      ^
  |
`);
  });

  it("lets no config steer the terminal", () => {
    const evil = configFile("evil.yml", 'seed: "\u001b[31mred\u0007\u202e"\r\n');
    expect(plain(findingAt(evil, "red", { message: "\u001b]0;title\u0007 is no number" }))).toBe(`\
error[kv-heads-reshape]: ␛]0;title� is no number
 --> evil.yml:1:13
  |
1 | seed: "␛[31mred��"
  |             ^^^
  |
  = note: NeoX: RuntimeError in megatron/model/transformer.py:gqa_project, in the first forward pass
`);
  });

  it("paints the severity, the line numbers and the underlines where colours are wanted", () => {
    const painted = renderFinding(findingAt(block, "8"), createColors(true));
    expect(painted.split("\n").slice(0, 5)).toEqual([
      "\u001b[31m\u001b[1merror[kv-heads-reshape]\u001b[22m\u001b[39m\u001b[1m: 40 query heads and 8 key/value heads do not reshape.\u001b[22m",
      " \u001b[34m-->\u001b[39m configs/big.yml:6:15",
      "  \u001b[34m|\u001b[39m",
      "\u001b[34m6\u001b[39m \u001b[34m|\u001b[39m num_kv_heads: 8",
      "  \u001b[34m|\u001b[39m               \u001b[31m^\u001b[39m",
    ]);
  });
});
