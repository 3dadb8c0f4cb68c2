import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "reinforce-in-pipeline",
  phase: "train",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["train_impl", "pipe_parallel_size"],
  at: "train_impl",
  holds: since("f7a5a6f9"),
  neox: { at: "megatron/training.py:get_batch_pipe" },
  summary: "`train_impl: reinforce` in a pipeline trains a plain language model",
  sources: ["megatron/training.py:485:get_batch_pipe"],
  explain: `The check that refuses pipelines for preference training leaves out reinforce, and the pipeline computes
the ordinary loss. Take \`pipe_parallel_size: 0\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_impl: reinforce
    dataset_impl: online
    pipe_parallel_size: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_impl: reinforce
    dataset_impl: online
    pipe_parallel_size: 0
  `,
  message: (launch) =>
    launch.get("train_impl") === "reinforce" && (launch.int("pipe_parallel_size") ?? 0) >= 1
      ? t("In a pipeline NeoX computes the plain language-model loss, not reinforce.")
      : undefined,
  fixes: () => [setValue("pipe_parallel_size", 0n)],
});
