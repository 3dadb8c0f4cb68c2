import { t } from "../../base/l10n";
import { isSettled } from "../../model/certainty";
import { truthy } from "../../python/compare";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "eval-tasks-need-pipeline",
  phase: "generate",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["eval_tasks", "pipe_parallel_size"],
  neox: { at: "eval_tasks/eval_adapter.py:__init__", raises: "AttributeError" },
  summary: "`eval_tasks` needs `pipe_parallel_size: 1`",
  sources: ["eval_tasks/eval_adapter.py:62:__init__", "eval_tasks/eval_adapter.py:372:_model_call"],
  explain: `The adapter for lm-eval asks the model for attributes that only the pipeline engine has, in \`eval.py\` as
well as during training (\`megatron/training.py:1646\`; issue 1320 of gpt-neox).`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    eval_tasks: [lambada_openai]
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    eval_tasks: [lambada_openai]
    pipe_parallel_size: 1
  `,
  message: (launch) =>
    truthy(launch.settings.get("eval_tasks")?.value ?? null) &&
    // Text generation asks nothing of the harness.
    !truthy(launch.settings.get("text_gen_type")?.value ?? null) &&
    launch.int("pipe_parallel_size") === 0 &&
    isSettled(launch, "pipe_parallel_size")
      ? t("The evaluation harness works with the pipeline engine only, and pipe_parallel_size is 0.")
      : undefined,
  fixes: () => [setValue("pipe_parallel_size", 1n)],
});
