import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { saysHowToTrain } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

export default defineRule({
  id: "sequence-parallel-inference",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["sequence_parallel", "model_parallel_size", "text_gen_type"],
  holds: since("8b43196f"),
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  onlyIn: "generation",
  summary: "`sequence_parallel` is for training",
  sources: ["megatron/model/word_embeddings.py:170:forward", "megatron/mpu/layers.py:579:forward"],
  explain: `A prompt, and each single token after it, would have to divide by \`model_parallel_size\`, and in a
pipeline an untied head refuses it.`,
  bad: yaml`
    ${GENERATE}
    sequence_parallel: true
    model_parallel_size: 2
  `,
  good: yaml`
    ${GENERATE}
    sequence_parallel: false
    model_parallel_size: 2
  `,
  // Beside data it may be a training, and with recompute each step takes a whole sequence.
  isCertain: (launch) =>
    (launch.script === "generate.py" || !saysHowToTrain(launch)) && isOn(launch, "recompute") === false,
  message: (launch) =>
    isOn(launch, "sequence_parallel") === true && (positiveInt(launch, "model_parallel_size") ?? 1) > 1
      ? t("generate.py stops with sequence_parallel: one token does not divide into ranks.")
      : undefined,
  fixes: () => [setValue("sequence_parallel", false)],
});
