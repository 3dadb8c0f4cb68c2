import { t } from "../../base/l10n";
import type { NeoxFailure, Phase, Severity } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { holdsFor, type Window } from "../../launch/target";
import { AT_MAIN, since } from "../../launch/windows";
import { isTraining, takesNoStep } from "../../model/run/isTraining";

/** What the code that uses a choice does with one in other capitals than declared. */
export interface ChoiceConsumer {
  readonly phase: Phase;
  /** `error` where NeoX's own code was run and stopped; `warning` where it goes on with something else. */
  readonly severity: Severity;
  /** Whether it was seen to stop so; where it was not, an error is a warning. Default: it was. */
  readonly isCertain?: (launch: Launch) => boolean;
  readonly neox: NeoxFailure;
  readonly holds?: Window;
  /** Ends the sentence `norm: LayerNorm passes NeoX's check, but ...`. */
  readonly outcome: () => string;
  /** Choices, in lower case, that the fall-through happens to do right. */
  readonly harmless?: readonly string[];
  /** Whether this launch comes to that code. Default: it does. */
  readonly reached?: (launch: Launch) => boolean;
}

const stops = () => t("the code that uses it compares exactly, and stops");

const initMethod: ChoiceConsumer = {
  phase: "model",
  severity: "error",
  neox: { at: "megatron/model/init_functions.py:_get", raises: "NotImplementedError" },
  outcome: stops,
};

/** By argument. `optimizer.type`, `tokenizer_type` and `launcher` are compared in lower case and need no line. */
export const CHOICE_CONSUMERS: Readonly<Record<string, ChoiceConsumer>> = {
  activation: {
    phase: "model",
    severity: "error",
    neox: { at: "megatron/model/activations.py:get_activation", raises: "ValueError" },
    outcome: stops,
    reached: hasMlp,
  },
  checkpoint_scale: {
    phase: "save",
    severity: "warning",
    neox: { at: "megatron/training.py:is_save_iter" },
    holds: since("a6d6af0e"),
    outcome: () => t("the code that uses it compares exactly, and saves no checkpoint of the schedule"),
    reached: (launch) => launch.get("checkpoint_factor") !== null,
  },
  data_impl: {
    phase: "data",
    severity: "error",
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders", raises: "AttributeError" },
    outcome: () => t("the code that uses it compares exactly, and opens no dataset"),
    isCertain: isTrainingAtMain,
  },
  // Beside `data_path` it is not read.
  dataset_impl: {
    phase: "data",
    severity: "error",
    neox: { at: "megatron/data/data_utils.py:build_the_dataset", raises: "NotImplementedError" },
    outcome: stops,
    isCertain: isTrainingAtMain,
    reached: (launch) => launch.get("data_path") === null,
  },
  init_method: initMethod,
  kl_impl: {
    phase: "train",
    severity: "warning",
    neox: { at: "megatron/training.py:forward_step" },
    outcome: () => t("the code that uses it compares exactly, and takes the plain difference"),
    harmless: ["kl"],
    reached: (launch) => launch.get("train_impl") === "reinforce",
  },
  lr_decay_style: {
    phase: "train",
    severity: "warning",
    neox: { at: "megatron/learning_rates.py:get_lr" },
    outcome: () => t("the code that uses it compares exactly, and keeps the learning rate constant"),
    harmless: ["constant"],
  },
  moe_router_type: {
    phase: "model",
    severity: "warning",
    neox: { at: "megatron/model/moe.py:__init__", raises: "ValueError" },
    outcome: stops,
    reached: (launch) => (launch.int("moe_num_experts") ?? 0) > 1,
  },
  norm: {
    phase: "model",
    severity: "error",
    neox: { at: "megatron/model/norms.py:get_norm", raises: "ValueError" },
    outcome: stops,
  },
  output_layer_init_method: initMethod,
  output_layer_parallelism: {
    phase: "model",
    severity: "error",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "SystemExit" },
    outcome: () => t("the code that uses it compares exactly, prints an error and exits with status 0"),
    isCertain: isTrainingAtMain,
    reached: (launch) => launch.get("no_weight_tying") === true,
  },
  pack_impl: {
    phase: "data",
    severity: "error",
    neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "FileNotFoundError" },
    outcome: () =>
      t("the code that uses it compares exactly, makes no index of the data, and stops at its absence"),
    isCertain: (launch) => isTrainingAtMain(launch) && launch.get("dataset_impl") === "gpt2",
  },
  pos_emb: {
    phase: "model",
    severity: "warning",
    neox: { at: "megatron/model/gpt2_model.py:init_specs" },
    outcome: () =>
      t("the code that uses it compares exactly, and the model gets no position embedding at all"),
    harmless: ["none"],
  },
  // A pipeline computes the loss of `normal`, whatever is written.
  train_impl: {
    phase: "forward",
    severity: "error",
    neox: { at: "megatron/training.py:forward_step", raises: "UnboundLocalError" },
    outcome: stops,
    isCertain: isTrainingAtMain,
    reached: (launch) => launch.int("pipe_parallel_size") === 0 && !takesNoStep(launch),
  },
};

function isTrainingAtMain(launch: Launch): boolean {
  return isTraining(launch) && holdsFor(AT_MAIN, launch.target) === "always";
}

/** Layers of which it is known by running them that they build NeoX's MLP; Mamba and RWKV have activations of their own. */
function hasMlp(launch: Launch): boolean {
  const types = launch.derivation.attentionTypes;
  return types === undefined || types.some((type) => !["mamba", "rwkv", "gmlp", "amlp"].includes(type));
}
