import { t } from "../../base/l10n";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";
import { LAYER_READERS } from "./layerReaders";

export default defineRule({
  id: "null-argument",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: Object.keys(LAYER_READERS),
  neox: { at: "megatron/model/transformer.py:__init__", raises: "TypeError" },
  summary: "A layer cannot be built or run with null for this argument",
  sources: ["megatron/neox_arguments/arguments.py:1369:validate_types"],
  explain: `NeoX's check of types lets every argument be null, which does not mean its default: the layer that reads
it stops. Leave the key out to get the default.`,
  bad: yaml`
    hidden_size: 512
    num_attention_heads: 8
    norm: null
  `,
  good: yaml`
    hidden_size: 512
    num_attention_heads: 8
    norm: layernorm
  `,
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (kinds === undefined || !hasTransformerLayer(kinds)) return;
    for (const [key, { phase, neox, when }] of Object.entries(LAYER_READERS)) {
      if (!launch.settings.has(key) || launch.named(key) !== null || when?.(launch) === false) continue;
      if (launch.catalogue.get(key) === undefined) continue;
      report({
        at: key,
        message: t("{0} is null, which is not its default: the layer that reads it stops.", key),
        operands: [key],
        keys: [key],
        phase,
        neox,
        fixes: () => [removeKey(key)],
      });
    }
  },
});
