import { t } from "../../base/l10n";
import { holdsFor } from "../../launch/target";
import { AT_MAIN, since } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { SPARSE_KINDS } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Every layer attends to all that came before. */
const ALL_GLOBAL = [[["global"], "all"]];

/** With the DeepSpeed that main pins, they do not come to their forward pass. */
const NOT_BUILT = {
  phase: "model",
  neox: { at: "megatron/model/utils.py:configure_sparse_attention", raises: "TypeError" },
} as const;

export default defineRule({
  id: "sparse-attention-dropout",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["attention_config"],
  holds: since("50e74cdd"),
  neox: { at: "megatron/model/transformer.py:sparse_attention", raises: "AttributeError" },
  summary: "Since {50e74cdd}, sparse layers cannot be trained",
  sources: [
    "megatron/model/transformer.py:458:__init__",
    "megatron/model/transformer.py:711:sparse_attention",
  ],
  explain: `A sparse layer applies a dropout in training that only the other kinds of layers create:
\`'ParallelSelfAttention' object has no attribute 'attention_dropout'\`. Use \`global\` or \`flash\` layers, with
\`sliding_window_width\` for local attention.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["local", "global"], 6]]
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["global"], 12]]
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const sparse = SPARSE_KINDS.filter((kind) => layerKinds(launch)?.has(kind));
    if (sparse.length === 0) return;
    const kinds = sparse.join(t(", "));
    report({
      at: "attention_config",
      ...(holdsFor(AT_MAIN, launch.target) === "always"
        ? {
            message: t("The DeepSpeed of this NeoX cannot build layers of kind {0}: it takes no mpu.", kinds),
            ...NOT_BUILT,
          }
        : {
            message: t("Layers of kind {0} use a dropout in training that this NeoX never creates.", kinds),
          }),
      fixes: () => [setValue("attention_config", ALL_GLOBAL)],
    });
  },
});
