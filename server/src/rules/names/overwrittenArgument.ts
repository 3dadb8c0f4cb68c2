import { t } from "../../base/l10n";
import type { Fix, Severity } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { equals } from "../../python/compare";
import { str } from "../../python/text";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { renamingUnlessMeantTwice } from "../kit/saidElsewhere";
import { isFree } from "../kit/values/replacementFixes";
import { yaml } from "../kit/yaml";

/** Told by a rule of its own. */
const TOLD_ELSEWHERE: ReadonlySet<string> = new Set(["config_files"]);

export default defineRule({
  id: "overwritten-argument",
  phase: "args",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: [],
  tag: "unnecessary",
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "A key that NeoX computes itself, whatever the file says",
  sources: [
    "megatron/neox_arguments/arguments.py:1058:calculate_derived",
    "megatron/neox_arguments/arguments.py:960:calculate_derived",
    "megatron/neox_arguments/arguments.py:962:calculate_derived",
    "megatron/neox_arguments/arguments.py:1021:calculate_derived",
  ],
  explain: `NeoX overwrites these arguments while it derives its values: \`lr\` with \`optimizer.params.lr\` or 0.001,
\`batch_size\` with \`train_micro_batch_size_per_gpu\`, \`clip_grad\` with \`gradient_clipping\`, \`zero_stage\` and its kin with \`zero_optimization\`, \`optimizer_type\`,
\`is_pipe_parallel\`, and what the tokenizer and the launcher tell it. It is a warning where the file says something
else than what NeoX computes.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    lr: 0.5
    optimizer:
      type: Adam
      params:
        lr: 0.0006
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    optimizer:
      type: Adam
      params:
        lr: 0.5
  `,
  check(launch, report) {
    for (const { name, value } of launch.settings.values()) {
      const argument = launch.catalogue.get(name);
      if (argument?.setBy !== "overwritten" || value === null || TOLD_ELSEWHERE.has(name)) continue;
      const decidedBy = argument.decidedBy ?? [];
      const becomes = derivedValue(launch, name);
      report({
        at: { key: name },
        message: message(name, decidedBy, becomes),
        keys: [name],
        operands: decidedBy.map((path) => path.split(".")[0] ?? path),
        severity: severityOf(value, becomes),
        fixes: () => fixes(launch, name, value, decidedBy),
      });
    }
  },
});

/** What NeoX makes of it, where that is known from the files. */
function derivedValue(launch: Launch, name: string): PythonValue | undefined {
  const derived = launch.derivation.get(name);
  return derived === launch.named(name) ? undefined : derived;
}

function severityOf(value: PythonValue, becomes: PythonValue | undefined): Severity {
  return becomes === undefined || equals(value, becomes) ? "hint" : "warning";
}

function message(name: string, decidedBy: readonly string[], becomes: PythonValue | undefined): string {
  const sources = decidedBy.join(t(", "));
  if (becomes !== undefined && sources !== "")
    return t("NeoX overwrites {0} with {1}: what counts is {2}.", name, str(becomes), sources);
  if (sources !== "") return t("NeoX overwrites {0}: what counts is {1}.", name, sources);
  return t("NeoX computes {0} itself and overwrites what the file says.", name);
}

/** The value where it would count, when nothing is said there; else only the removal. */
function fixes(
  launch: Launch,
  name: string,
  value: PythonValue,
  decidedBy: readonly string[],
): readonly Fix[] {
  const removal: Fix = { title: t("Remove {0}", name), remove: [name] };
  const setting = launch.settings.get(name);
  const [target, ...others] = decidedBy;
  if (setting === undefined || target === undefined || others.length > 0) return [removal];
  const [block = target, key] = target.split(".");
  if (key === undefined)
    return isFree(launch, target, value)
      ? [renamingUnlessMeantTwice(launch, setting, target), removal]
      : [removal];
  const edits = setNested(launch, [block, key], value);
  if (target.split(".").length > 2 || edits.length === 0) return [removal];
  return [{ title: t("Move {0} to {1}", name, target), movesValue: true, edits, remove: [name] }, removal];
}
