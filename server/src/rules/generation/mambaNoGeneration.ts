import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "mamba-no-generation",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config", "text_gen_type"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:forward", raises: "AssertionError" },
  onlyIn: "generation",
  summary: "Mamba layers cannot generate",
  sources: ["megatron/model/mamba/mamba.py:253:forward"],
  explain: `The block asserts that it trains; another framework can run the weights. Seen by running NeoX's own block.`,
  bad: yaml`
    ${GENERATE}
    attention_config: [[["mamba"], 12]]
    precision: fp16
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["mamba"], 12]]
    precision: fp16
  `,
  message: (launch) =>
    layerKinds(launch)?.has("mamba") === true
      ? t("Mamba layers in NeoX only train: AssertionError.")
      : undefined,
});
