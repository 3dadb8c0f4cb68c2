import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";

import { withAgreeingBatch } from "../kit/withAgreeingBatch";

const GIVEN = `${EXAMPLE_MODEL}global_num_gpus: 16\n`;

export default defineRule({
  id: "global-num-gpus-given",
  phase: "train",
  severity: "warning",
  outcome: "ignored",
  evidence: "read",
  keys: ["global_num_gpus"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`global_num_gpus` does not start that many GPUs",
  sources: ["megatron/neox_arguments/arguments.py:893:calculate_derived"],
  explain: `NeoX counts the GPUs itself when the key is left out. A number given there enters the batch sizes only:
the launcher starts what the hostfile or the machine has, and DeepSpeed then finds batch sizes that do not agree.`,
  bad: { files: { "model.yml": GIVEN }, gpus: 8 },
  good: { files: { "model.yml": GIVEN }, gpus: 16 },
  message: (launch) => {
    const given = launch.int("global_num_gpus");
    const started = launch.with({ global_num_gpus: undefined }).gpus;
    return given !== undefined && given > 0 && started !== undefined && given !== started
      ? t("NeoX computes its batch for {0} GPUs, and the job has {1}.", given, started)
      : undefined;
  },
  fixes: (launch) => withAgreeingBatch(launch, removeKey("global_num_gpus")),
});
