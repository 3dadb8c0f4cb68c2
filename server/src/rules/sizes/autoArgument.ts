import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { hasDenseMlp } from "../../model/denseMlp";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { SINCE_INTERMEDIATE_SIZE } from "../kit/windows";
import { yaml } from "../kit/yaml";
import { LAYER_READERS, type Reader, usesNorm } from "./layerReaders";

const isAuto = (launch: Launch, key: string) => launch.named(key) === "auto";

const COMPARED: Reader = {
  phase: "args",
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "TypeError" },
};

/** Arguments that are computed with, and what stops at the text `"auto"`: each was run. */
const READERS: Readonly<Record<string, Reader>> = {
  hidden_size: COMPARED,
  num_attention_heads: COMPARED,
  // Two equal texts compare.
  seq_length: { ...COMPARED, when: (launch) => !isAuto(launch, "max_position_embeddings") },
  max_position_embeddings: { ...COMPARED, when: (launch) => !isAuto(launch, "seq_length") },
  ...LAYER_READERS,
  scalenorm_epsilon: {
    phase: "forward",
    neox: { at: "megatron/model/norms.py:forward", raises: "TypeError" },
    when: usesNorm("scalenorm"),
  },
  intermediate_size: {
    phase: "model",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
    holds: SINCE_INTERMEDIATE_SIZE,
    when: hasDenseMlp,
  },
  expansion_factor: {
    phase: "model",
    neox: { at: "megatron/model/transformer.py:__init__", raises: "ValueError" },
    holds: SINCE_INTERMEDIATE_SIZE,
    when: (launch) => hasDenseMlp(launch) && launch.get("intermediate_size") === null,
  },
};

export default defineRule({
  id: "auto-argument",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: Object.keys(READERS),
  neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  summary: "Autotuning finds no shape of the model: `auto` stays a text there",
  sources: ["megatron/neox_arguments/arguments.py:1374:validate_types"],
  explain: `While \`autotuning\` is set, NeoX lets every argument be \`"auto"\`. DeepSpeed tunes the batch and ZeRO;
what shapes the model is computed with as the text that it is, and Python stops. Write the value, or leave the key out
for its default. Seen by running NeoX's own code.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    autotuning: {enabled: true}
    attention_dropout: auto
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    autotuning: {enabled: true}
    attention_dropout: 0.1
  `,
  check(launch, report) {
    if ((launch.get("autotuning") ?? null) === null) return;
    const kinds = layerKinds(launch);
    const hasLayer = kinds !== undefined && hasTransformerLayer(kinds);
    for (const [key, { phase, neox, holds, when }] of Object.entries(READERS)) {
      if (!isAuto(launch, key) || launch.catalogue.get(key) === undefined || when?.(launch) === false)
        continue;
      if (phase !== "args" && !hasLayer) continue;
      report({
        at: key,
        message: t("Autotuning does not set {0}: it stays the text auto, which NeoX computes with.", key),
        operands: [key, "autotuning"],
        keys: [key],
        phase,
        neox,
        ...(holds && { holds }),
        fixes: () => (phase === "args" ? [] : [removeKey(key)]),
      });
    }
  },
});
