import { t } from "../../l10n";
import { layerKinds } from "../../launch/layerKinds";
import { positiveInt } from "../../model/sizes";
import { isOn } from "../asked";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isGeneration } from "./isGeneration";

const GENERATE = `${EXAMPLE_MODEL}text_gen_type: unconditional\n`;

/** What a trained model's config must not have when it generates. */
export const inferenceRules: readonly Rule[] = [
  defineSingleFinding({
    id: "bf16-inference",
    phase: "generate",
    severity: "warning",
    keys: ["precision", "text_gen_type"],
    holds: { from: "2023-09-18", since: "d9166bfd" },
    neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "TypeError" },
    summary: "`generate.py` cannot run in bfloat16",
    explain: `\`generate.py\` and \`eval.py\` set \`zero_optimization\` to None (\`megatron/utils.py:441\`), and the branch of
bfloat16 reads its stage first (\`megatron/neox_arguments/arguments.py:999\`).`,
    bad: `${GENERATE}precision: bfloat16\nzero_optimization: {stage: 0}\n`,
    good: `${GENERATE}precision: fp16\n`,
    says: (launch) =>
      isGeneration(launch) && launch.settings.get("precision")?.value === "bfloat16"
        ? t("generate.py stops in bfloat16: 'NoneType' object is not subscriptable. Take fp16 or fp32.")
        : undefined,
    fixes: () => [setValue("precision", "fp16")],
  }),
  defineSingleFinding({
    id: "inference-needs-load",
    phase: "generate",
    severity: "warning",
    keys: ["load", "text_gen_type"],
    neox: { at: "megatron/utils.py:setup_for_inference_or_eval", raises: "ValueError" },
    summary: "Text generation needs `load`",
    explain: "NeoX refuses to generate without a checkpoint (`megatron/utils.py:451`).",
    bad: `${GENERATE}load: null\n`,
    good: `${GENERATE}load: checkpoints\n`,
    says: (launch) =>
      isGeneration(launch) && isSurelyNull(launch, "load")
        ? t("generate.py refuses to start: load is not set.")
        : undefined,
  }),
  defineSingleFinding({
    id: "train-epochs-inference",
    phase: "generate",
    severity: "warning",
    keys: ["train_epochs", "text_gen_type"],
    holds: { from: "2024-09-29", since: "a6d6af0e" },
    neox: { at: "megatron/training.py:get_learning_rate_scheduler", raises: "TypeError" },
    summary: "Text generation cannot turn epochs into iterations",
    explain: `Only training does (\`megatron/training.py:1123\`); set \`lr_decay_iters: 1\` beside \`train_epochs\`, or take the
epochs out.`,
    bad: `${GENERATE}train_epochs: 1\ntrain_iters: null\nlr_decay_iters: null\n`,
    good: `${GENERATE}train_epochs: 1\nlr_decay_iters: 1\n`,
    says: (launch) =>
      isGeneration(launch) &&
      isOn(launch, "train_epochs") === true &&
      isSurelyNull(launch, "train_iters") &&
      isSurelyNull(launch, "lr_decay_iters")
        ? t("generate.py compares None with a number: train_epochs alone gives no iterations there.")
        : undefined,
    fixes: () => [setValue("lr_decay_iters", 1n)],
  }),
  defineSingleFinding({
    id: "mamba-no-generation",
    phase: "generate",
    severity: "warning",
    keys: ["attention_config", "text_gen_type"],
    holds: { from: "2024-03-10", since: "6809bbc3" },
    neox: { at: "megatron/model/mamba/mamba.py:forward", raises: "AssertionError" },
    summary: "Mamba layers cannot generate",
    explain: `The block asserts that it trains (\`megatron/model/mamba/mamba.py:253\`); another framework can run the
weights.`,
    bad: `${GENERATE}attention_config: [[["mamba"], 12]]\nprecision: fp16\n`,
    good: `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\nprecision: fp16\n`,
    says: (launch) =>
      isGeneration(launch) && layerKinds(launch)?.has("mamba") === true
        ? t("Mamba layers in NeoX only train: AssertionError.")
        : undefined,
  }),
  defineSingleFinding({
    id: "sequence-parallel-inference",
    phase: "generate",
    severity: "warning",
    keys: ["sequence_parallel", "model_parallel_size", "text_gen_type"],
    holds: { from: "2024-08-23", since: "8b43196f" },
    neox: { at: "megatron/mpu/layers.py:forward", raises: "AssertionError" },
    summary: "`sequence_parallel` is for training",
    explain: `A prompt, and each single token after it, would have to divide by \`model_parallel_size\`
(\`megatron/model/word_embeddings.py:170\`), and in a pipeline an untied head refuses it
(\`megatron/mpu/layers.py:579\`).`,
    bad: `${GENERATE}sequence_parallel: true\nmodel_parallel_size: 2\n`,
    good: `${GENERATE}sequence_parallel: false\nmodel_parallel_size: 2\n`,
    says: (launch) =>
      isGeneration(launch) &&
      isOn(launch, "sequence_parallel") === true &&
      (positiveInt(launch, "model_parallel_size") ?? 1) > 1
        ? t("generate.py stops with sequence_parallel: one token does not divide into ranks.")
        : undefined,
    fixes: () => [setValue("sequence_parallel", false)],
  }),
  defineSingleFinding({
    id: "reward-model-inference",
    phase: "generate",
    severity: "warning",
    keys: ["train_impl", "text_gen_type"],
    holds: { from: "2024-09-08", since: "1c727420" },
    neox: { at: "megatron/model/gpt2_model.py:_set_parallel_output", raises: "AttributeError" },
    summary: "A reward model generates no text",
    explain: "In a pipeline its head has no `final_linear` (`megatron/model/gpt2_model.py:345`).",
    bad: `${GENERATE}train_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\n`,
    good: `${GENERATE}train_impl: normal\n`,
    says: (launch) =>
      isGeneration(launch) && launch.get("train_impl") === "rm"
        ? t("A reward model has one output and no words; generate.py needs train_impl normal.")
        : undefined,
  }),
  defineSingleFinding({
    id: "sliding-window-generation",
    phase: "generate",
    severity: "information",
    keys: ["sliding_window_width", "text_gen_type"],
    holds: { from: "2024-02-22", since: "f36aed7f" },
    neox: { at: "megatron/text_generation_utils.py:get_batch" },
    summary: "Global layers generate without the sliding window",
    explain: "The mask of inference is fully causal (`megatron/text_generation_utils.py:51`).",
    bad: `${GENERATE}sliding_window_width: 1024\n`,
    good: `${GENERATE}precision: fp16\nattention_config: [[["flash"], 12]]\nsliding_window_width: 1024\n`,
    says: (launch) =>
      isGeneration(launch) &&
      positiveInt(launch, "sliding_window_width") !== undefined &&
      layerKinds(launch)?.has("global") === true
        ? t(
            "Global layers attend to all earlier tokens when they generate, not to {0}.",
            positiveInt(launch, "sliding_window_width") ?? 0,
          )
        : undefined,
  }),
];
