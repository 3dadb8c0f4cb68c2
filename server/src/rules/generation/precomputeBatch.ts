import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { saysHowToTrain } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "precompute-batch",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["text_gen_type", "train_micro_batch_size_per_gpu", "pipe_parallel_size"],
  holds: since("77e8158a"),
  neox: { at: "megatron/text_generation_utils.py:precompute_logits", raises: "AssertionError" },
  onlyIn: "generation",
  summary: "`precompute` needs micro batches of 2 or more, and no pipeline",
  sources: ["megatron/text_generation_utils.py:964-971:precompute_logits"],
  explain: `With one sample the batch dimension is squeezed away, and a pipeline's buffers have another shape.`,
  bad: yaml`
    ${EXAMPLE_MODEL.replace("per_gpu: 4", "per_gpu: 1")}
    text_gen_type: precompute
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: precompute
  `,
  // Beside data it may be a training, and a pipeline was not run.
  isCertain: (launch) => !saysHowToTrain(launch) && launch.int("pipe_parallel_size") === 0,
  message: (launch) => {
    if (launch.settings.get("text_gen_type")?.value !== "precompute") return undefined;
    if (positiveInt(launch, "pipe_parallel_size") !== undefined)
      return t("precompute does not work in a pipeline; take pipe_parallel_size 0.");
    return launch.derivation.int("train_micro_batch_size_per_gpu") === 1
      ? t("precompute loses the batch dimension of a micro batch of 1.")
      : undefined;
  },
});
