import { t } from "../../base/l10n";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Where the embedding is found, its own call is the first that fails. */
const FOUND = { at: "megatron/model/word_embeddings.py:__init__", raises: "TypeError" };

export default defineRule({
  id: "soft-prompt-tuning",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["soft_prompt_tuning"],
  neox: { at: "megatron/training.py:get_model", raises: "AttributeError" },
  summary: "Soft prompt tuning does not work",
  sources: ["megatron/model/word_embeddings.py:210-213:__init__", "megatron/training.py:912:get_model"],
  explain: `The layer calls its own method with an argument that it does not take, and with tied embeddings it does
not even find them.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    soft_prompt_tuning: {enabled: true}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    soft_prompt_tuning: {enabled: false}
  `,
  check(launch, report) {
    const tuning = launch.get("soft_prompt_tuning");
    if (!isDict(tuning) || tuning.get("enabled") !== true) return;
    const isFound = launch.get("no_weight_tying") === true && launch.int("pipe_parallel_size") === 0;
    report({
      at: { key: "soft_prompt_tuning" },
      ...(isFound && { neox: FOUND }),
      message: t("Soft prompt tuning calls itself with the wrong arguments and stops."),
      fixes: () => [removeKey("soft_prompt_tuning")],
    });
  },
});
