import { t } from "../../base/l10n";
import { isGated } from "../../model/activations";
import { hasLayers } from "../../model/layerKinds";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const GMLP_MODEL = `${EXAMPLE_MODEL.replace("gpu: 4", "gpu: 2048")}attention_config: [[["gmlp"], 12]]\n`;

export default defineRule({
  id: "gmlp-not-gated",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["activation", "attention_config"],
  at: "activation",
  neox: { at: "megatron/model/gmlp.py:forward" },
  summary: "gMLP and aMLP layers do not gate",
  sources: ["megatron/model/gmlp.py:115:__init__"],
  explain: "They apply the inner function of a gated activation only.",
  bad: yaml`
    ${GMLP_MODEL}
    activation: geglu
  `,
  good: yaml`
    ${GMLP_MODEL}
    activation: gelu
  `,
  message: (launch) =>
    isGated(launch) && hasLayers(launch, "gmlp", "amlp")
      ? t(
          "gMLP layers apply the inner function of {0} only, without a gate.",
          scalarText(launch.get("activation")),
        )
      : undefined,
  fixes: () => [setValue("activation", "gelu")],
});
