import { t } from "../../base/l10n";
import { stopOf } from "../../resume/loading";
import { defineRule } from "../kit/defineRule";
import {
  exampleCheckpoint,
  RESUMED_CHECKPOINT,
  RESUMED_MODEL,
  withoutRandomStates,
} from "../kit/exampleCheckpoint";
import { setValue } from "../kit/simpleFixes";

export default defineRule({
  id: "load-random-states",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load", "no_load_rng"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "SystemExit" },
  summary: "The checkpoint holds no states of the random generators",
  explain: `It was saved with \`no_save_rng\`, or made by a converter. A run that goes on looks for the states and ends without them,
with exit status 0 and a message about the optimizer (\`megatron/checkpointing.py:load_checkpoint\`). \`no_load_rng\` does
without them, as \`finetune\` does.`,
  bad: {
    files: { "model.yml": `${RESUMED_MODEL}no_load_rng: false\n` },
    loads: { said: "a checkpoint that was saved with no_save_rng", facts: withoutRandomStates },
  },
  good: {
    files: { "model.yml": `${RESUMED_MODEL}no_load_rng: false\n` },
    loads: { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint },
  },
  message: (launch) =>
    stopOf(launch, "no-random-states") === undefined
      ? undefined
      : t(
          "The checkpoint holds no states of the random generators: NeoX ends here with exit code 0, and a queue sees success.",
        ),
  fixes: () => [setValue("no_load_rng", true)],
});
