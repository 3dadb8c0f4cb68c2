import { t } from "../../base/l10n";
import { optimizerType } from "../../model/run/optimizerType";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

import { exampleOptimizer } from "./exampleOptimizer";

export default defineRule({
  id: "cpu-torch-adam-never",
  phase: "optimizer",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["optimizer"],
  neox: { at: "megatron/training.py:get_optimizer" },
  onlyIn: "training",
  summary: "`cpu_torch_adam` gives DeepSpeed's CPU Adam",
  sources: ["megatron/training.py:1003:get_optimizer"],
  explain: `NeoX compares the whole block with the name, which is never equal, so torch's Adam is never taken.
\`cpu_adam\` says what happens.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${exampleOptimizer("cpu_torch_adam")}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${exampleOptimizer("cpu_adam")}
  `,
  message: (launch) =>
    optimizerType(launch) === "cpu_torch_adam"
      ? t("cpu_torch_adam gives DeepSpeedCPUAdam, as cpu_adam does, and not torch's Adam.")
      : undefined,
  fixes: (launch) => [
    {
      title: t("{0}: {1}", "type", "cpu_adam"),
      preferred: true,
      keepsMeaning: true,
      edits: setNested(launch, ["optimizer", "type"], "cpu_adam"),
    },
  ],
});
