import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { isGeneration, isInference, saysHowToTrain } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { GENERATE } from "./textGeneration";

const STAGE_1 = "zero_optimization: {stage: 1}\n";

export default defineRule({
  id: "inference-zero-stage",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["zero_optimization", "text_gen_type", "eval_tasks"],
  holds: until("77e8158a"),
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  summary: "`generate.py` and `eval.py` did not start with ZeRO stage 1 or 2",
  sources: [
    "megatron/utils.py:441:setup_for_inference_or_eval",
    "megatron/neox_arguments/arguments.py:502:set_up_autotuning",
  ],
  explain: `They take the optimizer out and mean to take ZeRO out as well, but the launcher hands
\`zero_optimization\` over a second time, for autotuning, and that one counts. DeepSpeed then asserts \`zero stage 1
requires an optimizer\` (issue 987 of gpt-neox). Stages 0 and 3 start. Training with the same block is fine: give the
stage in a file of its own for inference. {77e8158a} gave inference a stand-in optimizer, with which main was seen to
generate in stages 1 and 2.`,
  bad: {
    files: {
      "model.yml": yaml`
    ${GENERATE}
    load: checkpoints
    ${STAGE_1}
  `,
    },
    neox: "2023-08-01",
  },
  good: {
    files: {
      "model.yml": yaml`
    ${GENERATE}
    load: checkpoints
    zero_optimization: {stage: 0}
  `,
    },
    neox: "2023-08-01",
  },
  check(launch, report) {
    const stage = launch.derivation.int("zero_stage");
    if (!launch.settings.has("zero_optimization") || (stage !== 1 && stage !== 2)) return;
    // With tasks for the harness beside the data, it may be training that evaluates between its steps.
    if (!isGeneration(launch) && (!isInference(launch) || saysHowToTrain(launch))) return;
    report({
      at: nestedPlace(launch, ["zero_optimization", "stage"]) ?? "zero_optimization",
      message: t(
        "Without an optimizer DeepSpeed refuses ZeRO stage {0}: generate.py and eval.py stop.",
        stage,
      ),
      fixes: () => [
        {
          title: t("stage: {0} in {1}", 0, "zero_optimization"),
          preferred: true,
          edits: setNested(launch, ["zero_optimization", "stage"], 0n),
        },
      ],
    });
  },
});
