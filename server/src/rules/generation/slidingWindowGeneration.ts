import { t } from "../../base/l10n";
import { layerKinds } from "../../launch/layerKinds";
import { slidingWindow } from "../../model/slidingWindow";
import { defineSingleFinding } from "../kit/singleFinding";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { GENERATE, isGeneration } from "./textGeneration";

export default defineSingleFinding({
  id: "sliding-window-generation",
  phase: "generate",
  severity: "information",
  keys: ["sliding_window_width", "text_gen_type"],
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/text_generation_utils.py:get_batch" },
  summary: "Global layers generate without the sliding window",
  explain: "The mask of inference is fully causal (`megatron/text_generation_utils.py:51`).",
  bad: `${GENERATE}sliding_window_width: 1024\n`,
  good: `${GENERATE}precision: fp16\nattention_config: [[["flash"], 12]]\nsliding_window_width: 1024\n`,
  says: (launch) => {
    const width = slidingWindow(launch);
    if (!isGeneration(launch) || width === undefined || !layerKinds(launch)?.has("global")) return undefined;
    return t("Global layers attend to all earlier tokens when they generate, not to {0}.", width);
  },
});
