import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { missingFunction } from "../../model/objectives";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "preference-pipeline",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["pipe_parallel_size", "train_impl"],
  holds: since("c8f7b566"),
  onlyIn: "training",
  neox: { at: "megatron/training.py:get_batch_pipe", raises: "AssertionError" },
  summary: "`kto`, `dpo` and `rm` need `pipe_parallel_size: 0`",
  sources: ["megatron/training.py:488:get_batch_pipe"],
  explain: `NeoX asserts it at the first batch. A size of 1 still means a pipeline.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
        pipe_parallel_size: 1
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        train_impl: rm
        dataset_impl: pairwise
        pack_impl: unpacked
        no_weight_tying: true
        pipe_parallel_size: 0
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const impl = launch.get("train_impl");
    const stages = positiveInt(launch, "pipe_parallel_size");
    if (stages === undefined || (impl !== "kto" && impl !== "dpo" && impl !== "rm")) return;
    report({
      at: "pipe_parallel_size",
      message: t("{0} does not work in a pipeline; NeoX asserts pipe_parallel_size 0.", impl),
      // Nothing makes an objective run that calls what is not there.
      fixes: () => (missingFunction(launch) === undefined ? [setValue("pipe_parallel_size", 0n)] : []),
    });
  },
});
