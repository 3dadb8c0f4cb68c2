import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "pipe-partition-method",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["pipe_partition_method"],
  neox: { at: "deepspeed/runtime/pipe/module.py:_partition_layers", raises: "NotImplementedError" },
  summary: "`pipe_partition_method` is `uniform`, `parameters` or `type:` and a pattern",
  sources: [
    "deepspeed/runtime/pipe/module.py:388:forward at DeeperSpeed 91d1c55b",
    "megatron/model/gpt2_model.py:138:__init__",
  ],
  explain: `DeepSpeed partitions the layers by it also when there is no pipeline.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    pipe_partition_method: balanced
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pipe_partition_method: parameters
  `,
  check(launch, report) {
    const method = launch.get("pipe_partition_method");
    if (typeof method !== "string" || /^(uniform|parameters|type:.*)$/is.test(method)) return;
    report({
      at: "pipe_partition_method",
      message: t("DeepSpeed has no partition method {0}.", method),
      fixes: () => [setValue("pipe_partition_method", "type:transformer|mlp")],
    });
  },
});
