import { t } from "../../base/l10n";
import { defineSingleFinding } from "../kit/singleFinding";
import { GENERATE, isGeneration } from "./textGeneration";

export default defineSingleFinding({
  id: "reward-model-inference",
  phase: "generate",
  severity: "warning",
  keys: ["train_impl", "text_gen_type"],
  holds: { from: "2024-09-08", since: "1c727420" },
  neox: { at: "megatron/model/gpt2_model.py:_set_parallel_output", raises: "AttributeError" },
  summary: "A reward model generates no text",
  explain: "In a pipeline its head has no `final_linear` (`megatron/model/gpt2_model.py:345`).",
  bad: `${GENERATE}train_impl: rm\ndataset_impl: pairwise\npack_impl: unpacked\nno_weight_tying: true\n`,
  good: `${GENERATE}train_impl: normal\n`,
  says: (launch) =>
    isGeneration(launch) && launch.get("train_impl") === "rm"
      ? t("A reward model has one output and no words; generate.py needs train_impl normal.")
      : undefined,
});
