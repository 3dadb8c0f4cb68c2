import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { evaluates } from "../kit/evaluates";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "char-level-ppl-model-parallel",
  phase: "eval",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["char_level_ppl", "model_parallel_size", "eval_iters"],
  neox: { at: "megatron/utils.py:__next__", raises: "AttributeError" },
  onlyIn: "training",
  summary: "`char_level_ppl` does not go with model parallelism",
  sources: ["megatron/training.py:1586:evaluate", "megatron/utils.py:493:__next__"],
  explain: `Of the ranks that share a layer only the first reads data, and with \`char_level_ppl\` all of them ask for it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    char_level_ppl: true
    model_parallel_size: 2
    pipe_parallel_size: 0
    train_iters: 1000
    data_path: data/enwik8
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    char_level_ppl: true
    model_parallel_size: 1
    pipe_parallel_size: 0
    train_iters: 1000
    data_path: data/enwik8
  `,
  isCertain: (launch) => evaluates(launch) && launch.int("pipe_parallel_size") === 0,
  message: (launch) => {
    const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
    return isSwitchedOn(launch, "char_level_ppl") && ranks > 1
      ? t("char_level_ppl asks all {0} ranks of a layer for data, which only the first has.", ranks)
      : undefined;
  },
  fixes: () => [setValue("char_level_ppl", false)],
});
