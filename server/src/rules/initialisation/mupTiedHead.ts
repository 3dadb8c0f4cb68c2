import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mup-tied-head",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["use_mup", "no_weight_tying", "pipe_parallel_size"],
  at: "use_mup",
  neox: { at: "megatron/model/gpt2_model.py:_logits_helper", raises: "AttributeError" },
  summary: "Without a pipeline muP needs a head of its own",
  sources: ["megatron/model/gpt2_model.py:307:_logits_helper"],
  explain: `The tied head asks the embedding of the pipeline for its base shapes. Without a pipeline the model is made of
another, and the weights of the first have none: \`no attribute 'infshape'\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    base_shapes_file: shapes
    no_weight_tying: false
    pipe_parallel_size: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    base_shapes_file: shapes
    no_weight_tying: true
  `,
  message: (launch) => {
    if (launch.get("use_mup") !== true || launch.get("save_base_shapes") === true) return undefined;
    if (launch.get("no_weight_tying") !== false || !isSettled(launch, "no_weight_tying")) return undefined;
    return launch.int("pipe_parallel_size") === 0 && isSettled(launch, "pipe_parallel_size")
      ? t("With use_mup, a tied head and no pipeline the first forward pass stops.")
      : undefined;
  },
  fixes: () => [setValue("no_weight_tying", true)],
});
