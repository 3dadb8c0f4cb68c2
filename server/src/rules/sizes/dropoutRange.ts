import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { layerKinds } from "../../model/layerKinds";
import { realNumber } from "../../model/sizes";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const DROPOUTS = [
  {
    key: "hidden_dropout",
    built: "megatron/model/word_embeddings.py:__init__",
    run: "megatron/model/word_embeddings.py:forward",
  },
  {
    key: "attention_dropout",
    built: "megatron/model/transformer.py:__init__",
    run: "megatron/model/transformer.py:attention",
  },
] as const;

/** Sparse layers have no dropout of their own; flash attention hands nan to its kernel. */
function hasDropout(launch: Launch, value: number): boolean {
  const kinds = layerKinds(launch);
  return kinds !== undefined && (kinds.has("global") || (kinds.has("flash") && !Number.isNaN(value)));
}

export default defineRule({
  id: "dropout-range",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["hidden_dropout", "attention_dropout"],
  neox: { at: "megatron/model/word_embeddings.py:__init__", raises: "ValueError" },
  summary: "Dropout is a probability from 0 to 1",
  explain: `PyTorch refuses other values when the embedding (\`hidden_dropout\`,
\`megatron/model/word_embeddings.py:118\`) or the first attention layer (\`attention_dropout\`,
\`megatron/model/transformer.py:459\`) is built. Seen by running NeoX's own embedding.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    hidden_dropout: 10.0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    hidden_dropout: 0.1
  `,
  check(launch, report) {
    for (const { key, built, run } of DROPOUTS) {
      const value = realNumber(launch, key);
      if (value === undefined || (value >= 0 && value <= 1)) continue;
      if (key === "attention_dropout" && !hasDropout(launch, value)) continue;
      report({
        at: key,
        message: t(
          "{0} is {1}, and PyTorch takes only probabilities from 0 to 1.",
          key,
          str(launch.get(key) ?? null),
        ),
        operands: [key],
        // Building a layer compares, and nan is neither below 0 nor above 1.
        ...(Number.isNaN(value)
          ? { neox: { at: run, raises: "RuntimeError" }, phase: "forward" }
          : { neox: { at: built, raises: "ValueError" } }),
        fixes: () => {
          // A percentage is 2 at least.
          const isPercentage = value >= 2 && value <= 100;
          return [setValue(key, isPercentage ? value / 100 : 0, isPercentage)];
        },
      });
    }
  },
});
