import { describe, expect, test } from "vitest";
import { codeLensesOf, OPEN_REPORT } from "../../server/src/features/codeLens";
import { inlayHintsOf } from "../../server/src/features/inlayHints";
import type { Launch } from "../../server/src/launch/launch";
import { launchOf } from "../model/launchOf";

const TEXT = `# a model
num_layers: 12
hidden_size: 5120
num_attention_heads: 40
num_kv_heads: 8   # grouped
model_parallel_size: 2
pipe_parallel_size: 4
seq_length: 2048
max_position_embeddings: 2048
pos_emb: rotary
rotary_pct: 0.25
no_weight_tying: true
train_micro_batch_size_per_gpu: 4
gradient_accumulation_steps: 32
train_iters: 1000
`;

const WHOLE = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };

function fileOf({ files: [file] }: Launch) {
  if (file === undefined) throw new Error("no file");
  return file;
}

/** The hints as a reader sees them: the line, and the words behind it. */
function hints(text: string, gpus?: number, range = WHOLE): string[] {
  const launch = launchOf(text, gpus === undefined ? {} : { gpus });
  const lines = text.split("\n");
  return inlayHintsOf(fileOf(launch), launch, range).map(
    ({ position, label }) => `${lines[position.line]?.slice(0, position.character)} ⟶ ${label}`,
  );
}

describe("inlay hints", () => {
  test("each key shows what NeoX derives from it", () => {
    expect(hints(TEXT, 16).toSorted()).toEqual([
      "hidden_size: 5120 ⟶ head_dim 128 · kv width 1024",
      "num_attention_heads: 40 ⟶ 20 per rank",
      "num_kv_heads: 8 ⟶ groups of 5",
      "num_layers: 12 ⟶ 3.27 B parameters in the layers",
      "pipe_parallel_size: 4 ⟶ layers 3, 4, 3, 2 · bubble 8.6 %",
      "rotary_pct: 0.25 ⟶ 32 of 128 dimensions",
      "seq_length: 2048 ⟶ 524 k tokens per step",
      "train_iters: 1000 ⟶ 524 M tokens",
      "train_micro_batch_size_per_gpu: 4 ⟶ × 32 × 2 = 256",
    ]);
  });

  test("what needs the GPUs waits for them", () => {
    expect(hints(TEXT).filter((hint) => /batch|tokens/.test(hint))).toEqual([]);
  });

  test("only keys in the range, and nothing where sizes do not divide", () => {
    const line = { start: { line: 4, character: 0 }, end: { line: 4, character: 99 } };
    expect(hints(TEXT, 16, line)).toEqual(["num_kv_heads: 8 ⟶ groups of 5"]);
    expect(hints("hidden_size: 100\nnum_attention_heads: 7\n")).toEqual([
      "hidden_size: 100 ⟶ head_dim 14.286",
    ]);
    expect(hints("hidden_size: true\nnum_attention_heads: x\nseq_length: -1\n")).toEqual([]);
  });
});

describe("the lens", () => {
  const title = (text: string, gpus?: number) => {
    const launch = launchOf(text, gpus === undefined ? {} : { gpus });
    return codeLensesOf(fileOf(launch), launch, {}).map(({ command }) => command);
  };

  test("says parameters, weights per GPU and sequences per step, and opens the report", () => {
    expect(title(TEXT, 16)).toEqual([
      {
        title:
          "3.79 B parameters · 2.18 GB weights on the fullest GPU, of stage 1 · 256 sequences/step · no tokenizer set: GPT-2's · no precision set: fp32",
        command: OPEN_REPORT,
        arguments: ["config.yml"],
      },
    ]);
  });

  test("leaves out what is unknown", () => {
    const text = `${TEXT}tokenizer_type: HFTokenizer\n`;
    expect(title(text)).toEqual([expect.objectContaining({ title: "3.27 B parameters without embeddings" })]);
    expect(title("train_iters: 10\n")).toEqual([]);
  });

  test("says that keys which this NeoX does not know do not count", () => {
    const [lens] = title(`${TEXT}our_layers: 9\n`, 16);
    expect(lens?.title).toContain(" · without keys that this NeoX does not know");
  });
});
