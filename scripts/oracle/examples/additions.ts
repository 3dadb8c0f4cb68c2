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
  /** Keys of an earlier launch in whose folder it begins: that of its checkpoint, else of itself. */
  readonly before?: Readonly<Record<string, string>>;
  /** What is gone from its folder. */
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

/** muP reads base shapes that a launch of its own has written. */
const WITH_SHAPES: Addition = { before: { save_base_shapes: "true" } };

const SHAPED: Addition = { ...WITH_SHAPES, keys: { base_shapes_file: "shapes" } };

/** From the second iteration on, which every launch comes to. */
const PROFILED: Addition = { keys: { profile_step_start: "1", profile_step_stop: "2" } };

const SIDES = ["pos", "neg"];
const SPLITS = ["train", "valid", "test"];

/** Lists of pairs in place of one data set, with their labels, each list as long as is said. */
function pairs(lengths: Readonly<Record<string, number>> = {}): NonNullable<Addition["keys"]> {
  const keys = SIDES.flatMap((side) =>
    SPLITS.flatMap((split) => [`${side}_${split}_data_paths`, `${side}_${split}_label_data_paths`]),
  );
  const list = (key: string) =>
    `[${Array(lengths[key] ?? 1)
      .fill(`data/${key}`)
      .join(", ")}]`;
  return { data_path: null, eval_iters: "1", ...Object.fromEntries(keys.map((key) => [key, list(key)])) };
}

/** Lists of data in place of one data set, with their labels. */
const LABELLED: NonNullable<Addition["keys"]> = {
  data_path: null,
  eval_iters: "1",
  ...Object.fromEntries(
    SPLITS.flatMap((split) => [
      [`${split}_data_paths`, "[data/same]"],
      [`${split}_label_data_paths`, "[data/labels]"],
    ]),
  ),
};

/** gMLP takes as many sequences as a sequence has tokens, and the recorded data has few long ones. */
const SQUARE: Addition = {
  sets: { seq_length: "8", max_position_embeddings: "8", train_micro_batch_size_per_gpu: "8" },
};

const ADDITIONS: Readonly<Record<string, Additions>> = {
  // One document of 240 is less than a batch.
  "data-below-batch": { bad: { sets: { split: "987,4,9" } } },
  "data-index-mismatch": { bad: { links: { [`${DATA}.bin`]: "short_text_document.bin" } } },
  "data-labels-mismatch": { bad: { links: data("data/chat_label_document", "short_text_document") } },
  "data-not-there": { bad: { links: data(DATA, null) } },
  // A reward model trains on pairs, by the labels of the last tokens.
  "data-path-with-pairs": {
    bad: { keys: { ...pairs(), train_impl: "rm", no_weight_tying: "true" }, links: lastLabels() },
  },
  "data-too-long": { good: { links: data(DATA, "short_text_document") } },
  "data-unreadable": { bad: { beside: [{ name: `${DATA}.idx`, text: "cut" }] } },
  // Two letters are the token 31354.
  "data-vocabulary": { bad: { beside: [{ name: `${DATA}.bin`, text: "zz".repeat(40_000) }] } },
  "file-not-found": { bad: { removes: ["data/gpt2-merges.txt"] } },
  "gated-mlp-third": { sets: { seq_length: "64", max_position_embeddings: "64" } },
  "gmlp-gelu-fusion": SQUARE,
  "gmlp-not-gated": SQUARE,
  "gmlp-partition-activations": SQUARE,
  "global-num-gpus-given": { bad: { sets: { global_num_gpus: "1" }, gpus: 2 } },
  "heads-model-parallel": { gpus: 8 },
  "folder-is-file": { bad: { beside: [{ name: "runs/first", text: "" }] } },
  "kto-batch": { keys: LABELLED },
  "kto-rewards": { keys: { ...LABELLED, pack_impl: "unpacked" } },
  "load-broken": { bad: { beside: [{ name: `${CHECKPOINT}/latest`, text: "global_step4000" }] } },
  "load-from-scratch": { bad: { removes: [`${CHECKPOINT}/latest`] } },
  "load-random-states": { bad: { before: { no_save_rng: "true" } } },
  "load-trained-already": { bad: { sets: { train_iters: "2" } } },
  "mup-base-shapes": { good: WITH_SHAPES },
  "mup-cpu-initialization": WITH_SHAPES,
  "mup-not-applied": { bad: SHAPED },
  "mup-relative-positions": WITH_SHAPES,
  "mup-shapes-end-run": { good: SHAPED },
  "mup-tied-head": WITH_SHAPES,
  "neg-paths-missing": { bad: { keys: pairs({ pos_train_label_data_paths: 2 }) }, good: { keys: pairs() } },
  "no-save-rng-resume": { before: {} },
  "objective-data-set": { bad: { keys: LABELLED } },
  "optimizer-mup-type": SHAPED,
  "optimizer-sgd-needs-mup": { good: SHAPED },
  "profile-needs-memory-path": PROFILED,
  "profile-needs-tensorboard-dir": PROFILED,
  // Longer than the vocabulary of 512, and short enough for the recorded data.
  "checkpoint-validation-vocabulary": {
    bad: {
      sets: { seq_length: "600", max_position_embeddings: "600", train_micro_batch_size_per_gpu: "1" },
      keys: { split: '"70,29,1"' },
    },
  },
  "exit-interval-no-save": { bad: { sets: { exit_interval: "3" } }, good: { sets: { exit_interval: "2" } } },
  "extra-save-iters-never": { good: { sets: { extra_save_iters: "[2]" } } },
  "pairwise-needs-unpacked": { keys: pairs() },
  // Only a converter stops without them.
  "converts-to-another-model": { keys: { model_parallel_size: "1", pipe_parallel_size: "1" } },
  "output-folder-missing": { good: { beside: [{ name: "samples/text.txt", text: "" }] } },
  "prompts-share-cache": { bad: { links: { "prompts.txt": "prompts.txt" } } },
  // Nobody types a prompt.
  "return-logits-index": {
    sets: { text_gen_type: "input-file", seq_length: "128", max_position_embeddings: "128" },
    keys: { sample_input_file: "data/one-prompt.txt" },
    good: {
      sets: {
        text_gen_type: "input-file",
        seq_length: "128",
        max_position_embeddings: "128",
        maximum_tokens: "128",
      },
    },
  },
  "preference-pipeline": { keys: pairs(), links: lastLabels() },
  "preference-undefined": { bad: { keys: pairs(), sets: { train_micro_batch_size_per_gpu: "1" } } },
  "reward-model-batch": { keys: pairs(), links: lastLabels() },
  "reward-model-head": { keys: pairs(), links: lastLabels() },
  "reward-model-labels": {
    keys: { eval_iters: "1" },
    good: {
      keys: { eval_iters: "1" },
      links: {
        ...data("data/pos_label", "pos_last_label_document"),
        ...data("data/neg_label", "neg_last_label_document"),
      },
    },
  },
  "reward-needs-unpacked": { keys: LABELLED },
  "sequence-parallel-reward-model": { keys: pairs(), links: lastLabels() },
  "scaled-orthogonal-mup": { bad: SHAPED },
  "sliding-window-lost": { sets: { sliding_window_width: "16" } },
  // The recorded data has no batch of the length that its example has.
  "tensor-core-alignment": { good: { sets: { seq_length: "128", max_position_embeddings: "128" } } },
  "te-row-reward-model": { keys: pairs(), links: lastLabels() },
  "tokenizer-file-kind": { bad: { links: { "llama/tokenizer.json": "tokenizer.json" } } },
  "tokenizer-odd": { bad: { beside: [{ name: "tokenizer.json", text: withoutEndOfText() }] } },
  "tokenizer-unreadable": { bad: { links: { "tokenizer.json": "gpt2-vocab.json" } } },
};

/** The labels of `pairs` that a reward model takes. */
function lastLabels(): NonNullable<Addition["links"]> {
  const links = SIDES.flatMap((side) =>
    SPLITS.map((split) => data(`data/${side}_${split}_label_data_paths`, `${side}_last_label_document`)),
  );
  return Object.assign({}, ...links);
}

function withoutEndOfText(): string {
  const text = readFileSync(join(RUNS_DATA, "tokenizer.json"), "utf8");
  return text.replaceAll("<|endoftext|>", "<|end|>");
}

/** What the example on a side of a rule needs besides. */
export function additionOf(rule: string, side: "bad" | "good"): Addition {
  const { bad, good, ...both } = ADDITIONS[rule] ?? {};
  return { ...both, ...{ bad, good }[side] };
}

const ONLINE = "it takes a server of online data";
const NO_EVALUATION = "nothing here starts eval.py";

/** Why the examples of a rule are not asked, where that is known beforehand. */
export const UNASKED: Readonly<Record<string, string>> = {
  "unread-comment": "it says nothing of NeoX",
  "online-labels-unused": ONLINE,
  "reinforce-in-pipeline": ONLINE,
  "other-model-than-meant": "the model that it names is too large for a CPU",
  "size-name-mismatch": "the model that it names is too large for a CPU",
  "tied-second-copy": "the model is too large for a CPU",
  "use-shared-fs-with-lists": "it takes more than one node",
  "load-damaged": "the harness makes no such checkpoint",
  "eval-harness-limit": NO_EVALUATION,
  "eval-harness-max-length": NO_EVALUATION,
  "eval-tasks-need-pipeline": NO_EVALUATION,
  "own-condition": "it is about code of another checkout",
};
