import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { hasDenseMlp } from "../../model/denseMlp";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Validation divides by the heads before anything is built. */
const DIVIDES = {
  phase: "args",
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ZeroDivisionError" },
} as const;

export default defineRule({
  id: "model-size-positive",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [
    "num_layers",
    "hidden_size",
    "num_attention_heads",
    "num_kv_heads",
    "intermediate_size",
    "expansion_factor",
  ],
  neox: { at: "megatron/model/transformer.py:__init__", raises: "RuntimeError" },
  summary: "The sizes of a model must be above 0",
  sources: ["megatron/neox_arguments/arguments.py:1245:validate_values"],
  explain: `NeoX does not check signs. A negative size ends in PyTorch's \`Trying to create tensor with negative
dimension\` when the first layer is built, \`num_attention_heads: 0\` in a ZeroDivisionError while the arguments are
validated, and \`hidden_size: 0\` in the first forward pass. An \`intermediate_size\` of 0 means that it is not set.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    intermediate_size: -256
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    intermediate_size: 3072
  `,
  check(launch, report) {
    for (const key of ["hidden_size", "num_attention_heads", "num_kv_heads"]) {
      const value = launch.derivation.int(key);
      // 0 key/value heads are told by kv-heads-divide-heads.
      if (value === undefined || value > 0 || (value === 0 && key === "num_kv_heads")) continue;
      const divides = value === 0 && key === "num_attention_heads";
      report({
        at: key,
        message: t("{0} is {1}.", key, value),
        operands: [key],
        ...(divides ? DIVIDES : {}),
      });
    }
    if (launch.derivation.int("num_layers") === 0 && divideByLayers(launch))
      report({
        at: "num_layers",
        message: t("{0} is {1}.", "num_layers", 0),
        operands: ["num_layers"],
        neox: {
          at: "megatron/model/init_functions.py:scaled_init_method_normal",
          raises: "ZeroDivisionError",
        },
      });
    for (const key of hasDenseMlp(launch) ? ["intermediate_size", "expansion_factor"] : []) {
      const value = realNumber(launch, key);
      if (value === undefined || (value >= 0 && Number.isFinite(value))) continue;
      report({
        at: key,
        message: t("{0} is {1}.", key, value),
        operands: [key],
        fixes: () => [removeKey(key)],
      });
    }
  },
});

/** Whether the last weights of a layer are drawn less wide the more layers there are. */
function divideByLayers(launch: Launch): boolean {
  return launch.get("output_layer_init_method") === "scaled_normal";
}
