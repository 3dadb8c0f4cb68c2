import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { saysHowToTrain } from "../../model/run/isTraining";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const EVALUATION = `${EXAMPLE_MODEL}load: checkpoints\npipe_parallel_size: 1\n`;

export default defineRule({
  id: "eval-harness-limit",
  phase: "generate",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["eval_tasks", "load"],
  holds: since("b27e409c"),
  neox: { at: "eval_tasks/eval_adapter.py:run_eval" },
  summary: "The evaluation harness looks at 10 documents of each task",
  sources: ["eval_tasks/eval_adapter.py:493:run_eval"],
  explain: `The number stands in NeoX's source, and no argument changes it: the scores are of 10 samples. Change the
line for scores that mean something. It is told of configs for \`eval.py\`, which load and do not train.`,
  bad: {
    files: {
      "eval.yml": yaml`
        ${EVALUATION}
        eval_tasks: [lambada_openai]
      `,
    },
    neox: "main",
  },
  good: { files: { "eval.yml": EVALUATION }, neox: "main" },
  message: (launch) =>
    ["eval_tasks", "load"].every((key) => truthy(launch.settings.get(key)?.value ?? null)) &&
    !saysHowToTrain(launch)
      ? t("NeoX evaluates only the first 10 documents of each task, whatever the config says.")
      : undefined,
});
