import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { optimizerType } from "../../model/run/optimizerType";
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
  const value = blockValue(launch, PATH);
  if (value === undefined) return [];
  const set = { gradient_clipping: value };
  return [{ title: t("Make it gradient_clipping"), preferred: true, keepsMeaning: true, set, edits }];
}
