import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** A micro batch as large as the sequence is long, the only one that gMLP layers take. */
const SQUARE = EXAMPLE_MODEL.replace("per_gpu: 4", "per_gpu: 2048");

export default defineRule({
  id: "gmlp-gelu-fusion",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["bias_gelu_fusion", "attention_config", "activation"],
  neox: { at: "megatron/model/gmlp.py:forward", raises: "TypeError" },
  summary: "gMLP layers cannot use `bias_gelu_fusion`",
  sources: ["megatron/model/gmlp.py:138:forward"],
  explain: `The fused function needs the bias as a second argument, and a gMLP layer passes only one: \`forward()
missing 1 required positional argument: 'bias'\`.`,
  bad: yaml`
    ${SQUARE}
    attention_config: [[["gmlp"], 12]]
    bias_gelu_fusion: true
  `,
  good: yaml`
    ${SQUARE}
    attention_config: [[["gmlp"], 12]]
    bias_gelu_fusion: false
  `,
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (!kinds?.has("gmlp") && !kinds?.has("amlp")) return;
    if (launch.get("bias_gelu_fusion") !== true || launch.get("activation") !== "gelu") return;
    report({
      at: "bias_gelu_fusion",
      message: t("gMLP layers call the fused GELU without the bias it needs."),
      fixes: () => [setValue("bias_gelu_fusion", false)],
    });
  },
});
