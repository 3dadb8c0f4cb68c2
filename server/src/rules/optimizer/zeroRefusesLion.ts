import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { optimizerType } from "../../model/run/optimizerType";
import { zeroStage } from "../../model/run/zeroStage";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { exampleOptimizer } from "./exampleOptimizer";
import { allowUntested, isUntestedAllowed } from "./untestedOptimizer";

export default defineRule({
  id: "zero-refuses-lion",
  phase: "optimizer",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["optimizer", "zero_optimization", "deepspeed_extra_args"],
  holds: until("df8cf244"),
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  onlyIn: "training",
  summary: "Before {df8cf244}, Lion was NeoX's own, which DeepSpeed refuses with ZeRO",
  sources: ["megatron/training.py:1032-1043:get_optimizer"],
  explain: `Since df8cf244 NeoX takes DeepSpeed's Lion with ZeRO. Before, stage 0 runs, or
\`zero_allow_untested_optimizer: true\` under \`deepspeed_extra_args\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        zero_optimization: {stage: 1}
        ${exampleOptimizer("Lion")}
      `,
    },
    neox: "2024-03-02",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        zero_optimization: {stage: 0}
        ${exampleOptimizer("Lion")}
      `,
    },
    neox: "2024-03-02",
  },
  message: (launch) => {
    if (optimizerType(launch) !== "lion" || zeroStage(launch) < 1) return undefined;
    return isUntestedAllowed(launch)
      ? undefined
      : t(
          "DeepSpeed refuses NeoX's own Lion with ZeRO stage {0}: only its own Lion is known to it.",
          zeroStage(launch),
        );
  },
  fixes: (launch) => [
    ...allowUntested(launch),
    {
      title: t("stage: {0} in {1}", 0, "zero_optimization"),
      edits: setNested(launch, ["zero_optimization", "stage"], 0n),
    },
  ],
});
