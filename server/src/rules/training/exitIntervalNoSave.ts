import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { defineSingleFinding } from "../kit/singleFinding";

export default defineSingleFinding({
  id: "exit-interval-no-save",
  phase: "train",
  severity: "information",
  keys: ["exit_interval", "checkpoint_factor", "save"],
  neox: { at: "megatron/training.py:train" },
  summary: "`exit_interval` ends the run without a checkpoint",
  explain: `The process exits at that iteration (\`megatron/training.py:1554\`); what came after the last checkpoint is lost
unless the iteration is one that saves.`,
  bad: `${EXAMPLE_MODEL}save: checkpoints\ncheckpoint_factor: 1000\nexit_interval: 50\n`,
  good: `${EXAMPLE_MODEL}save: checkpoints\ncheckpoint_factor: 1000\nexit_interval: 2000\n`,
  says: (launch) => {
    const [exit, factor] = [positiveInt(launch, "exit_interval"), positiveInt(launch, "checkpoint_factor")];
    if (exit === undefined || factor === undefined || exit % factor === 0) return undefined;
    if (exit > (positiveInt(launch, "train_iters") ?? exit)) return undefined;
    if (!isAskedFor(launch, "save") || launch.get("checkpoint_scale") !== "linear") return undefined;
    if ((launch.get("extra_save_iters") ?? null) !== null) return undefined;
    return t("The run exits at iteration {0} without saving: checkpoint_factor is {1}.", exit, factor);
  },
  fixes: () => [removeKey("exit_interval", false)],
});
