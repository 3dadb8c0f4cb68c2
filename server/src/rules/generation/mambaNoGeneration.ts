import { t } from "../../base/l10n";
import { layerKinds } from "../../launch/layerKinds";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";
import { SINCE_MAMBA } from "../kit/windows";
import { GENERATE, isGeneration } from "./textGeneration";

export default defineSingleFinding({
  id: "mamba-no-generation",
  phase: "generate",
  severity: "warning",
  keys: ["attention_config", "text_gen_type"],
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:forward", raises: "AssertionError" },
  summary: "Mamba layers cannot generate",
  explain: `The block asserts that it trains (\`megatron/model/mamba/mamba.py:253\`); another framework can run the
weights. Seen by running NeoX's own block.`,
  bad: `${GENERATE}attention_config: [[["mamba"], 12]]\nprecision: fp16\n`,
  good: `${EXAMPLE_MODEL}attention_config: [[["mamba"], 12]]\nprecision: fp16\n`,
  says: (launch) =>
    isGeneration(launch) && layerKinds(launch)?.has("mamba") === true
      ? t("Mamba layers in NeoX only train: AssertionError.")
      : undefined,
});
