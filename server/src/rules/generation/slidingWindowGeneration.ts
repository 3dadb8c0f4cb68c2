import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { slidingWindow } from "../../model/slidingWindow";
import { defineRule } from "../kit/defineRule";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "sliding-window-generation",
  phase: "generate",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["sliding_window_width", "text_gen_type"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/text_generation_utils.py:get_batch" },
  onlyIn: "generation",
  summary: "Global layers generate without the sliding window",
  sources: ["megatron/text_generation_utils.py:51:get_batch"],
  explain: "The mask of inference is fully causal.",
  bad: yaml`
    ${GENERATE}
    sliding_window_width: 1024
  `,
  good: yaml`
    ${GENERATE}
    precision: fp16
    attention_config: [[["flash"], 12]]
    sliding_window_width: 1024
  `,
  message: (launch) => {
    const width = slidingWindow(launch);
    if (width === undefined || !layerKinds(launch)?.has("global")) return undefined;
    return t("Global layers attend to all earlier tokens when they generate, not to {0}.", width);
  },
});
