import { t } from "../../base/l10n";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

export default defineRule({
  id: "num-layers-required",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_layers", "attention_config"],
  neox: { at: "megatron/utils.py:expand_attention_types", raises: "TypeError" },
  summary: "`num_layers` must be set",
  sources: ["megatron/utils.py:346-351:expand_attention_types"],
  explain: `NeoX expands \`attention_config\` to one type a layer before it checks the required arguments, and so ends
in a TypeError about integers.`,
  bad: { files: { "model.yml": EXAMPLE_MODEL.replace("num_layers: 12\n", "") }, launched: true, gpus: 8 },
  good: { files: { "model.yml": EXAMPLE_MODEL }, launched: true, gpus: 8 },
  check(launch, report) {
    const [crash] = crashesOf(launch, "num-layers-required");
    if (crash === undefined) return;
    report({
      at: "num_layers",
      message: t("num_layers is not set, so NeoX cannot lay out the attention types: {0}.", crash.message),
      neox: { at: crash.at, raises: crash.type },
    });
  },
});
