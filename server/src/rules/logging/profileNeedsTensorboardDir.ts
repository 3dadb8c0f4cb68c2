import { t } from "../../base/l10n";
import { isSwitchedOn } from "../../model/asked";
import { isSurelyNull } from "../../model/certainty";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";
import { PROFILED, SINCE_PROFILE } from "./profiling";

export default defineSingleFinding({
  id: "profile-needs-tensorboard-dir",
  phase: "train",
  severity: "warning",
  keys: ["profile", "tensorboard_dir"],
  holds: SINCE_PROFILE,
  neox: { at: "megatron/training.py:train", raises: "TypeError" },
  summary: "`profile` needs `tensorboard_dir`",
  explain: "The trace is written there (`megatron/training.py:1469`), and None is no path.",
  bad: `${EXAMPLE_MODEL}profile: true\ntensorboard_dir: null\nmemory_profiling_path: memory\n`,
  good: `${EXAMPLE_MODEL}${PROFILED}`,
  says: (launch) =>
    isSwitchedOn(launch, "profile") && isSurelyNull(launch, "tensorboard_dir")
      ? t("profile writes its trace to tensorboard_dir, which is not set.")
      : undefined,
});
