import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { promptsOf } from "../../launch/loads";
import { AT_MAIN } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { hasOnly } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const FROM_FILE = yaml`
  ${EXAMPLE_MODEL}
  text_gen_type: input-file
  sample_input_file: prompts.txt
`;

export default defineRule({
  id: "prompts-share-cache",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["sample_input_file", "recompute"],
  neox: { at: "megatron/text_generation_utils.py:stream_tokens", raises: "RuntimeError" },
  onlyIn: "generation",
  summary: "Several prompts need `recompute: true`",
  sources: [
    "megatron/model/transformer.py:516-520:attention",
    "megatron/model/transformer.py:866-871:forward",
    "megatron/text_generation_utils.py:522:generate_samples_from_prompt",
  ],
  explain: `NeoX keeps the keys and values of one prompt for the next: a second prompt of more than one token does not fit the
mask. With \`recompute\` nothing is kept.`,
  bad: {
    files: { "model.yml": FROM_FILE },
    neox: "main",
    loads: { said: "two prompts", facts: () => examplePrompts("the river runs", "old bridge near") },
  },
  good: {
    files: { "model.yml": FROM_FILE },
    neox: "main",
    loads: { said: "one prompt", facts: () => examplePrompts("the river runs") },
  },
  check(launch, report) {
    if (launch.get("recompute") !== false) return;
    const prompts = launch.get("text_gen_type") === "input-file" ? promptsOf(launch) : undefined;
    if (prompts !== undefined && prompts.length > 1)
      report({
        at: "sample_input_file",
        keys: ["sample_input_file", "recompute"],
        ...(!isCertain(launch, prompts) && { severity: "warning" }),
        message: t(
          "{0} prompts share one cache of keys and values, and NeoX stops at the second.",
          prompts.length,
        ),
        fixes: () => [setValue("recompute", true)],
      });
  },
});

/** Whether a prompt after the first is surely of several tokens, in layers that ask for the mask. */
function isCertain(launch: Launch, prompts: readonly string[]): boolean {
  const isMasked = hasOnly(launch, "global") && launch.int("pipe_parallel_size") === 0;
  return (
    isMasked && isSettled(launch, "recompute") && prompts.slice(1).some((prompt) => /\S\s+\S/.test(prompt))
  );
}

function examplePrompts(...found: readonly string[]): Launch["loads"] {
  return { datasets: new Map(), prompts: { request: { file: "prompts.txt", end: "\n" }, found } };
}
