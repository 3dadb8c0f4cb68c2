import { t } from "../../base/l10n";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-fp8-attention",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["te_fp8_mha", "attention_config"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "AttributeError" },
  summary: "`te_fp8_mha` does not work",
  sources: ["megatron/model/transformer_engine.py:654-655:__init__"],
  explain: `The FP8 recipe reads \`fp8_margin\`, an argument that does not exist (\`te_fp8_margin\` does), and then
names that are not defined.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_fp8_mha: true
        pos_emb: rotary
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (launch.get("te_fp8_mha") !== true || kinds === undefined || !hasTransformerLayer(kinds)) return;
    report({
      at: "te_fp8_mha",
      message: t("te_fp8_mha reads an argument that does not exist (fp8_margin)."),
      fixes: () => [setValue("te_fp8_mha", false)],
    });
  },
});
