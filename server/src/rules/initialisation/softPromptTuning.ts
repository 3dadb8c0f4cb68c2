import { t } from "../../base/l10n";
import { defineRule } from "../../engine/rule";
import { isDict } from "../../yaml/value";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";

export default defineRule({
  id: "soft-prompt-tuning",
  phase: "model",
  severity: "error",
  keys: ["soft_prompt_tuning"],
  neox: { at: "megatron/model/word_embeddings.py:__init__", raises: "TypeError" },
  summary: "Soft prompt tuning does not work",
  explain: `The layer calls its own method with an argument that it does not take
(\`megatron/model/word_embeddings.py:210-213\`), and with tied embeddings it does not even find them
(\`megatron/training.py:912\`).`,
  bad: `${EXAMPLE_MODEL}soft_prompt_tuning: {enabled: true}\n`,
  good: `${EXAMPLE_MODEL}soft_prompt_tuning: {enabled: false}\n`,
  check(launch, report) {
    const tuning = launch.get("soft_prompt_tuning");
    if (!isDict(tuning) || tuning.get("enabled") !== true) return;
    report({
      at: { key: "soft_prompt_tuning" },
      message: t("Soft prompt tuning calls itself with the wrong arguments and stops."),
      fixes: () => [removeKey("soft_prompt_tuning")],
    });
  },
});
