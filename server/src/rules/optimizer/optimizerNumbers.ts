import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import { optimizerType } from "../../model/run/optimizerType";
import { refusedParameter } from "../../model/run/optimizerValues";
import { repr } from "../../python/text";
import type { YamlNode } from "../../yaml/tree";
import { isList, type PythonValue } from "../../yaml/value";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { type NestedPath, nestedPlace } from "../kit/nestedValue";
import { valueAt } from "../kit/valueAt";
import { nestedNumber } from "../kit/values/nestedNumbers";
import { yaml } from "../kit/yaml";
import { BETAS, betaFixes } from "./betaFixes";
import { exampleOptimizer } from "./exampleOptimizer";

/** The numbers that each optimizer takes in `params`, beside `lr`, which NeoX checks itself. */
const NUMBERS: Readonly<Record<string, readonly string[]>> = {
  adam: ["eps", "weight_decay"],
  cpu_adam: ["eps", "weight_decay"],
  cpu_torch_adam: ["eps", "weight_decay"],
  onebitadam: ["eps", "weight_decay", "freeze_step"],
  lion: ["weight_decay"],
  sm3: ["momentum", "beta", "eps"],
  madgrad_wd: ["momentum", "weight_decay", "eps"],
  sgd: ["momentum", "weight_decay", "dampening"],
};

/** The optimizers that unpack two betas. */
const WITH_BETAS: ReadonlySet<string> = new Set(["adam", "cpu_adam", "cpu_torch_adam", "onebitadam", "lion"]);

export default defineRule({
  id: "optimizer-numbers",
  phase: "optimizer",
  severity: "warning",
  outcome: "crash",
  evidence: "standIns",
  keys: ["optimizer"],
  neox: { at: "megatron/training.py:get_optimizer", raises: "TypeError" },
  onlyIn: "training",
  summary: "The optimizer's `eps`, `weight_decay` and such are numbers, and `betas` two of them",
  sources: [
    "deepspeed/ops/adam/fused_adam.py:128:step at DeeperSpeed 91d1c55b",
    "deepspeed/ops/adam/cpu_adam.py:161:step at DeeperSpeed 91d1c55b",
  ],
  explain: `NeoX hands \`optimizer.params\` on as it stands: the optimizer stops when it is built, or in its first step,
where it unpacks two betas. A number that PyYAML reads as a text, such as \`1e-8\`, is told by \`number-as-string\`.
Seen with PyTorch's own optimizers.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${exampleOptimizer("OneBitAdam")}
        betas: [0.9]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${exampleOptimizer("OneBitAdam")}
        betas: [0.9, 0.95]
  `,
  check(launch, report) {
    // Whoever knows the optimizer's class tells more.
    if (refusedParameter(launch) !== undefined) return;
    const type = optimizerType(launch) ?? "";
    for (const name of ownValue(NUMBERS, type) ?? []) {
      const path: NestedPath = ["optimizer", "params", name];
      const value = blockValue(launch, path);
      if (value === undefined || value === null || isNumber(value, nodeOf(launch, path))) continue;
      report({
        at: nestedPlace(launch, path) ?? "optimizer",
        message: t("{0} takes a number for {1}, and stops at {2}.", type, name, repr(value)),
      });
    }
    const betas = blockValue(launch, BETAS);
    if (betas === undefined || !WITH_BETAS.has(type) || areBetas(betas, nodeOf(launch, BETAS))) return;
    report({
      at: nestedPlace(launch, BETAS) ?? "optimizer",
      message: t("{0} unpacks two numbers from betas, and stops at {1}.", type, repr(betas)),
      fixes: () => betaFixes(launch, betas),
    });
  },
});

function nodeOf(launch: Launch, [name, ...keys]: NestedPath): YamlNode | undefined {
  const setting = launch.settings.get(name);
  return setting && valueAt(setting.entry.value, keys);
}

/** A number, or a text that was meant to be one, of which another rule tells. */
function isNumber(value: PythonValue, node: YamlNode | undefined): boolean {
  if (["bigint", "number", "boolean"].includes(typeof value)) return true;
  return node !== undefined && nestedNumber(node) !== undefined;
}

function areBetas(value: PythonValue, node: YamlNode | undefined): boolean {
  if (!isList(value) || value.length !== 2) return false;
  const items = node?.kind === "list" ? node.items : [];
  return value.every((item, index) => isNumber(item, items[index]));
}
