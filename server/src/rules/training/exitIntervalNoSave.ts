import { t } from "../../base/l10n";
import { isAskedFor } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "exit-interval-no-save",
  phase: "train",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["exit_interval", "checkpoint_factor", "save"],
  neox: { at: "megatron/training.py:train" },
  summary: "`exit_interval` ends the run without a checkpoint",
  sources: ["megatron/training.py:1554:train"],
  explain: `The process exits at that iteration; what came after the last checkpoint is lost unless the iteration is
one that saves.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    save: checkpoints
    checkpoint_factor: 1000
    exit_interval: 50
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    save: checkpoints
    checkpoint_factor: 1000
    exit_interval: 2000
  `,
  message: (launch) => {
    const [exit, factor] = [positiveInt(launch, "exit_interval"), positiveInt(launch, "checkpoint_factor")];
    if (exit === undefined || factor === undefined || exit % factor === 0) return undefined;
    if (exit > (positiveInt(launch, "train_iters") ?? exit)) return undefined;
    if (!isAskedFor(launch, "save") || launch.get("checkpoint_scale") !== "linear") return undefined;
    if ((launch.get("extra_save_iters") ?? null) !== null) return undefined;
    return t("The run exits at iteration {0} without saving: checkpoint_factor is {1}.", exit, factor);
  },
  fixes: () => [removeKey("exit_interval", false)],
});
