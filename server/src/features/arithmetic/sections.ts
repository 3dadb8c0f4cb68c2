import type { Launch } from "../../launch/launch";
import { DATA_KEYS } from "../../launch/namedFiles";
import { attentionLines, rotaryLines } from "./attention";
import { batchLines } from "./batch";
import { checkpointLines, dataLines, tokenizerLines } from "./loads";
import { mlpLines } from "./mlp";
import { rateLines, saveLines } from "./schedule";

interface Section {
  readonly keys: readonly string[];
  readonly lines: (launch: Launch, key: string) => readonly string[];
}

/** Which arithmetic a key takes part in. */
const SECTIONS: readonly Section[] = [
  {
    keys: ["hidden_size", "num_attention_heads", "num_kv_heads", "model_parallel_size"],
    lines: attentionLines,
  },
  { keys: ["rotary_pct", "pos_emb"], lines: rotaryLines },
  {
    keys: ["intermediate_size", "expansion_factor", "mlp_multiple_of", "activation", "mlp_type"],
    lines: mlpLines,
  },
  {
    keys: [
      "train_batch_size",
      "train_micro_batch_size_per_gpu",
      "gradient_accumulation_steps",
      "pipe_parallel_size",
      "global_num_gpus",
      "seq_length",
    ],
    lines: batchLines,
  },
  {
    keys: ["lr", "min_lr", "warmup", "lr_decay_style", "lr_decay_iters", "lr_decay_fraction", "train_iters"],
    lines: rateLines,
  },
  { keys: ["train_iters", "checkpoint_factor", "extra_save_iters", "exit_interval"], lines: saveLines },
  { keys: ["load", "iteration"], lines: checkpointLines },
  { keys: DATA_KEYS, lines: dataLines },
  { keys: ["vocab_file", "merge_file", "tokenizer_type"], lines: tokenizerLines },
];

/** The arithmetic of a key with this launch's numbers, a line each; empty for a key without any. */
export function arithmeticOf(key: string, launch: Launch): string[] {
  return SECTIONS.filter(({ keys }) => keys.includes(key)).flatMap(({ lines }) => lines(launch, key));
}
