import { t } from "../../base/l10n";
import type { NeoxFailure } from "../../engine/rule";
import { AT_MAIN, since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

import { GENERATE } from "./textGeneration";

const WITHOUT_PIPELINE: { readonly severity: "warning"; readonly neox: NeoxFailure } = {
  severity: "warning",
  neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
};

export default defineRule({
  id: "reward-model-inference",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["train_impl", "text_gen_type", "pipe_parallel_size"],
  holds: since("1c727420"),
  neox: { at: "megatron/model/gpt2_model.py:_set_parallel_output", raises: "AttributeError" },
  onlyIn: "generation",
  summary: "A reward model generates no text",
  sources: ["megatron/model/gpt2_model.py:345:_set_parallel_output"],
  explain: `In a pipeline its head has no \`final_linear\`, and NeoX stops. Without one it writes token 0, whatever it is asked.`,
  bad: yaml`
    ${GENERATE}
    train_impl: rm
    dataset_impl: pairwise
    pack_impl: unpacked
    no_weight_tying: true
    pipe_parallel_size: 1
  `,
  good: yaml`
    ${GENERATE}
    train_impl: normal
  `,
  check(launch, report) {
    if (launch.get("train_impl") !== "rm") return;
    const isPipeline = launch.int("pipe_parallel_size") !== 0;
    report({
      at: "train_impl",
      message: isPipeline
        ? t("A reward model has one output and no words; generate.py needs train_impl normal.")
        : t("A reward model has one output and no words: generate.py writes token 0 only."),
      ...(!isPipeline && WITHOUT_PIPELINE),
    });
  },
});
