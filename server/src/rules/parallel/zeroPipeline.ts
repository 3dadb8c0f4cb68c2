import { t } from "../../base/l10n";
import type { Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Versions that look at the stage themselves. */
const REFUSED_BY_NEOX = since("c1ae1d77");

export default defineRule({
  id: "zero-pipeline",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["zero_optimization", "pipe_parallel_size"],
  neox: { at: "megatron/training.py:get_model", raises: "SystemExit" },
  summary: "ZeRO 2 and 3 need `pipe_parallel_size: 0`",
  explain: `NeoX prints a line and exits with status 0, so that the job looks like a success
(\`megatron/training.py:878\`; before c1ae1d77, an assertion of DeepSpeed). A size of 1 still means a
pipeline.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization: {stage: 2}
    pipe_parallel_size: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization: {stage: 2}
    pipe_parallel_size: 0
  `,
  check(launch, report) {
    const stage = launch.derivation.int("zero_stage");
    const stages = positiveInt(launch, "pipe_parallel_size");
    if ((stage !== 2 && stage !== 3) || stages === undefined) return;
    // In some versions a single stage was no pipeline.
    if (launch.derivation.get("is_pipe_parallel") === false) return;
    report({
      at: "pipe_parallel_size",
      ...refusal(launch, stage, stages),
      fixes: () => [
        {
          title: t("stage: {0} in {1}", 1, "zero_optimization"),
          preferred: true,
          edits: setNested(launch, ["zero_optimization", "stage"], 1n),
        },
        ...(stages === 1 ? [setValue("pipe_parallel_size", 0n, false)] : []),
      ],
    });
  },
});

/** Who stops the run, and how. */
function refusal(launch: Launch, stage: number, stages: number): Pick<Report, "message" | "neox"> {
  if (holdsFor(REFUSED_BY_NEOX, launch.target) !== "never")
    return {
      message: t(
        "NeoX exits quietly: ZeRO stage {0} does not go with pipe_parallel_size {1}. The exit code is 0: a queue sees success.",
        stage,
        stages,
      ),
    };
  return {
    message: t(
      "DeepSpeed refuses ZeRO stage {0} in a pipeline, and pipe_parallel_size is {1}.",
      stage,
      stages,
    ),
    neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
  };
}
