import { t } from "../../base/l10n";
import { hasOnly } from "../../model/layerKinds";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

const MAMBA = `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\n`;

export default defineRule({
  id: "mamba-mlp-key-unused",
  phase: "model",
  outcome: "ignored",
  evidence: "ran",
  keys: ["activation", "mlp_multiple_of", "attention_config"],
  idle: ["activation", "mlp_multiple_of"],
  asked: (launch, key) => !isWhatMambaHas(launch.settings.get(key)?.value ?? null),
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:__init__" },
  summary: "Mamba layers have no MLP, and SiLU for their activation",
  sources: ["megatron/model/mamba/mamba.py:105:__init__"],
  explain: `A model of mamba layers alone reads neither \`activation\` nor \`mlp_multiple_of\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${MAMBA}
        activation: gelu
      `,
    },
    neox: "main",
  },
  good: { files: { "model.yml": MAMBA }, neox: "main" },
  message: (launch, key) =>
    hasOnly(launch, "mamba")
      ? t("{0} has no effect: every layer is mamba, whose activation is SiLU.", key)
      : undefined,
});

/** SiLU, and no rounding of a width. */
function isWhatMambaHas(value: PythonValue): boolean {
  return value === null || value === "silu" || value === 1n;
}
