import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { isDict, typeName } from "../../yaml/value";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { saidInBlock } from "../kit/nestedEntries";
import { setNested } from "../kit/nestedValue";
import { renameMisspelt } from "../kit/renameNested";
import { numbersMovedTo } from "../kit/saidElsewhere";
import { yaml } from "../kit/yaml";

const STAGE = ["zero_optimization", "stage"] as const;

export default defineRule({
  id: "zero-stage-required",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["zero_optimization"],
  holds: since("e897c23e"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "KeyError" },
  summary: "`zero_optimization` must have a `stage`",
  sources: ["megatron/neox_arguments/arguments.py:1019:calculate_derived"],
  explain: `NeoX's defaults hold only when the whole block is missing; a block without \`stage\`, also an empty one,
ends in a KeyError.`,
  bad: yaml`
    zero_optimization:
      allgather_partitions: true
  `,
  good: yaml`
    zero_optimization:
      stage: 1
      allgather_partitions: true
  `,
  check(launch, report) {
    const [crash] = crashesOf(launch, "zero-stage-required");
    const block = launch.get("zero_optimization");
    if (crash === undefined || !isDict(block)) return;
    report({
      at: { key: "zero_optimization" },
      message: t("zero_optimization has no stage, so NeoX stops with a KeyError: 'stage'."),
      fixes: () => fixes(launch),
    });
  },
});

function fixes(launch: Launch): readonly Fix[] {
  const written = (stage: number | bigint) => ({ edits: setNested(launch, STAGE, stage) });
  const moved = numbersMovedTo(launch, STAGE.join("."), written);
  if (moved.length > 0) return moved;
  const renamed = renameMisspelt(launch, "zero_optimization", "stage");
  const title = t("stage: {0} in {1}", 0, "zero_optimization");
  return [...renamed, { title, preferred: renamed.length === 0 && !maySayStage(launch), ...written(0n) }];
}

/** Whether a number in the block may be the stage by another name, for those of its other keys are larger; or a block in it has one. */
function maySayStage(launch: Launch): boolean {
  return saidInBlock(launch, ["zero_optimization"]).some(([, value]) => {
    if (isDict(value.value)) return value.value.has("stage");
    const isNumber = ["str", "int", "float"].includes(typeName(value.value));
    return isNumber && value.kind === "scalar" && /^\s*[0-3](?:\.0*)?\s*$/.test(value.source);
  });
}
