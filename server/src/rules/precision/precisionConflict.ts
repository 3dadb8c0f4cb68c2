import { t } from "../../base/l10n";
import type { Fix, Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { precisionMeant } from "../../model/precisionMeant";
import { truthy } from "../../python/compare";
import { repr } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { setNested } from "../kit/nestedValue";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "precision-conflict",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["precision", "fp16", "bf16"],
  holds: since("056e9caf"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "AssertionError" },
  summary: "An enabled `fp16` or `bf16` block must agree with `precision`",
  sources: ["megatron/neox_arguments/arguments.py:966-980:calculate_derived"],
  explain: `NeoX takes \`fp16: {enabled: true}\` for \`precision: fp16\` and \`bf16: {enabled: true}\` for
\`precision: bfloat16\`, and asserts that \`precision\`, when it is set, is spelled exactly so. The bf16 block is
looked at since {797a4ab4}.`,
  bad: yaml`
    precision: bfloat16
    fp16:
      enabled: true
  `,
  good: yaml`
    precision: fp16
    fp16:
      enabled: true
  `,
  check(launch, report) {
    const precision = launch.get("precision");
    if (precision === undefined) return;
    const isFp16 = truthy(launch.derivation.get("fp16Enabled") ?? null);
    if (isFp16 && precision !== null && precision !== "fp16") report(conflict(launch, "fp16", "fp16"));
    if (!truthy(launch.derivation.get("bf16Enabled") ?? null)) return;
    const withFp16 = precision ?? (isFp16 ? "fp16" : null);
    if (withFp16 === null || withFp16 === "bfloat16") return;
    report({ ...conflict(launch, "bf16", "bfloat16"), holds: since("797a4ab4") });
  },
});

function conflict(launch: Launch, block: string, expected: string): Report {
  const precision = launch.get("precision") ?? null;
  const message =
    precision === null
      ? t("Both fp16 and bf16 are enabled, and NeoX refuses that.")
      : t(
          "{0} is enabled, which needs precision {1}, but precision is {2}.",
          block,
          expected,
          repr(precision),
        );
  return {
    at: precision === null ? block : "precision",
    message,
    keys: ["precision", block],
    fixes: () =>
      precision === null
        ? [...disabling(launch, "fp16"), ...disabling(launch, "bf16")]
        : agreeing(launch, block, expected),
  };
}

/** The precision that the file names stays; where it means the block's, it is only spelled otherwise. */
function agreeing(launch: Launch, block: string, expected: string): readonly Fix[] {
  const isMeant = precisionMeant(launch.get("precision")) === expected;
  const off = disabling(launch, block).map((fix) => ({
    ...fix,
    preferred: !isMeant,
    keepsMeaning: !isMeant,
  }));
  return isMeant
    ? [setValue("precision", expected), ...off]
    : [...off, setValue("precision", expected, false)];
}

/** Switches a block off, wherever it is or comes to be switched on. */
function disabling(launch: Launch, block: string): readonly Fix[] {
  const edits = setNested(launch, [block, "enabled"], false);
  return [{ title: t("{0}: {1}", `${block}.enabled`, "false"), edits }];
}
