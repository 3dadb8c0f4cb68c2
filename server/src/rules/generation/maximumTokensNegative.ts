import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "maximum-tokens-negative",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["maximum_tokens"],
  neox: { at: "megatron/text_generation_utils.py:stream_tokens", raises: "RuntimeError" },
  onlyIn: "generation",
  summary: "`maximum_tokens` is not below 0",
  sources: ["megatron/text_generation_utils.py:299:stream_tokens"],
  explain: "NeoX makes a table of so many rows. 0 stands for as many tokens as there is room for.",
  bad: yaml`
    ${GENERATE}
    maximum_tokens: -1
  `,
  good: yaml`
    ${GENERATE}
    maximum_tokens: 0
  `,
  // Prompts that a person types may never come.
  isCertain: (launch) => ["unconditional", "input-file"].includes(scalarText(launch.get("text_gen_type"))),
  message: (launch) => {
    const most = launch.int("maximum_tokens");
    return most !== undefined && most < 0 && launch.get("text_gen_type") !== "precompute"
      ? t(
          "maximum_tokens is {0}, and NeoX stops at the first prompt; 0 is as many as there is room for.",
          most,
        )
      : undefined;
  },
});
