import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isSettled } from "../../model/certainty";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "bf16-gradient-accumulation",
  phase: "train",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["data_types", "precision", "zero_optimization"],
  holds: since("d9166bfd"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "bfloat16 with ZeRO sums gradients in bfloat16 unless told otherwise",
  sources: ["megatron/neox_arguments/arguments.py:1004:calculate_derived"],
  explain: `NeoX logs that bfloat16, ZeRO and pipelines break without fp32 gradients; with a pipeline, DeepSpeed's
\`_exec_reduce_grads\` raised NotImplementedError. \`data_types: {grad_accum_dtype: fp32}\` mends it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    pipe_parallel_size: 1
    zero_optimization:
      stage: 1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    pipe_parallel_size: 1
    zero_optimization:
      stage: 1
    data_types:
      grad_accum_dtype: fp32
  `,
  check(launch, report) {
    if (launch.derivation.get("precision") !== "bfloat16" || !isSettled(launch, "pipe_parallel_size")) return;
    if ((launch.derivation.int("zero_stage") ?? 0) < 1 || launch.derivation.get("is_pipe_parallel") !== true)
      return;
    const types = launch.get("data_types");
    if (isDict(types) ? types.get("grad_accum_dtype") === "fp32" : types !== null) return;
    report({
      at: nestedPlace(launch, ["data_types", "grad_accum_dtype"]) ?? "precision",
      message: t("bfloat16, ZeRO and a pipeline: NeoX warns that this breaks without fp32 gradients."),
      fixes: () => [
        {
          title: t("data_types: {grad_accum_dtype: fp32}"),
          preferred: true,
          ...(isDict(types)
            ? { edits: setNested(launch, ["data_types", "grad_accum_dtype"], "fp32") }
            : { set: { data_types: new Map([["grad_accum_dtype", "fp32"]]) } }),
        },
      ],
    });
  },
});
