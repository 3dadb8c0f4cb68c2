import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { repr } from "../../python/text";
import { blamed } from "../../resume/blame";
import { stopOf } from "../../resume/loading";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";
import { setValue } from "../kit/simpleFixes";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

/** What NeoX works out for this, it works out of these. */
const MADE_OF: Readonly<Record<string, readonly string[]>> = {
  padded_vocab_size: ["make_vocab_size_divisible_by", "vocab_file", "tokenizer_type"],
};

export default defineRule({
  id: "load-arguments-differ",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:check_checkpoint_args", raises: "AssertionError" },
  summary: "An argument that the checkpoint keeps is another",
  explain: `A checkpoint keeps \`num_layers\`, \`hidden_size\`, \`num_attention_heads\`, \`max_position_embeddings\`,
\`make_vocab_size_divisible_by\`, \`tokenizer_type\`, \`model_parallel_size\` and the padded vocabulary, and the launch must have
the same (\`megatron/checkpointing.py:check_checkpoint_args\`), also where weights would fit and with \`finetune\`.
\`tokenizer_type\` is compared with capital and small letters.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL.replace("num_attention_heads: 12", "num_attention_heads: 6") },
    loads: EXAMPLE,
  },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const stop = stopOf(launch, "arguments");
    for (const { name, saved, launched } of stop?.differences ?? []) {
      const [key = name] = stop === undefined ? [] : blamed(stop.context, ownValue(MADE_OF, name) ?? [name]);
      report({
        at: key,
        keys: [key],
        operands: ["load", key],
        message: t(
          "The checkpoint keeps {0}: {1}, and here it is {2}: NeoX refuses it.",
          name,
          repr(saved),
          repr(launched),
        ),
        fixes: () => (key === name ? [setValue(name, saved)] : []),
      });
    }
  },
});
