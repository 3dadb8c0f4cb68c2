import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { isDict } from "../../yaml/value";
import { isOn } from "../asked";
import { isSettled } from "../certainty";
import { EXAMPLE_MODEL } from "../exampleModel";
import { nestedPlace, setNested } from "../nested/nestedValue";
import { defineRule, type Rule } from "../rule";
import { setValue } from "../simpleFixes";

const STAGE_0 = "zero_optimization:\n  stage: 0\n";

const fp16Disabled = defineRule({
  id: "fp16-disabled-in-vain",
  phase: "args",
  severity: "warning",
  keys: ["precision", "fp16"],
  holds: { from: "2023-05-16", since: "056e9caf" },
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`precision: fp16` switches fp16 on, whatever the block says",
  explain: `NeoX writes \`enabled: true\` into the block (\`megatron/neox_arguments/arguments.py:981\`).`,
  bad: `${EXAMPLE_MODEL}precision: fp16\nfp16:\n  enabled: false\n`,
  good: `${EXAMPLE_MODEL}precision: fp32\nfp16:\n  enabled: false\n`,
  check(launch, report) {
    if (launch.get("precision") !== "fp16" || enabled(launch, "fp16") !== false) return;
    report({
      at: nestedPlace(launch, ["fp16", "enabled"]) ?? "fp16",
      message: t("precision is fp16, so NeoX trains in fp16 though the block says enabled: false."),
      fixes: () => [
        { title: t("precision: {0}", "fp32"), set: { precision: "fp32" } },
        { title: t("enabled: true in {0}", "fp16"), edits: setNested(launch, ["fp16", "enabled"], true) },
      ],
    });
  },
});

const fp16Type = defineRule({
  id: "fp16-type-ignored",
  phase: "args",
  severity: "warning",
  keys: ["fp16", "precision"],
  holds: { from: "2023-05-16", since: "056e9caf" },
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`type: bfloat16` in the `fp16` block trains in fp16",
  explain: `At v2.0 the block's \`type\` chose bfloat16; since 056e9caf NeoX does not look at it
(\`megatron/neox_arguments/arguments.py:967\`). Write \`precision: bfloat16\` instead of the block.`,
  bad: `${EXAMPLE_MODEL}fp16:\n  type: bfloat16\n  enabled: true\n`,
  good: `${EXAMPLE_MODEL}${STAGE_0}precision: bfloat16\n`,
  check(launch, report) {
    const block = launch.get("fp16");
    if (!isDict(block) || block.get("type") !== "bfloat16") return;
    if (launch.derivation.get("precision") !== "fp16") return;
    report({
      at: nestedPlace(launch, ["fp16", "type"]) ?? "fp16",
      message: t("NeoX does not look at this type and trains in fp16; precision: bfloat16 would be it."),
      fixes: () => [
        {
          title: t("type: {0} in {1}", "fp16", "fp16"),
          edits: setNested(launch, ["fp16", "type"], "fp16"),
        },
      ],
    });
  },
});

const bf16Disabled = defineRule({
  id: "bf16-block-disabled",
  phase: "args",
  severity: "warning",
  keys: ["precision", "bf16"],
  holds: { from: "2024-11-13", since: "797a4ab4" },
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`precision: bfloat16` with a `bf16` block that is not enabled",
  explain: `NeoX tells DeepSpeed of bfloat16 only when there is no block (\`megatron/neox_arguments/arguments.py:989\`). With
a block that is not enabled the parameters are bfloat16, but DeepSpeed keeps no fp32 master weights.`,
  bad: `${EXAMPLE_MODEL}${STAGE_0}precision: bfloat16\nbf16:\n  enabled: false\n`,
  good: `${EXAMPLE_MODEL}${STAGE_0}precision: bfloat16\nbf16:\n  enabled: true\n`,
  check(launch, report) {
    if (launch.derivation.get("precision") !== "bfloat16" || isOn(launch, "bf16") !== true) return;
    if (enabled(launch, "bf16") !== false) return;
    report({
      at: nestedPlace(launch, ["bf16", "enabled"]) ?? "bf16",
      message: t(
        "Parameters are bfloat16, but this block tells DeepSpeed otherwise: it keeps no fp32 master weights.",
      ),
      fixes: () => [
        {
          title: t("enabled: true in {0}", "bf16"),
          preferred: true,
          edits: setNested(launch, ["bf16", "enabled"], true),
        },
      ],
    });
  },
});

const bf16GradientSums = defineRule({
  id: "bf16-gradient-accumulation",
  phase: "train",
  severity: "information",
  keys: ["data_types", "precision", "zero_optimization"],
  holds: { from: "2023-09-18", since: "d9166bfd" },
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "bfloat16 with ZeRO sums gradients in bfloat16 unless told otherwise",
  explain: `NeoX logs that bfloat16, ZeRO and pipelines break without fp32 gradients
(\`megatron/neox_arguments/arguments.py:1004\`); with a pipeline, DeepSpeed's \`_exec_reduce_grads\` raised
NotImplementedError. \`data_types: {grad_accum_dtype: fp32}\` mends it.`,
  bad: `${EXAMPLE_MODEL}precision: bfloat16\npipe_parallel_size: 1\nzero_optimization:\n  stage: 1\n`,
  good: `${EXAMPLE_MODEL}precision: bfloat16\npipe_parallel_size: 1\nzero_optimization:\n  stage: 1\ndata_types:\n  grad_accum_dtype: fp32\n`,
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

const bf16WithoutPrecision = defineRule({
  id: "bf16-block-without-precision",
  phase: "args",
  severity: "warning",
  keys: ["bf16", "precision"],
  holds: { from: "2023-05-16", until: "2024-11-13", since: "056e9caf", fixedBy: "797a4ab4" },
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "Before 797a4ab4 (2024-11-13) an enabled `bf16` block did not set `precision`",
  explain: `NeoX looked at the \`fp16\` block only, so that \`precision\` became fp32 while DeepSpeed ran bfloat16: the attention
then met two types at once. Since 797a4ab4 the block decides (\`megatron/neox_arguments/arguments.py:974\`). Setting
\`precision: bfloat16\` is right in every version.`,
  bad: {
    files: { "model.yml": `${EXAMPLE_MODEL}${STAGE_0}bf16:\n  enabled: true\n` },
    neox: "2024-10-31",
  },
  good: {
    files: { "model.yml": `${EXAMPLE_MODEL}${STAGE_0}precision: bfloat16\nbf16:\n  enabled: true\n` },
    neox: "2024-10-31",
  },
  check(launch, report) {
    if (enabled(launch, "bf16") !== true || launch.get("precision") !== null) return;
    if (enabled(launch, "fp16") === true) return;
    report({
      at: { key: "bf16" },
      message: t("NeoX builds the model in fp32 here while DeepSpeed runs bfloat16: precision is not set."),
      fixes: () => [setValue("precision", "bfloat16")],
    });
  },
});

/** Whether a block is enabled; undefined when it is no block. */
function enabled(launch: Launch, name: "fp16" | "bf16"): boolean | undefined {
  const block = launch.get(name);
  return isDict(block) && block.size > 0 ? truthy(block.get("enabled") ?? null) : undefined;
}

export const silentPrecisionRules: readonly Rule[] = [
  fp16Disabled,
  fp16Type,
  bf16Disabled,
  bf16WithoutPrecision,
  bf16GradientSums,
];
