import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isOn } from "../../model/asked";
import { whyNotFused } from "../../model/fusedSoftmax";
import { hasLayers } from "../../model/layerKinds";
import { slidingWindow } from "../../model/slidingWindow";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_GROUPED_HEADS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sliding-window-lost",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
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
  sources: ["megatron/training.py:523:get_batch_sequential", "megatron/model/utils.py:152:forward"],
  explain: `Without a pipeline the sequential model rebuilds the mask without the window, and
\`scaled_upper_triang_masked_softmax_fusion\` takes no mask at all where its kernel runs
(\`megatron/model/fused_softmax.py:173\`; half precision, up to 2048 tokens): global layers then attend to everything
before. Flash layers have the window in either case.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    sliding_window_width: 1024
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    sliding_window_width: 1024
    pipe_parallel_size: 1
  `,
  message: (launch) => {
    if (slidingWindow(launch) === undefined || !hasLayers(launch, "global")) return undefined;
    if (launch.settings.has("pipe_parallel_size") && launch.int("pipe_parallel_size") === 0)
      return t(
        "Without a pipeline NeoX masks without the window: global layers attend to all that is before.",
      );
    return isFused(launch)
      ? t("The fused softmax takes no mask: global layers attend to all that is before.")
      : undefined;
  },
});

/** Whether the kernel runs that knows no mask but the causal one; else PyTorch's softmax has the window. */
function isFused(launch: Launch): boolean {
  const isHalf = ["fp16", "bfloat16"].includes(scalarText(launch.derivation.get("precision")));
  const isFlagged = isOn(launch, "scaled_upper_triang_masked_softmax_fusion") === true;
  return isHalf && isFlagged && whyNotFused(launch) === undefined;
}
