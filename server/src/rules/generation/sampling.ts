import { t } from "../../l10n";
import { positiveInt, realNumber } from "../../model/sizes";
import { isAskedFor } from "../asked";
import { isSurelyNull } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineIgnoredKeys } from "../ignored/ignoredKeys";
import type { Rule } from "../rule";
import { setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isTraining } from "../training/isTraining";
import { isGeneration } from "./isGeneration";

const GENERATE = `${EXAMPLE_MODEL}text_gen_type: unconditional\n`;
const TYPES = ["unconditional", "input-file", "interactive", "precompute"];
const SAMPLING = [
  "temperature",
  "top_k",
  "top_p",
  "maximum_tokens",
  "num_samples",
  "prompt_end",
  "return_logits",
  "sample_output_file",
] as const;

/** What kind of text, how much, and how it is drawn. */
export const samplingRules: readonly Rule[] = [
  defineSingleFinding({
    id: "text-gen-type-unknown",
    phase: "generate",
    severity: "warning",
    keys: ["text_gen_type"],
    neox: { at: "generate.py:main", raises: "ValueError" },
    summary: "`text_gen_type` is one of four",
    explain: `\`unconditional\`, \`input-file\`, \`interactive\` or \`precompute\`; NeoX notices another one after it has loaded
the model (\`generate.py:90\`).`,
    bad: `${EXAMPLE_MODEL}text_gen_type: file\n`,
    good: `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: prompts.txt\n`,
    says: (launch) => {
      const type = launch.settings.get("text_gen_type")?.value;
      return typeof type === "string" && !TYPES.includes(type)
        ? t("text_gen_type is one of {0}, and not {1}.", TYPES.join(", "), type)
        : undefined;
    },
    fixes: (launch) => {
      const type = String(launch.get("text_gen_type")).replaceAll("_", "-").toLowerCase();
      const meant = TYPES.find((it) => it === type);
      return meant === undefined ? [] : [setValue("text_gen_type", meant)];
    },
  }),
  defineSingleFinding({
    id: "text-gen-input-file",
    phase: "generate",
    severity: "warning",
    keys: ["text_gen_type", "sample_input_file"],
    neox: { at: "generate.py:main", raises: "AssertionError" },
    summary: "`text_gen_type: input-file` needs `sample_input_file`",
    explain: "NeoX asserts it without a message (`generate.py:61`).",
    bad: `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: null\n`,
    good: `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: prompts.txt\n`,
    says: (launch) =>
      launch.settings.get("text_gen_type")?.value === "input-file" &&
      isSurelyNull(launch, "sample_input_file")
        ? t("text_gen_type input-file reads sample_input_file, which is not set.")
        : undefined,
  }),
  defineIgnoredKeys({
    id: "sample-input-file-ignored",
    phase: "generate",
    severity: "information",
    keys: ["sample_input_file", "text_gen_type"],
    idle: ["sample_input_file"],
    neox: { at: "generate.py:main" },
    summary: "`sample_input_file` is for `text_gen_type: input-file`",
    explain: "Other types do not read it (`megatron/neox_arguments/arguments.py:1181`).",
    bad: `${GENERATE}sample_input_file: prompts.txt\n`,
    good: `${EXAMPLE_MODEL}text_gen_type: input-file\nsample_input_file: prompts.txt\n`,
    because: (launch) => {
      const type = launch.settings.get("text_gen_type")?.value;
      return typeof type === "string" && type !== "input-file" && TYPES.includes(type)
        ? t("sample_input_file has no effect: text_gen_type is {0}.", type)
        : undefined;
    },
    instead: () => [setValue("text_gen_type", "input-file")],
  }),
  defineSingleFinding({
    id: "num-samples-positive",
    phase: "generate",
    severity: "warning",
    keys: ["num_samples", "text_gen_type"],
    neox: {
      at: "megatron/text_generation_utils.py:generate_samples_unconditional",
      raises: "AssertionError",
    },
    summary: "`num_samples` is at least 1",
    explain: "NeoX asserts it once the model is loaded (`megatron/text_generation_utils.py:691`).",
    bad: `${GENERATE}num_samples: 0\n`,
    good: `${GENERATE}num_samples: 1\n`,
    says: (launch) =>
      launch.get("text_gen_type") === "unconditional" && (launch.int("num_samples") ?? 1) <= 0
        ? t("num_samples must be above 0.")
        : undefined,
    fixes: () => [setValue("num_samples", 1n)],
  }),
  defineSingleFinding({
    id: "temperature-negative",
    phase: "generate",
    severity: "warning",
    keys: ["temperature"],
    neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
    summary: "A negative `temperature` samples at 1",
    explain: `Only 0 is greedy, and only a positive one scales (\`megatron/text_generation_utils.py:336\`,
\`:342\`).`,
    bad: `${GENERATE}temperature: -1.0\n`,
    good: `${GENERATE}temperature: 0.0\n`,
    says: (launch) =>
      (realNumber(launch, "temperature") ?? 0) < 0
        ? t("A negative temperature is neither greedy nor a scale: NeoX samples at temperature 1.")
        : undefined,
    fixes: () => [setValue("temperature", 0)],
  }),
  defineSingleFinding({
    id: "maximum-tokens-exceeds-seq",
    phase: "generate",
    severity: "information",
    keys: ["maximum_tokens", "seq_length"],
    neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
    summary: "Generation ends at `seq_length`",
    explain: "Prompt and text together are at most that long (`megatron/text_generation_utils.py:275`).",
    bad: `${GENERATE}maximum_tokens: 5000\n`,
    good: `${GENERATE}maximum_tokens: 1024\n`,
    says: (launch) => {
      const [most, length] = [positiveInt(launch, "maximum_tokens"), positiveInt(launch, "seq_length")];
      return isGeneration(launch) && most !== undefined && length !== undefined && most > length
        ? t("maximum_tokens is {0}, and generation ends at seq_length {1}.", most, length)
        : undefined;
    },
    fixes: (launch) => [setValue("maximum_tokens", BigInt(positiveInt(launch, "seq_length") ?? 0))],
  }),
  defineIgnoredKeys({
    id: "text-generation-key-in-training",
    phase: "generate",
    keys: SAMPLING,
    neox: { at: "generate.py:main" },
    summary: "Keys of text generation in a config for training",
    explain: "Only `generate.py` reads them (`generate.py:52`).",
    bad: `${EXAMPLE_MODEL}train_iters: 1000\ntop_p: 0.9\n`,
    good: `${GENERATE}top_p: 0.9\n`,
    asked: (launch, key) => isAskedFor(launch, key) && isTraining(launch),
    because: (_launch, key) => t("{0} has no effect on training: only generate.py reads it.", key),
  }),
  defineSingleFinding({
    id: "precompute-batch",
    phase: "generate",
    severity: "warning",
    keys: ["text_gen_type", "train_micro_batch_size_per_gpu", "pipe_parallel_size"],
    holds: { from: "2024-09-08", since: "77e8158a" },
    neox: { at: "megatron/text_generation_utils.py:precompute_logits", raises: "RuntimeError" },
    summary: "`precompute` needs micro batches of 2 or more, and no pipeline",
    explain: `With one sample the batch dimension is squeezed away, and a pipeline's buffers have another shape
(\`megatron/text_generation_utils.py:964-971\`).`,
    bad: `${EXAMPLE_MODEL.replace("per_gpu: 4", "per_gpu: 1")}text_gen_type: precompute\n`,
    good: `${EXAMPLE_MODEL}text_gen_type: precompute\n`,
    says: (launch) => {
      if (launch.settings.get("text_gen_type")?.value !== "precompute") return undefined;
      if (positiveInt(launch, "pipe_parallel_size") !== undefined)
        return t("precompute does not work in a pipeline; take pipe_parallel_size 0.");
      return launch.derivation.int("train_micro_batch_size_per_gpu") === 1
        ? t("precompute loses the batch dimension of a micro batch of 1.")
        : undefined;
    },
  }),
];
