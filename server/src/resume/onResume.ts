import { ownValue } from "../base/ownValue";
import type { Checkpoint } from "../checkpoints/checkpoint";
import type { Launch } from "../launch/launch";
import { EFFECTS, type Effect } from "./effects";
import { savedModelOf } from "./savedModel";
import { misfitsOf, TRAITS } from "./traits";

/**
 * What becomes of a training that goes on with another value of an argument:
 * `equal`: it stops, so the value must be the checkpoint's; `silent`: it goes on as another training; `free`: it may change.
 */
export type OnResume = "equal" | "silent" | "free";

export type EqualBecause = "weights" | "arguments" | "layout" | "optimizer" | "schedule";

export interface ResumeFact {
  readonly onResume: OnResume;
  readonly because?: EqualBecause | Effect;
}

const equal = (because: EqualBecause): ResumeFact => ({ onResume: "equal", because });

/** What NeoX and DeepSpeed compare besides the weights' names and shapes (see `steps.ts`). */
const COMPARED: readonly (readonly [string, ResumeFact])[] = [
  ["num_attention_heads", equal("arguments")],
  ["max_position_embeddings", equal("arguments")],
  ["make_vocab_size_divisible_by", equal("arguments")],
  ["tokenizer_type", equal("arguments")],
  ["pipe_parallel_size", equal("layout")],
  ["model_parallel_size", equal("layout")],
  ["precision", equal("optimizer")],
  ["zero_optimization", equal("optimizer")],
  ["zero_stage", equal("optimizer")],
  ["weight_decay", equal("optimizer")],
  ["optimizer_type", equal("optimizer")],
  ["lr", equal("schedule")],
  ["min_lr", equal("schedule")],
  ["warmup", equal("schedule")],
  ["lr_decay_iters", equal("schedule")],
  ["lr_decay_fraction", equal("schedule")],
  ["lr_decay_style", equal("schedule")],
];

const SHAPES = TRAITS.flatMap(({ keys }) => keys.map((key) => [key, equal("weights")] as const));
const SILENT = [...EFFECTS].map(
  ([name, { effect }]) => [name, { onResume: "silent", because: effect }] as const,
);

/** By argument; of several facts the last, the weightiest. */
const FACTS: ReadonlyMap<string, ResumeFact> = new Map<string, ResumeFact>([
  ...SHAPES,
  ...SILENT,
  ...COMPARED,
]);

/** Arguments at fault where the weights do not fit; others that also make shapes may have made none here. */
export function misfitKeys(launch: Launch, checkpoint: Checkpoint): ReadonlySet<string> {
  const model = savedModelOf(checkpoint);
  return new Set(model === undefined ? [] : misfitsOf(launch, model).flatMap(({ trait }) => trait.keys));
}

/** What becomes of another value; `lr` and `type` of the optimizer count as the arguments that NeoX makes of them. */
export function onResume(path: string, misfits: ReadonlySet<string>): ResumeFact {
  const [name = path] = path.split(".");
  const alias = ownValue(ALIASES, path) ?? name;
  return misfits.has(alias) ? equal("weights") : (FACTS.get(alias) ?? { onResume: "free" });
}

const ALIASES: Readonly<Record<string, string>> = {
  "optimizer.params.lr": "lr",
  "optimizer.type": "optimizer_type",
};
