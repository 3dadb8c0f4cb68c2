import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { truthy } from "../../python/compare";
import { scalarText } from "../../python/scalarText";
import { type PythonError, type Stop, stoppedBy } from "../cause";
import { isArchitecture } from "./architectures";
import { architectureOf, type Conversion, fittingArchitecture, SCRIPT } from "./conversion";
import { HF_ACTIVATIONS, hfConfigOf } from "./hfConfig";

/** Something that stops the converter before it opens a weight. */
type Check = (conversion: Conversion) => Stop | undefined;

/** In the order of `main` and `create_config`. */
const CHECKS: readonly Check[] = [
  ({ flags }) => {
    const precision = flags.get("--precision") ?? "auto";
    if (["auto", "fp16", "bf16", "fp32"].includes(precision)) return undefined;
    return stoppedBy(
      {
        type: "AssertionError",
        message: `expected --precision to be one of 'auto', 'fp16', 'bf16', 'fp32' but got '${precision}' !`,
        at: `${SCRIPT}:829:main`,
      },
      {
        keys: ["--precision"],
        reason: t("The converter does not know --precision {0}.", precision),
        remedy: t("Leave the flag out: the converter saves as the config says, whatever the flag."),
        flags: { "--precision": null },
      },
    );
  },
  (conversion) => {
    const architecture = architectureOf(conversion);
    if (isArchitecture(architecture)) return undefined;
    const fitting = fittingArchitecture(conversion.model);
    return stoppedBy(
      {
        type: "AssertionError",
        message: `expected --architecture to be one of 'neox', 'mistral', 'llama', but got '${architecture}' !`,
        at: `${SCRIPT}:835:main`,
      },
      {
        keys: ["--architecture"],
        reason: t(
          "The converter does not know --architecture {0}: only neox, llama and mistral.",
          architecture,
        ),
        remedy: t("Convert this model with --architecture {0}.", fitting),
        flags: { "--architecture": fitting },
      },
    );
  },
  ({ flags, given }) => {
    const padding = flags.get("--pad-token-id") ?? "-1";
    if (given.get("train_impl", "normal") !== "rm" || padding !== "-1") return undefined;
    return stoppedBy(
      {
        type: "ValueError",
        message: "RM models require a pad token id to be set.",
        at: `${SCRIPT}:854:main`,
      },
      {
        keys: ["train_impl", "--pad-token-id"],
        reason: t("A reward model is converted with a padding token only."),
        remedy: t("Name the padding token of the tokenizer: --pad-token-id N."),
        flags: { "--pad-token-id": "N" },
      },
    );
  },
  ({ given }) => {
    if (given.get("tokenizer_type") !== null) return undefined;
    return tokenizerStop(36, "tokenizer_type", "tokenizer_type must be specified in the .yml config");
  },
  ({ given }) => {
    const type = given.get("tokenizer_type");
    const known = typeof type === "string" ? ownValue(TOKENIZER_FILES, type.toLowerCase()) : [];
    if (known === undefined) {
      return stoppedBy(
        {
          type: "NotImplementedError",
          message: `${scalarText(type)} tokenizer is not implemented.`,
          at: `${TOKENIZER}:62:build_tokenizer`,
        },
        {
          keys: ["tokenizer_type"],
          reason: t("The converter builds the tokenizer, and NeoX has none of this name."),
          remedy: t("Give the tokenizer_type that the model was trained with."),
        },
      );
    }
    const missing = known.find(([key]) => given.get(key) === null);
    return missing && tokenizerStop(missing[1], missing[0], "");
  },
  ({ given, model }) => {
    if (given.get("model_parallel_size") !== null) return undefined;
    return stoppedBy(
      {
        type: "TypeError",
        message: "unsupported operand type(s) for *: 'int' and 'NoneType'",
        at: `${TOKENIZER}:77:_vocab_size_with_padding`,
      },
      {
        keys: ["model_parallel_size"],
        reason: t("The converter reads model_parallel_size from the file and has no default for it."),
        remedy: t("Write model_parallel_size into the config that the converter gets."),
        isMendable: true,
        writes: { model_parallel_size: BigInt(model.modelParallelSize) },
      },
    );
  },
  ({ given, flags }) => {
    if (!truthy(given.get("gpt_j_tied", false))) return undefined;
    return stoppedBy(
      { type: "NotImplementedError", message: TIED_NORMS, at: `${SCRIPT}:297:create_config` },
      {
        keys: ["gpt_j_tied"],
        reason: t("The GPT-NeoX of transformers has no layer in which attention and MLP share one norm."),
        remedy:
          given.get("gpt_j_residual", false) === true || architectureOf({ flags }) !== "neox"
            ? t("No converter writes such a model: train without gpt_j_tied.")
            : t(
                "Without gpt_j_residual the key does nothing: take it out of the config that the converter gets.",
              ),
      },
    );
  },
  ...(["hidden_size", "num_attention_heads", "num_layers"] as const).map(
    (key): Check =>
      ({ given, flags }) => {
        if (given.number(key) !== undefined) return undefined;
        const isNeox = architectureOf({ flags }) === "neox";
        return stoppedBy(missingSize(key, isNeox), {
          keys: [key],
          reason: t("The converter reads {0} from the file and has no default for it.", key),
          remedy: t("Write {0} into the config that the converter gets.", key),
        });
      },
  ),
  (conversion) => {
    const config = configOf(conversion);
    if (config === undefined || config.architecture === "neox" || HF_ACTIVATIONS.has(config.activation))
      return undefined;
    return stoppedBy(
      { type: "KeyError", message: `'${config.activation}'`, at: `${SCRIPT}:488:convert` },
      {
        keys: ["activation"],
        reason: t("transformers knows no activation {0}.", config.activation),
        remedy: t(
          "In the config that the converter gets, name the function of the gate: gelu for geglu, relu for reglu, linear for bilinear, sigmoid for glu.",
        ),
      },
    );
  },
  (conversion) => {
    const config = configOf(conversion);
    if (config === undefined || config.hiddenSize % config.numAttentionHeads === 0) return undefined;
    return stoppedBy(
      {
        type: "ValueError",
        message:
          config.architecture === "neox"
            ? "The hidden size is not divisble by the number of attention heads! Make sure to update them!"
            : `hidden_size must be divisible by num_heads (got \`hidden_size\`: ${config.hiddenSize} and \`num_heads\`: ${config.numAttentionHeads}).`,
        at: config.architecture === "neox" ? `${SCRIPT}:377:create_config` : `${SCRIPT}:488:convert`,
      },
      {
        keys: ["num_attention_heads", "hidden_size"],
        reason: t(
          "The given config splits hidden_size {0} over {1} heads.",
          config.hiddenSize,
          config.numAttentionHeads,
        ),
        remedy: t("Give the converter both as the model was trained."),
      },
    );
  },
  (conversion) => {
    const config = configOf(conversion);
    if (config === undefined || config.architecture === "neox" || config.numKvHeads !== 0) return undefined;
    return stoppedBy(
      {
        type: "ZeroDivisionError",
        message: "integer division or modulo by zero",
        at: `${SCRIPT}:488:convert`,
      },
      {
        keys: ["num_kv_heads"],
        reason: t("NeoX takes num_kv_heads 0 for unset; the converter divides by it."),
        remedy: t("Take num_kv_heads out of the config that the converter gets."),
      },
    );
  },
  ({ given, flags, transformers }) => {
    if (given.get("max_position_embeddings") !== null || transformers !== "4.38.0") return undefined;
    const message = ownValue(NO_POSITIONS, architectureOf({ flags })) ?? NO_POSITIONS.neox;
    return stoppedBy(
      {
        type: "TypeError",
        message,
        at: `${SCRIPT}:488:convert`,
      },
      {
        keys: ["max_position_embeddings"],
        reason: t(
          "Without max_position_embeddings transformers {0} cannot build the model; 4.56.2 can.",
          transformers,
        ),
        remedy: t("Write max_position_embeddings into the config that the converter gets."),
        isMendable: true,
      },
    );
  },
];

/** How torch 2.5.1 refuses None for a size, by architecture; the rest of a message lists its signatures. */
const NO_POSITIONS: Readonly<Record<string, string>> & { readonly neox: string } = {
  neox: "ones() received an invalid combination of arguments - got (tuple, dtype=torch.dtype), but expected one of:",
  llama:
    "full(): argument 'size' (position 1) must be tuple of ints, but found element of type NoneType at pos 0",
  mistral:
    "arange() received an invalid combination of arguments - got (NoneType, dtype=torch.dtype, device=torch.device), but expected one of:",
};

const TOKENIZER = "megatron/tokenizer/tokenizer.py";

/** The files that each tokenizer needs, with the line that asserts them (megatron/tokenizer/tokenizer.py:build_tokenizer). */
const TOKENIZER_FILES: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  gpt2bpetokenizer: [
    ["vocab_file", 41],
    ["merge_file", 42],
  ],
  spmtokenizer: [["vocab_file", 45]],
  hftokenizer: [["vocab_file", 48]],
  hfgpt2tokenizer: [],
  charleveltokenizer: [],
  tiktokentokenizer: [["vocab_file", 59]],
};

const TIED_NORMS = `ERROR: Huggingface Transformers does not yet support a single shared layernorm
                per transformer block for GPT-NeoX models trained  w/ GPT-J parallel residuals.
                See https://github.com/EleutherAI/gpt-neox/pull/481 for further details.`;

/** What stops the converter while it makes `config.json` and an empty model of it. */
export function configStops(conversion: Conversion): readonly Stop[] {
  return CHECKS.flatMap((check) => check(conversion) ?? []);
}

function configOf(conversion: Conversion) {
  const architecture = architectureOf(conversion);
  return isArchitecture(architecture) ? hfConfigOf(conversion, architecture) : undefined;
}

function tokenizerStop(line: number, key: string, message: string): Stop {
  return stoppedBy(
    { type: "AssertionError", message, at: `${TOKENIZER}:${line}:build_tokenizer` },
    {
      keys: [key],
      reason: t("The converter builds the tokenizer from the config, which does not say {0}.", key),
      remedy: t("Write {0} into the config that the converter gets.", key),
      isMendable: true,
    },
  );
}

function missingSize(key: string, isNeox: boolean): PythonError {
  const absent = (operator: string, line: number, name: string) => ({
    type: "TypeError",
    message: `unsupported operand type(s) for ${operator}: 'int' and 'NoneType'`,
    at: `${SCRIPT}:${line}:${name}`,
  });
  if (key === "hidden_size")
    return isNeox ? absent("*", 373, "create_config") : absent("*", 265, "gated_size");
  if (key === "num_attention_heads")
    return isNeox ? absent("%", 377, "create_config") : absent("//", 488, "convert");
  return {
    type: "TypeError",
    message: "'NoneType' object cannot be interpreted as an integer",
    at: `${SCRIPT}:488:convert`,
  };
}
