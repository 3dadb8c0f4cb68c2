import { t } from "../../base/l10n";
import type { Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { zeroStage } from "../../model/run/zeroStage";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "amp-zero",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["amp", "zero_optimization", "precision"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "NotImplementedError" },
  summary: "`amp` goes neither with ZeRO nor with half precision",
  sources: ["deepspeed/runtime/engine.py:1319:_do_optimizer_sanity_check at DeeperSpeed 91d1c55b"],
  explain: `DeepSpeed refuses Apex's amp beside ZeRO, fp16 and bfloat16. \`precision\` alone is what NeoX trains with.
Seen by running DeeperSpeed 91d1c55b on a CPU.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    amp: {enabled: true}
    precision: fp16
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
  `,
  check(launch, report) {
    const refusal = blockValue(launch, ["amp", "enabled"]) === true ? refusalOf(launch) : undefined;
    if (refusal === undefined || !launch.settings.has("amp")) return;
    report({
      at: "amp",
      ...refusal,
      fixes: () => [{ title: t("Remove {0}", "amp"), preferred: true, remove: ["amp"] }],
    });
  },
});

/** What DeepSpeed refuses beside amp: ZeRO by an assertion, before it looks at the precision. */
function refusalOf(launch: Launch): Pick<Report, "message" | "neox"> | undefined {
  const stage = zeroStage(launch);
  if (stage >= 1)
    return {
      message: t("DeepSpeed refuses amp with ZeRO stage {0}.", stage),
      neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "AssertionError" },
    };
  const precision = launch.derivation.get("precision");
  return precision === "fp16" || precision === "bfloat16"
    ? { message: t("DeepSpeed refuses amp with precision {0}.", precision) }
    : undefined;
}
