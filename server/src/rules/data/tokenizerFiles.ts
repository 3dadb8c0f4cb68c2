import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { AT_MAIN } from "../../launch/windows";
import { isSurelyNull } from "../../model/certainty";
import { tokenizerFor } from "../../model/data/tokenizerFor";
import { isInference, isTraining } from "../../model/run/isTraining";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** The files that each tokenizer asserts, by its name in lower case. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  gpt2bpetokenizer: ["vocab_file", "merge_file"],
  spmtokenizer: ["vocab_file"],
  hftokenizer: ["vocab_file"],
  tiktokentokenizer: ["vocab_file"],
};

/** The tokenizer of most models trained with NeoX; its file is the vocabulary and the merges. */
const HF_TOKENIZER: Fix = {
  title: "tokenizer_type: HFTokenizer, vocab_file: 20B_tokenizer.json",
  set: { tokenizer_type: "HFTokenizer", vocab_file: "20B_tokenizer.json" },
};

export default defineRule({
  id: "tokenizer-files",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["vocab_file", "merge_file", "tokenizer_type"],
  neox: { at: "megatron/tokenizer/tokenizer.py:build_tokenizer", raises: "AssertionError" },
  summary: "Most tokenizers need a `vocab_file`, GPT-2's also a `merge_file`",
  sources: ["megatron/tokenizer/tokenizer.py:40-63:build_tokenizer"],
  explain: `NeoX asserts it without a message, in every process before anything else. For \`TiktokenTokenizer\` the
\`vocab_file\` is the name of an encoding. Seen by running NeoX's own \`build_tokenizer\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    tokenizer_type: HFTokenizer
    vocab_file: null
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    tokenizer_type: HFTokenizer
    vocab_file: tokenizer.json
  `,
  check(launch, report) {
    // The default is told only of a run: a model alone says nothing of its vocabulary either.
    const isNamed = launch.settings.has("tokenizer_type");
    if (!isNamed && !isTraining(launch) && !isInference(launch)) return;
    const type = launch.get("tokenizer_type");
    const needed = typeof type === "string" ? (ownValue(FILES, type.toLowerCase()) ?? []) : [];
    const missing = needed.filter((it) => isSurelyNull(launch, it));
    if (missing.length === 0) return;
    report({
      at: "tokenizer_type",
      message: isNamed
        ? t("{0} needs a {1}, and none is set.", scalarText(type), missing.join(t(", ")))
        : t(
            "The default tokenizer, {0}, needs a {1}, and none is set.",
            scalarText(type),
            missing.join(t(", ")),
          ),
      operands: missing,
      // Mostly another file names the tokenizer, and was forgotten here only.
      ...(isNamed ? {} : { fixes: () => [named(launch) ?? HF_TOKENIZER] }),
      ...(!isNamed && !isWholeRunAtMain(launch) && { severity: "information" }),
    });
  },
});

/** The tokenizer of the file that is set; undefined where none is, and nothing where no tokenizer reads it alone. */
function named(launch: Launch): Fix | undefined {
  const file = launch.settings.get("vocab_file")?.value;
  const type = typeof file === "string" ? tokenizerFor(file) : undefined;
  return type === undefined ? undefined : setValue("tokenizer_type", type, isWholeRunAtMain(launch));
}

function isWholeRunAtMain(launch: Launch): boolean {
  return launch.scope === "launch" && holdsFor(AT_MAIN, launch.target) === "always";
}
