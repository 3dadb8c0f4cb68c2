import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "zero-model-parallel",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["zero_optimization", "model_parallel_size"],
  holds: since("c1ae1d77"),
  neox: { at: "megatron/training.py:get_model", raises: "SystemExit" },
  summary: "ZeRO 2 and 3 do not go with model parallelism",
  sources: ["megatron/training.py:889:get_model"],
  explain: `Since {c1ae1d77} NeoX prints a line and exits with status 0, so that the job looks like a
success.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        zero_optimization: {stage: 3}
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        zero_optimization: {stage: 1}
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 2,
  },
  check(launch, report) {
    const stage = launch.derivation.int("zero_stage");
    const modelParallelSize = positiveInt(launch, "model_parallel_size");
    if ((stage !== 2 && stage !== 3) || modelParallelSize === undefined || modelParallelSize < 2) return;
    report({
      at: "model_parallel_size",
      message: t(
        "NeoX exits quietly: ZeRO stage {0} does not go with model_parallel_size {1}. The exit code is 0: a queue sees success.",
        stage,
        modelParallelSize,
      ),
      fixes: () => [
        {
          title: t("stage: {0} in {1}", 1, "zero_optimization"),
          preferred: true,
          edits: setNested(launch, ["zero_optimization", "stage"], 1n),
        },
      ],
    });
  },
});
