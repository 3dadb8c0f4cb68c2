import { t } from "../../l10n";
import { isDict, isList } from "../../yaml/value";
import { isSwitchedOn } from "../asked";
import { isSettled } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { defineSilentRule } from "./silentRule";

/** Runs that do something else than train what the file says. */
export const silentTrainingRules: readonly Rule[] = [
  defineSilentRule({
    id: "learning-rate-not-set",
    phase: "args",
    severity: "information",
    keys: ["optimizer"],
    at: "optimizer",
    neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
    summary: "Without `optimizer.params.lr` the learning rate is 0.001",
    explain: `NeoX's schedule starts from 0.001 (\`megatron/neox_arguments/arguments.py:1058\`, \`megatron/training.py:1129\`),
which is high for a large model.`,
    bad: `${EXAMPLE_MODEL}optimizer:\n  type: Adam\n  params:\n    betas: [0.9, 0.95]\n`,
    good: `${EXAMPLE_MODEL}optimizer:\n  type: Adam\n  params:\n    lr: 0.0006\n    betas: [0.9, 0.95]\n`,
    instead: (launch) => {
      const optimizer = launch.get("optimizer");
      const params = isDict(optimizer) ? optimizer.get("params") : undefined;
      if (!isDict(params) || params.has("lr")) return undefined;
      return t("optimizer.params has no lr: NeoX trains with 0.001.");
    },
  }),
  defineSilentRule({
    id: "mup-shapes-end-run",
    phase: "train",
    severity: "warning",
    keys: ["save_base_shapes", "coord_check", "use_mup"],
    at: "save_base_shapes",
    neox: { at: "megatron/training.py:pretrain", raises: "SystemExit" },
    summary: "`save_base_shapes: true` writes its file and ends the run",
    explain: `With \`use_mup\` the run stops with exit status 1 once the shapes are written, and trains nothing
(\`megatron/training.py:136\`, \`:177\`); without it the flag does nothing.`,
    bad: `${EXAMPLE_MODEL}use_mup: true\nsave_base_shapes: true\n`,
    good: `${EXAMPLE_MODEL}use_mup: true\n`,
    instead: (launch) => {
      if (!isSwitchedOn(launch, "save_base_shapes")) return undefined;
      if (launch.get("use_mup") === true)
        return t("The run writes the base shapes and stops with status 1, without training.");
      return launch.get("use_mup") === false
        ? t("save_base_shapes does nothing without use_mup.")
        : undefined;
    },
    mend: () => [["save_base_shapes", undefined]],
  }),
  defineSilentRule({
    id: "reinforce-in-pipeline",
    phase: "train",
    severity: "warning",
    keys: ["train_impl", "pipe_parallel_size"],
    at: "train_impl",
    holds: { from: "2024-12-19", since: "f7a5a6f9" },
    neox: { at: "megatron/training.py:get_batch_pipe" },
    summary: "`train_impl: reinforce` in a pipeline trains a plain language model",
    explain: `The check that refuses pipelines for preference training leaves out reinforce, and the pipeline computes the
ordinary loss (\`megatron/training.py:485\`). Take \`pipe_parallel_size: 0\`.`,
    bad: `${EXAMPLE_MODEL}train_impl: reinforce\ndataset_impl: online\npipe_parallel_size: 1\n`,
    good: `${EXAMPLE_MODEL}train_impl: reinforce\ndataset_impl: online\npipe_parallel_size: 0\n`,
    instead: (launch) =>
      launch.get("train_impl") === "reinforce" && (launch.int("pipe_parallel_size") ?? 0) >= 1
        ? t("In a pipeline NeoX computes the plain language-model loss, not reinforce.")
        : undefined,
    mend: () => [["pipe_parallel_size", 0n]],
  }),
  defineSilentRule({
    id: "online-labels-unused",
    phase: "train",
    severity: "warning",
    keys: ["dataset_impl", "train_label_data_paths"],
    at: "dataset_impl",
    holds: { from: "2024-12-19", since: "f7a5a6f9" },
    neox: { at: "megatron/training.py:_get_batch" },
    summary: "The served label mask needs `train_label_data_paths`",
    explain: `With \`dataset_impl: online\` the mask that is served is used only when \`train_label_data_paths\` is not empty
(\`megatron/training.py:394\`); else the model trains on the prompts too. Upstream's own config has lists of dummies.`,
    bad: `${EXAMPLE_MODEL}dataset_impl: online\ntrain_impl: reinforce\npipe_parallel_size: 0\ntrain_label_data_paths: []\n`,
    good: `${EXAMPLE_MODEL}dataset_impl: gpt2\n`,
    instead: (launch) => {
      if (launch.get("dataset_impl") !== "online") return undefined;
      if (!isSettled(launch, "train_label_data_paths")) return undefined;
      const labels = launch.get("train_label_data_paths");
      if (labels !== null && !(isList(labels) && labels.length === 0)) return undefined;
      return t(
        "Without train_label_data_paths the served mask is not used: the model trains on the prompts too.",
      );
    },
  }),
  defineSilentRule({
    id: "output-layer-row",
    phase: "forward",
    severity: "warning",
    keys: ["output_layer_parallelism", "model_parallel_size"],
    at: "model_parallel_size",
    holds: { until: "2023-05-02", fixedBy: "25e1fb05" },
    neox: { at: "megatron/model/transformer.py:__init__" },
    summary: "At v2.0 a row-parallel output layer gave a wrong loss",
    explain: `\`row\` was the default, and with model parallelism and untied embeddings the loss was wrong; 25e1fb05
(2023-05-02) took it out.`,
    bad: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}model_parallel_size: 2\nno_weight_tying: true\noutput_layer_parallelism: row\n`,
      },
      neox: "2023-04-20",
    },
    good: {
      files: {
        "model.yml": `${EXAMPLE_MODEL}model_parallel_size: 2\nno_weight_tying: true\noutput_layer_parallelism: column\n`,
      },
      neox: "2023-04-20",
    },
    instead: (launch) => {
      if (launch.get("no_weight_tying") !== true || (launch.int("model_parallel_size") ?? 1) < 2)
        return undefined;
      return launch.target.kind !== "unknown" && launch.get("output_layer_parallelism") === "row"
        ? t("A row-parallel output layer gives a wrong loss in this version.")
        : undefined;
    },
    mend: () => [["output_layer_parallelism", "column"]],
  }),
];
