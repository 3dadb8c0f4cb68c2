import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../launch/layerKinds";
import { realNumber } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../exampleModel";
import { defineRule } from "../rule";
import { setValue } from "../simpleFixes";

const DROPOUTS = [
  { key: "hidden_dropout", at: "megatron/model/word_embeddings.py:__init__" },
  { key: "attention_dropout", at: "megatron/model/transformer.py:__init__" },
] as const;

/** Sparse layers have no dropout of their own. */
function hasGlobalOrFlash(launch: Launch): boolean {
  const kinds = layerKinds(launch);
  return kinds !== undefined && (kinds.has("global") || kinds.has("flash"));
}

export default defineRule({
  id: "dropout-range",
  phase: "model",
  severity: "error",
  keys: ["hidden_dropout", "attention_dropout"],
  neox: { at: "megatron/model/word_embeddings.py:__init__", raises: "ValueError" },
  summary: "Dropout is a probability from 0 to 1",
  explain: `PyTorch refuses other values when the embedding (\`hidden_dropout\`,
\`megatron/model/word_embeddings.py:118\`) or the first attention layer (\`attention_dropout\`,
\`megatron/model/transformer.py:459\`) is built. Seen by running NeoX's own embedding.`,
  bad: `${EXAMPLE_MODEL}hidden_dropout: 10.0\n`,
  good: `${EXAMPLE_MODEL}hidden_dropout: 0.1\n`,
  check(launch, report) {
    for (const { key, at } of DROPOUTS) {
      const value = realNumber(launch, key);
      if (value === undefined || !(value < 0 || value > 1)) continue;
      if (key === "attention_dropout" && !hasGlobalOrFlash(launch)) continue;
      report({
        at: key,
        message: t("{0} is {1}, and PyTorch takes only probabilities from 0 to 1.", key, value),
        operands: [key],
        neox: { at, raises: "ValueError" },
        fixes: () => [setValue(key, value > 1 && value <= 100 ? value / 100 : 0)],
      });
    }
  },
});
