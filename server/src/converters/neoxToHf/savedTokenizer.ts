import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import { scalarText } from "../../python/scalarText";
import type { Cause, Stop } from "../cause";
import { type Conversion, SCRIPT } from "./conversion";
import type { HfConfig } from "./hfConfig";

/** The tokenizer is saved last, when the model is already written (:878-912:main). */
export function tokenizerStops({ flags, given, transformers }: Conversion): readonly Stop[] {
  if (flags.has("--no_save_tokenizer") || !flags.has("--vocab-is-hf-tokenizer")) return [];
  const file = given.get("vocab_file");
  if (typeof file === "string" && FOLDER_FILES.has(baseName(file))) return [];
  const folder = typeof file === "string" ? file.slice(0, -baseName(file).length).replace(/\/$/, "") : "";
  return [
    {
      type: transformers === "4.38.0" ? "OSError" : "ValueError",
      message:
        transformers === "4.38.0"
          ? `${folder} does not appear to have a file named config.json. Checkout 'https://huggingface.co/${folder}/None' for available files.`
          : `Unrecognized model in ${folder}. Should have a \`model_type\` key in its config.json`,
      at: `${SCRIPT}:886:main`,
      when: "convert",
      causes: [
        {
          keys: ["vocab_file", "--vocab-is-hf-tokenizer"],
          reason: t(
            "vocab_file does not lie in the folder of a Hugging Face tokenizer, which --vocab-is-hf-tokenizer reads. The model itself is written by then.",
          ),
          remedy: t("Leave --vocab-is-hf-tokenizer out: a tokenizer file is copied without it."),
          source: `${SCRIPT}:886:main`,
          flags: { "--vocab-is-hf-tokenizer": null },
        },
      ],
    },
  ];
}

/** What a folder of a Hugging Face tokenizer calls its vocabulary. */
const FOLDER_FILES: ReadonlySet<string> = new Set(["tokenizer.json", "tokenizer.model", "vocab.json"]);

/** What the converted folder lacks beside the model. */
export function tokenizerLosses({ flags, given }: Conversion, { architecture }: HfConfig): readonly Cause[] {
  const type = given.get("tokenizer_type");
  const isSaved =
    type === "HFTokenizer" || flags.has("--vocab-is-hf-tokenizer") || flags.has("--no_save_tokenizer");
  const harmless = { keys: [], isHarmless: true } as const;
  return [
    ...(isSaved
      ? []
      : [
          {
            ...harmless,
            reason: t("No tokenizer is saved for tokenizer_type {0}.", scalarText(type)),
            remedy: t("Copy the tokenizer's files into the converted folder."),
            source: `${SCRIPT}:894:main`,
          },
        ]),
    ...(architecture === "neox"
      ? [
          {
            ...harmless,
            reason: t(
              "config.json gets bos_token_id 0 and eos_token_id 2, the defaults of the class, whatever the tokenizer has.",
            ),
            remedy: t(
              "Set eos_token_id in config.json to the end of document of the tokenizer, so that generation ends there.",
            ),
            source: `${SCRIPT}:361:create_config`,
          },
        ]
      : []),
  ];
}
