import { t } from "../../base/l10n";
import { isGated } from "../../model/activations";
import { hasLayers } from "../../model/hasLayers";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";

const GMLP_MODEL = `${EXAMPLE_MODEL.replace("gpu: 4", "gpu: 2048")}attention_config: [[["gmlp"], 12]]\n`;

export default defineSilentRule({
  id: "gmlp-not-gated",
  phase: "forward",
  severity: "warning",
  keys: ["activation", "attention_config"],
  at: "activation",
  neox: { at: "megatron/model/gmlp.py:forward" },
  summary: "gMLP and aMLP layers do not gate",
  explain: "They apply the inner function of a gated activation only (`megatron/model/gmlp.py:115`).",
  bad: `${GMLP_MODEL}activation: geglu\n`,
  good: `${GMLP_MODEL}activation: gelu\n`,
  instead: (launch) =>
    isGated(launch) && hasLayers(launch, "gmlp", "amlp")
      ? t(
          "gMLP layers apply the inner function of {0} only, without a gate.",
          String(launch.get("activation")),
        )
      : undefined,
  mend: () => [["activation", "gelu"]],
});
