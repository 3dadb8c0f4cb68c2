import { t } from "../../l10n";
import { isOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import { SINCE_GROUPED_HEADS } from "../windows";
import { hasLayers } from "./layers";
import { defineSilentRule } from "./silentRule";

export default defineSilentRule({
  id: "sliding-window-lost",
  phase: "forward",
  severity: "warning",
  keys: [
    "sliding_window_width",
    "attention_config",
    "pipe_parallel_size",
    "scaled_upper_triang_masked_softmax_fusion",
  ],
  at: "sliding_window_width",
  holds: SINCE_GROUPED_HEADS,
  neox: { at: "megatron/training.py:get_batch" },
  summary: "A sliding window that global layers do not get",
  explain: `Without a pipeline the sequential model rebuilds the mask without the window
(\`megatron/training.py:523\`, \`megatron/model/utils.py:152\`), and \`scaled_upper_triang_masked_softmax_fusion\` takes no
mask at all (\`megatron/model/fused_softmax.py:173\`): global layers then attend to everything before. Flash layers have the
window in either case.`,
  bad: `${EXAMPLE_MODEL}sliding_window_width: 1024\npipe_parallel_size: 0\n`,
  good: `${EXAMPLE_MODEL}sliding_window_width: 1024\npipe_parallel_size: 1\n`,
  instead: (launch) => {
    if (launch.int("sliding_window_width") === undefined || !hasLayers(launch, "global")) return undefined;
    if (launch.settings.has("pipe_parallel_size") && launch.int("pipe_parallel_size") === 0)
      return t(
        "Without a pipeline NeoX masks without the window: global layers attend to all that is before.",
      );
    return isOn(launch, "scaled_upper_triang_masked_softmax_fusion") === true
      ? t("The fused softmax takes no mask: global layers attend to all that is before.")
      : undefined;
  },
});
