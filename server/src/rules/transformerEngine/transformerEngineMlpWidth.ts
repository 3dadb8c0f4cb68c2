import { t } from "../../base/l10n";
import { isGated } from "../../model/activations";
import { positiveInt } from "../../model/sizes";
import { hasTeMlp } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "transformer-engine-mlp-width",
  phase: "model",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["intermediate_size", "te_layernorm_mlp", "activation"],
  at: "intermediate_size",
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__" },
  summary: "With `te_layernorm_mlp`, `intermediate_size` is the inner width as it is",
  sources: ["megatron/model/transformer_engine.py:192-225:__init__"],
  explain: `Transformer Engine's MLP takes no two thirds and does not halve: with a gated activation it is three times
as wide as NeoX's own MLP of the same \`intermediate_size\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_layernorm_mlp: true
        activation: swiglu
        intermediate_size: 6144
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: swiglu
        intermediate_size: 6144
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const size = positiveInt(launch, "intermediate_size");
    if (size === undefined || !isGated(launch) || !hasTeMlp(launch)) return undefined;
    return t("With te_layernorm_mlp the inner width is {0} itself, not a third of it.", size);
  },
});
