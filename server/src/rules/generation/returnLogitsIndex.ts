import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { isSettled } from "../../model/certainty";
import { positiveInt } from "../../model/sizes";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

const PROMPTS = GENERATE.replace("unconditional", "interactive");

/** Without a prompt the text begins at the first row. */
const WITH_PROMPT = ["input-file", "interactive"];

export default defineRule({
  id: "return-logits-index",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["return_logits", "maximum_tokens", "seq_length", "text_gen_type"],
  holds: since("a0ed80b8"),
  neox: { at: "megatron/text_generation_utils.py:stream_tokens", raises: "IndexError" },
  onlyIn: "generation",
  summary: "`return_logits` needs `maximum_tokens` up to `seq_length`",
  sources: [
    "megatron/text_generation_utils.py:295:stream_tokens",
    "megatron/text_generation_utils.py:353:stream_tokens",
  ],
  explain: `The logits have a row for each of \`maximum_tokens\`, and the row that is written counts from the
beginning of the prompt: after a prompt of two tokens or more the last rows are missing, unless the text ends early.
With \`maximum_tokens\` at \`seq_length\` there are enough, and generation still ends where the sequence does. Seen by
running NeoX's own \`stream_tokens\`.`,
  bad: yaml`
    ${PROMPTS}
    return_logits: true
    maximum_tokens: 64
  `,
  good: yaml`
    ${PROMPTS}
    return_logits: true
    maximum_tokens: 2048
  `,
  message: (launch) => {
    const [rows, length] = [rowsOf(launch), positiveInt(launch, "seq_length")];
    if (!isSwitchedOn(launch, "return_logits") || rows === undefined || length === undefined)
      return undefined;
    if (!WITH_PROMPT.includes(scalarText(launch.settings.get("text_gen_type")?.value))) return undefined;
    return rows < length - 1
      ? t("return_logits has {0} rows and counts them from the prompt's beginning: they do not last.", rows)
      : undefined;
  },
  fixes: (launch) => [setValue("maximum_tokens", BigInt(positiveInt(launch, "seq_length") ?? 0))],
});

function rowsOf(launch: Launch): number | undefined {
  return isSettled(launch, "maximum_tokens") ? positiveInt(launch, "maximum_tokens") : undefined;
}
