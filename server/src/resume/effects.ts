import { SPLITS } from "../launch/dataSplits";
import type { Launch } from "../launch/launch";

/**
 * What becomes of a training that goes on with another value, though nothing stops:
 * `model`: the same weights compute something else; `data`: other sequences, or in another order;
 * `batch`: another number of sequences a step, so that the schedule and what was read no longer fit; `step`: other updates.
 */
export type Effect = "model" | "data" | "batch" | "step";

export interface EffectOf {
  readonly effect: Effect;
  /** Whether the argument takes part in this launch; default: always. */
  counts?(launch: Launch): boolean;
  /** Whether only the last part of a path counts: where data lies says nothing. */
  readonly isPath?: true;
  /** Whether it is a choice of each run, which finetuning may well make anew. */
  readonly isOfRun?: true;
}

const is = (name: string, value: string | boolean) => (launch: Launch) =>
  launch.derivation.get(name) === value;

const model: EffectOf = { effect: "model" };
const data: EffectOf = { effect: "data", isOfRun: true };
const path: EffectOf = { ...data, isPath: true };

const DATA_LISTS = SPLITS.slice(0, 1).flatMap((split) => [
  `${split}_data_paths`,
  `${split}_label_data_paths`,
  `${split}_reward_data_paths`,
  `pos_${split}_data_paths`,
  `neg_${split}_data_paths`,
]);

/** By argument (recorded from NeoX's own runs: the first losses of resumed trainings differ). */
export const EFFECTS: ReadonlyMap<string, EffectOf> = new Map<string, EffectOf>([
  ["activation", model],
  ["gpt_j_residual", model],
  ["gpt_j_tied", { ...model, counts: is("gpt_j_residual", true) }],
  ["pos_emb", model],
  ["rotary_pct", { ...model, counts: is("pos_emb", "rotary") }],
  ["rotary_emb_base", { ...model, counts: is("pos_emb", "rotary") }],
  ["rpe_max_distance", { ...model, counts: is("pos_emb", "rpe") }],
  ["layernorm_epsilon", { ...model, counts: is("norm", "layernorm") }],
  ["rms_norm_epsilon", { ...model, counts: is("norm", "rmsnorm") }],
  ["scalenorm_epsilon", { ...model, counts: is("norm", "scalenorm") }],
  ["attention_config", model],
  ["sliding_window_width", model],
  ["opt_pos_emb_offset", model],
  ["use_mup", model],
  ["mup_attn_temp", { ...model, counts: is("use_mup", true) }],
  ["mup_output_temp", { ...model, counts: is("use_mup", true) }],
  ["mup_rp_embedding_mult", { ...model, counts: is("pos_emb", "learned") }],
  ["moe_top_k", model],
  ["no_weight_tying", model],
  ["hidden_dropout", { ...model, isOfRun: true }],
  ["attention_dropout", { ...model, isOfRun: true }],
  ["vocab_file", { ...model, isPath: true }],
  ["seq_length", data],
  ["seed", data],
  ["data_path", path],
  ...DATA_LISTS.map((name) => [name, path] as const),
  ["train_data_weights", data],
  ["weight_by_num_documents", data],
  ["split", { ...data, counts: (launch) => (launch.derivation.get("data_path") ?? null) !== null }],
  ["pack_impl", data],
  ["allow_chopped", data],
  ["dataset_impl", data],
  ["reset_attention_mask", model],
  ["reset_position_ids", model],
  ["eod_mask_loss", model],
  ["train_batch_size", { effect: "batch", isOfRun: true }],
  ["gradient_clipping", { effect: "step", isOfRun: true }],
]);
