import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { withAgreeingBatch } from "../kit/withAgreeingBatch";

const GIVEN = `${EXAMPLE_MODEL}global_num_gpus: 16\n`;

export default defineRule({
  id: "global-num-gpus-given",
  phase: "engine",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["global_num_gpus"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  summary: "`global_num_gpus` does not start that many GPUs",
  sources: [
    "megatron/neox_arguments/arguments.py:893:calculate_derived",
    "deepspeed/runtime/config.py:929:_batch_assertion at DeeperSpeed 91d1c55b",
  ],
  explain: `NeoX counts the GPUs itself when the key is left out. A number given there enters the batch sizes only:
the launcher starts what the hostfile or the machine has. DeepSpeed makes the accumulation steps of it again: where
more GPUs start than are told there are none left and it stops; where fewer do it accumulates more, and NeoX counts
iterations of which only some update anything.`,
  bad: { files: { "model.yml": GIVEN }, gpus: 32, neox: "main" },
  good: { files: { "model.yml": GIVEN }, gpus: 16, neox: "main" },
  // Seen with one accumulation step, which NeoX does not hand on.
  isCertain: (launch) =>
    startedGpus(launch) > (launch.int("global_num_gpus") ?? 0) &&
    launch.derivation.int("gradient_accumulation_steps") === 1,
  message: (launch) => {
    const given = launch.int("global_num_gpus");
    const started = startedGpus(launch);
    return given !== undefined && given > 0 && started > 0 && given !== started
      ? t("NeoX computes its batch for {0} GPUs, and the job has {1}.", given, started)
      : undefined;
  },
  fixes: (launch) => withAgreeingBatch(launch, removeKey("global_num_gpus")),
});

/** What the launcher starts; 0 where nobody knows. */
function startedGpus(launch: Launch): number {
  return launch.with({ global_num_gpus: undefined }).gpus ?? 0;
}
