import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { isSettled } from "../../model/certainty";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { enabled, STAGE_0 } from "./precisionBlock";

/** With ZeRO, and with learned positions, activations are fp32 and weights bfloat16. */
const STOPS = {
  phase: "forward",
  neox: { at: "megatron/mpu/layers.py:forward", raises: "RuntimeError" },
} as const;

export default defineRule({
  id: "bf16-block-disabled",
  phase: "args",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["precision", "bf16"],
  holds: since("797a4ab4"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`precision: bfloat16` with a `bf16` block that is not enabled",
  sources: ["megatron/neox_arguments/arguments.py:989:calculate_derived"],
  explain: `NeoX tells DeepSpeed of bfloat16 only when there is no block. With a block that is not enabled the
parameters are bfloat16, but DeepSpeed keeps no fp32 master weights, unless ZeRO does (DeeperSpeed 91d1c55b,
\`deepspeed/runtime/zero/stage_1_and_2.py\`).`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${STAGE_0}
    precision: bfloat16
    bf16:
      enabled: false
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${STAGE_0}
    precision: bfloat16
    bf16:
      enabled: true
  `,
  check(launch, report) {
    if (launch.derivation.get("precision") !== "bfloat16" || isOn(launch, "bf16") !== true) return;
    if (enabled(launch, "bf16") !== false || launch.derivation.int("zero_stage") === undefined) return;
    const isAdded = launch.get("pos_emb") === "learned" && isSettled(launch, "pos_emb");
    const stops = launch.derivation.int("zero_stage") !== 0 || isAdded;
    report({
      at: nestedPlace(launch, ["bf16", "enabled"]) ?? "bf16",
      message: stops
        ? t(
            "Parameters are bfloat16, but this block tells DeepSpeed otherwise: the first forward pass stops.",
          )
        : t(
            "Parameters are bfloat16, but this block tells DeepSpeed otherwise: it keeps no fp32 master weights.",
          ),
      ...(stops ? STOPS : { severity: "warning" }),
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
