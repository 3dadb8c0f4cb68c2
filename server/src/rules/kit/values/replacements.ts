import { historyOf } from "../../../arguments/catalogue";
import { hasReached } from "../../../arguments/history";
import { t } from "../../../base/l10n";
import { ownValue } from "../../../base/ownValue";
import type { Launch } from "../../../launch/launch";
import { llamaMlpWidths } from "../../../model/mlp";
import { positiveInt } from "../../../model/sizes";
import { asListsWithLabels } from "../pathLists";
import { HUGGING_FACE_KEYS } from "./huggingFaceKeys";
import { type Replacement, renamed, type Today } from "./replacement";

/** The replacement of a key, if this project knows one. */
export function replacementOf(name: string): Replacement | undefined {
  return ownValue(REPLACEMENTS, name) ?? ownValue(HUGGING_FACE_KEYS, name);
}

/** Whether NeoX once had an argument that the launch's version has no more (for an unknown target: main). */
export function leftNeox(launch: Launch, name: string): boolean {
  const removed = historyOf(name)?.removed;
  if (removed === undefined || launch.catalogue.get(name) !== undefined) return false;
  return launch.target.kind !== "version" || hasReached(launch.target, removed);
}

const REPLACEMENTS: Readonly<Record<string, Replacement>> = {
  // Arguments that left NeoX, where the meaning carries over.
  expert_interval: { rename: "moe_expert_interval" },
  gas: { rename: "gradient_accumulation_steps" },
  geglu: onlyWhenTrue({ activation: "geglu" }),
  genfile: { rename: "sample_output_file" },
  greedy: onlyWhenTrue({ temperature: 0 }),
  label_data_paths: { rename: "train_label_data_paths", also: asListsWithLabels },
  mlp_type: {
    values: [
      ["llama", llamaToday],
      ["regular", {}],
    ],
    changes: ["intermediate_size"],
  },
  num_experts: { rename: "moe_num_experts" },
  openai_gelu: onlyWhenTrue({ activation: "gelu" }),
  out_seq_length: { rename: "maximum_tokens" },
  save_interval: { rename: "checkpoint_factor" },
  save_iters: { rename: "extra_save_iters" },
  slurm_comment: { rename: "comment" },
  sparsity: {
    values: [
      ["none", {}],
      ["all", { attention_config: [[["sparse_fixed"], "all"]] }],
    ],
  },
  test_data_path: { listOf: "test_data_paths" },
  train_data_path: { listOf: "train_data_paths" },
  valid_data_path: { listOf: "valid_data_paths" },
  zero_allow_untested_optimizer: onlyWhenTrue({
    deepspeed_extra_args: new Map([["zero_allow_untested_optimizer", true]]),
  }),

  // Keys of forks and of other frameworks that no NeoX ever had.
  accumulate_grad_batches: renamed("gradient_accumulation_steps"),
  attention_type: {
    advice: () =>
      t("num_kv_heads alone makes attention grouped-query, and attention_config names the kernel."),
  },
  decay_lr_to: {
    advice: () => t("NeoX takes the final learning rate itself, min_lr, not a fraction of lr."),
  },
  eff_batch_size: { advice: () => t("NeoX calls it train_batch_size.") },
  eval_batch_size: { advice: () => t("NeoX evaluates with train_micro_batch_size_per_gpu.") },
  fp16_enabled: { ...onlyWhenTrue({ precision: "fp16" }), advice: () => t("Write precision: fp16 instead.") },
  head_dim: { advice: () => t("NeoX computes it: hidden_size / num_attention_heads.") },
  flash_attention: flash(),
  gradient_accumulation_size: renamed("gradient_accumulation_steps"),
  learning_rate: {
    inBlock: ["optimizer", "params", "lr"],
    advice: () => t("The learning rate is optimizer.params.lr."),
  },
  swiglu: { ...onlyWhenTrue({ activation: "swiglu" }), advice: () => t("Write activation: swiglu instead.") },
  tie_word_embeddings: {
    advice: () => t("no_weight_tying says the opposite."),
    values: [
      [true, { no_weight_tying: false }],
      [false, { no_weight_tying: true }],
    ],
  },
  use_flash_attention: flash(),
  use_flash_attn: flash(),
  max_tokens: { rename: "maximum_tokens", advice: () => t("NeoX calls it maximum_tokens.") },
  warmup_iters: { advice: () => t("NeoX takes a fraction of train_iters, warmup.") },
};

/** The MLP of the old `mlp_type: llama`: today a gate takes two thirds of `intermediate_size` for both of its halves. */
function llamaToday(launch: Launch): Today {
  const gate: Today = { activation: "swiglu", use_bias_in_mlp: false };
  // Who names a new argument has given today's size with it.
  if (launch.get("activation") === "swiglu" || launch.settings.has("expansion_factor")) return gate;
  const hiddenSize = positiveInt(launch, "hidden_size");
  const given = launch.get("intermediate_size") ?? null;
  const intermediateSize = positiveInt(launch, "intermediate_size");
  if (hiddenSize === undefined || (given !== null && intermediateSize === undefined)) return gate;
  const { secondInput } = llamaMlpWidths(hiddenSize, intermediateSize);
  return { ...gate, intermediate_size: BigInt(3 * secondInput) };
}

function flash(): Replacement {
  return {
    ...onlyWhenTrue({ attention_config: [[["flash"], "all"]] }),
    advice: () => t('Flash attention is attention_config: [[["flash"], "all"]].'),
  };
}

function onlyWhenTrue(today: Today): Replacement {
  return {
    values: [
      [true, today],
      [false, {}],
    ],
  };
}
