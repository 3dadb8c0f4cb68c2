import { t } from "../../base/l10n";
import { isSurelyNull } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { movedTo } from "../kit/saidElsewhere";
import { setValue } from "../kit/simpleFixes";

/** `num_layers` is required too, but NeoX stumbles over it earlier. */
const REQUIRED = ["hidden_size", "num_attention_heads", "max_position_embeddings"] as const;

export default defineRule({
  id: "required-argument",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: REQUIRED,
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  summary: "`hidden_size`, `num_attention_heads` and `max_position_embeddings` must be set",
  sources: ["megatron/neox_arguments/arguments.py:1225-1243:validate_values"],
  explain: `They have no default, and NeoX refuses None. \`max_position_embeddings\` is needed for every kind of
position embedding; at least \`seq_length\` is right.`,
  bad: {
    files: { "model.yml": EXAMPLE_MODEL.replace("max_position_embeddings: 2048\n", "") },
    launched: true,
    gpus: 8,
  },
  good: { files: { "model.yml": EXAMPLE_MODEL }, launched: true, gpus: 8 },
  check(launch, report) {
    for (const key of REQUIRED) {
      if (!isSurelyNull(launch, key)) continue;
      const positions = launch.get("seq_length") ?? null;
      report({
        at: key,
        message: t("{0} is not set, and NeoX needs it.", key),
        operands: [],
        fixes: () => {
          const moved = movedTo(launch, key);
          const isKnown = key === "max_position_embeddings" && typeof positions === "bigint";
          return moved.length > 0 || !isKnown ? moved : [setValue(key, positions)];
        },
      });
    }
  },
});
