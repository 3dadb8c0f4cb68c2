import { accepts } from "../../arguments/accepts";
import type { ArgumentType } from "../../arguments/argument";
import { BLOCKS } from "../../arguments/blocks";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { type NestedEntry, nestedEntries } from "../kit/nestedEntries";
import { nestedNumber } from "../kit/values/nestedNumbers";
import { scalarMeant } from "../kit/values/spelling";
import { refusedValues } from "../kit/values/typedValue";
import { rewrite } from "../kit/values/typeFixes";
import { givenWords, wantedWords } from "../kit/values/typeWords";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "nested-wrong-type",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [],
  neox: { at: "megatron/training.py:setup_model_and_optimizer" },
  summary: "A value inside of a block that is not of the type its reader wants.",
  explain: `NeoX checks types only at top level. Inside of a block a wrong value goes on to its reader:
DeepSpeed may refuse it, and a string counts as true, so that \`enabled: "false"\` switches on.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    fp16: { enabled: "false" }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    fp16: { enabled: true }
  `,
  check(launch, report) {
    const told = new Set(refusedValues(launch).map(({ node }) => node));
    for (const { path, keys } of BLOCKS) {
      for (const nested of nestedEntries(launch, path)) {
        const node = nested.entry.value;
        const type = keys.get(nested.key);
        if (
          type === undefined ||
          told.has(node) ||
          nestedNumber(node) !== undefined ||
          fits(launch, type, nested)
        )
          continue;
        const meant = node.kind === "scalar" ? scalarMeant(nested.path, node, type) : undefined;
        report({
          at: { file: nested.file, span: node.span },
          message: t(
            "{0} should be {1}, but PyYAML reads {2} here, and NeoX hands it on without checking it.",
            nested.path,
            wantedWords(type),
            givenWords(node.value),
          ),
          keys: [nested.setting.name],
          ...seenToStop(launch, nested.path),
          fixes: () => (meant === undefined ? [] : [rewrite({ ...nested, node }, meant)]),
        });
      }
    }
  },
});

/** Where a text for a number was seen to stop DeeperSpeed 91d1c55b, with fp16. */
const STOPS: Readonly<Record<string, Pick<Report, "phase" | "neox">>> = {
  "fp16.loss_scale": {
    phase: "train",
    neox: { at: "megatron/training.py:backward_step", raises: "TypeError" },
  },
  "fp16.initial_scale_power": {
    phase: "engine",
    neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "TypeError" },
  },
};

function seenToStop(launch: Launch, path: string): Partial<Report> {
  const stop = ownValue(STOPS, path);
  const isSeen = launch.derivation.get("precision") === "fp16" && !isInference(launch);
  return stop !== undefined && isSeen ? stop : { severity: "warning" };
}

/** DeepSpeed's own types are not checked, nor is what the autotuner fills in or tries out. */
function fits(launch: Launch, type: ArgumentType, { setting, entry }: NestedEntry): boolean {
  if (type.kind === "any" || type.kind === "generic") return true;
  if (setting.name !== "autotuning" && (launch.get("autotuning") ?? null) !== null) return true;
  const { value } = entry.value;
  const isWhole = typeof value === "number" && Number.isInteger(value);
  return accepts(type, value) || (isWhole && accepts(type, BigInt(value)));
}
