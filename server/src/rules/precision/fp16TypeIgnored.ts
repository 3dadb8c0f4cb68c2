import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { replacing } from "../kit/values/replacing";
import { yaml } from "../kit/yaml";
import { STAGE_0 } from "./precisionBlock";

/** What people call it. */
const BFLOAT16: ReadonlySet<string> = new Set(["bfloat16", "bfloat", "bf16"]);

export default defineRule({
  id: "fp16-type-ignored",
  phase: "args",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["fp16", "precision"],
  holds: since("056e9caf"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "`type: bfloat16` in the `fp16` block trains in fp16",
  sources: ["megatron/neox_arguments/arguments.py:967:calculate_derived"],
  explain: `At v2.0 the block's \`type\` chose bfloat16; since 056e9caf NeoX does not look at it. Write \`precision:
bfloat16\` instead of the block.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    fp16:
      type: bfloat16
      enabled: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${STAGE_0}
    precision: bfloat16
  `,
  check(launch, report) {
    const block = launch.get("fp16");
    const type = isDict(block) ? block.get("type") : undefined;
    if (typeof type !== "string" || !BFLOAT16.has(type.toLowerCase())) return;
    if (launch.derivation.get("precision") !== "fp16") return;
    report({
      at: nestedPlace(launch, ["fp16", "type"]) ?? "fp16",
      message: t(
        "NeoX does not look at this type and trains in fp16; bfloat16 is asked for by precision: bfloat16.",
      ),
      fixes: () => [
        ...asBfloat16(launch),
        {
          title: t("type: {0} in {1}", "fp16", "fp16"),
          edits: setNested(launch, ["fp16", "type"], "fp16"),
        },
      ],
    });
  },
});

/** What the block means to say, where the file does not say otherwise. */
function asBfloat16(launch: Launch): readonly Fix[] {
  const setting = launch.settings.get("fp16");
  const isSaid = ["precision", "bf16"].some((name) => launch.settings.has(name));
  if (setting === undefined || isSaid) return [];
  const block = launch.catalogue.get("bf16") ? [["bf16", new Map([["enabled", true]])] as const] : [];
  return [replacing(setting, launch, [["precision", "bfloat16"], ...block])];
}
