import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RUNS_DATA } from "../wholeRuns";

/** What the example of a rule needs beside what completes every example. */
export interface Addition {
  /** Keys of its completion, as YAML; null for none of that key. */
  readonly keys?: Readonly<Record<string, string | null>>;
  /** Values that replace those of its own text, where only a long run would come there. */
  readonly sets?: Readonly<Record<string, string>>;
  readonly gpus?: number;
  /** The recorded data at a path; null for none. */
  readonly links?: Readonly<Record<string, string | null>>;
  readonly beside?: readonly { readonly name: string; readonly text: string }[];
  /** Keys of the training whose checkpoint it begins with. */
  readonly before?: Readonly<Record<string, string>>;
  /** What of that checkpoint is gone. */
  readonly removes?: readonly string[];
}

/** Those of both sides, and of one alone. */
interface Additions extends Addition {
  readonly bad?: Addition;
  readonly good?: Addition;
}

const DATA = "data/enwik8_text_document";
const CHECKPOINT = "checkpoints/12-layers";

/** The recorded data of a name, for a prefix that a config names. */
function data(prefix: string, file: string | null): Readonly<Record<string, string | null>> {
  return Object.fromEntries([".bin", ".idx"].map((end) => [`${prefix}${end}`, file && `${file}${end}`]));
}

const ADDITIONS: Readonly<Record<string, Additions>> = {
  // One document of 240 is less than a batch.
  "data-below-batch": { bad: { sets: { split: "987,4,9" } } },
  "data-index-mismatch": { bad: { links: { [`${DATA}.bin`]: "short_text_document.bin" } } },
  "data-labels-mismatch": { bad: { links: data("data/chat_label_document", "short_text_document") } },
  "data-not-there": { bad: { links: data(DATA, null) } },
  "data-too-long": { good: { links: data(DATA, "short_text_document") } },
  "data-unreadable": { bad: { beside: [{ name: `${DATA}.idx`, text: "cut" }] } },
  // Two letters are the token 31354.
  "data-vocabulary": { bad: { beside: [{ name: `${DATA}.bin`, text: "zz".repeat(40_000) }] } },
  "folder-is-file": { bad: { beside: [{ name: "runs/first", text: "" }] } },
  "load-broken": { bad: { beside: [{ name: `${CHECKPOINT}/latest`, text: "global_step4000" }] } },
  "load-from-scratch": { bad: { removes: [`${CHECKPOINT}/latest`] } },
  "load-random-states": { bad: { before: { no_save_rng: "true" } } },
  "load-trained-already": { bad: { sets: { train_iters: "2" } } },
  "tokenizer-odd": { bad: { beside: [{ name: "tokenizer.json", text: withoutEndOfText() }] } },
  "tokenizer-unreadable": { bad: { links: { "tokenizer.json": "gpt2-vocab.json" } } },
};

function withoutEndOfText(): string {
  const text = readFileSync(join(RUNS_DATA, "tokenizer.json"), "utf8");
  return text.replaceAll("<|endoftext|>", "<|end|>");
}

/** What the example on a side of a rule needs besides. */
export function additionOf(rule: string, side: "bad" | "good"): Addition {
  const { bad, good, ...both } = ADDITIONS[rule] ?? {};
  return { ...both, ...{ bad, good }[side] };
}

/** Why the examples of a rule are not asked, where that is known beforehand. */
export const UNASKED: Readonly<Record<string, string>> = {
  "unread-comment": "it says nothing of NeoX",
  "load-damaged": "the harness makes no such checkpoint",
};
