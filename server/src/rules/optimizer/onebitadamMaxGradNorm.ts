import { t } from "../../base/l10n";
import type { FileEdit, Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { rootMap } from "../../launch/settings";
import { AT_MAIN } from "../../launch/windows";
import { optimizerType } from "../../model/run/optimizerType";
import { insertEntry } from "../../yaml/insert";
import type { PythonValue } from "../../yaml/value";
import { valueSource } from "../../yaml/valueStyle";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { type NestedPath, nestedPlace, removeNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { exampleOptimizer } from "./exampleOptimizer";

const PATH: NestedPath = ["optimizer", "params", "max_grad_norm"];

export default defineRule({
  id: "onebitadam-max-grad-norm",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "ValueError" },
  onlyIn: "training",
  summary: "DeepSpeed builds OneBitAdam, and refuses `max_grad_norm` for it",
  sources: ["deepspeed/runtime/engine.py:1424:_configure_basic_optimizer at DeeperSpeed 91d1c55b"],
  explain: `The other optimizers NeoX builds itself. Clipping is \`gradient_clipping\`, at top level.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    zero_optimization: {stage: 0}
    ${exampleOptimizer("OneBitAdam")}
        max_grad_norm: 0.5
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    train_iters: 1000
    zero_optimization: {stage: 0}
    gradient_clipping: 0.5
    ${exampleOptimizer("OneBitAdam")}
  `,
  check(launch, report) {
    if (optimizerType(launch) !== "onebitadam" || blockValue(launch, PATH) === undefined) return;
    report({
      at: nestedPlace(launch, PATH) ?? "optimizer",
      message: t(
        "DeepSpeed refuses max_grad_norm for OneBitAdam: clipping is gradient_clipping, at top level.",
      ),
      fixes: () => clipping(launch),
    });
  },
});

function clipping(launch: Launch): readonly Fix[] {
  const edits = removeNested(launch, PATH);
  if (edits.length === 0) return [];
  if (launch.settings.has("gradient_clipping"))
    return [{ title: t("Remove {0}", "max_grad_norm"), preferred: true, edits }];
  const added = beside(launch, "gradient_clipping", blockValue(launch, PATH) ?? null);
  if (added.length === 0) return [];
  const title = t("Make it gradient_clipping");
  return [{ title, preferred: true, keepsMeaning: true, movesValue: true, edits: [...added, ...edits] }];
}

/** A new entry in the file of the optimizer, behind another one that stays as it is. */
function beside(launch: Launch, key: string, value: PythonValue): readonly FileEdit[] {
  const optimizer = launch.settings.get("optimizer");
  const root = optimizer && rootMap(optimizer.file);
  if (optimizer === undefined || root === undefined) return [];
  const { file, entry } = optimizer;
  const after = root.entries[root.entries.indexOf(entry) - 1] ?? root.entries.find((it) => it !== entry);
  if (after === undefined) return [];
  const edits = insertEntry(file.document, root, key, valueSource(value, root), after);
  return edits.map((edit) => ({ ...edit, file }));
}
