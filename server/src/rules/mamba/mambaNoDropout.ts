import { t } from "../../base/l10n";
import { hasLayers } from "../../model/layerKinds";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-no-dropout",
  phase: "forward",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["hidden_dropout", "attention_config"],
  at: "hidden_dropout",
  holds: SINCE_MAMBA,
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "Mamba layers have no dropout",
  sources: ["megatron/neox_arguments/arguments.py:1112:calculate_derived"],
  explain: `NeoX means to refuse \`hidden_dropout\` with Mamba, but its assertion never fires: the embedding drops,
the layers do not.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["mamba"], 12]]
    hidden_dropout: 0.1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["mamba"], 12]]
    hidden_dropout: 0.0
  `,
  message: (launch) => {
    const dropout = realNumber(launch, "hidden_dropout");
    if (dropout === undefined || dropout === 0 || !hasLayers(launch, "mamba")) return undefined;
    return t("Mamba layers do not drop: hidden_dropout {0} is for the embedding only.", dropout);
  },
  fixes: () => [setValue("hidden_dropout", 0)],
});
