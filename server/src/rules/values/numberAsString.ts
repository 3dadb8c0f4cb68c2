import { accepts } from "../../arguments/accepts";
import { NESTED_TYPES } from "../../arguments/blocks";
import { itemsOf } from "../../arguments/lists";
import { t } from "../../base/l10n";
import type { Report } from "../../engine/rule";
import type { Launch, Setting } from "../../launch/launch";
import { holdsFor } from "../../launch/target";
import { AT_MAIN } from "../../launch/windows";
import { takesNoStep } from "../../model/run/isTraining";
import { refusedParameter, stopAt } from "../../model/run/optimizerValues";
import type { YamlNode } from "../../yaml/tree";
import { defineRule } from "../kit/defineRule";
import { type NestedNumber, nestedNumbers } from "../kit/values/nestedNumbers";
import { refusedSince } from "../kit/values/refusedSince";
import { numberMeant } from "../kit/values/spelling";
import { type RefusedValue, refusedValues } from "../kit/values/typedValue";
import { rewrite } from "../kit/values/typeFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "number-as-string",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  safeFix: true,
  neox: { at: "megatron/neox_arguments/arguments.py:validate_types", raises: "AttributeError" },
  summary: "A number that PyYAML reads as a string, such as `1e-5`.",
  sources: ["megatron/neox_arguments/arguments.py:1385:validate_types"],
  explain: `PyYAML follows YAML 1.1, where a float needs a dot, and its exponent a sign: \`1e-5\`, \`1.0e5\` and
\`5e8\` are strings; \`1.0e-5\`, \`1.0e+5\` and \`500000000\` are numbers. So are \`08\` and \`0o17\` strings, and
\`010\` is 8. The same holds in \`.json\` configs, which NeoX reads with PyYAML too.

A typed key then stops NeoX with \`type object 'float' has no attribute '__origin__'\`, which names no key;
\`optimizer.params.lr\` does so as \`lr\`. Inside of other blocks nothing checks it, and the string goes on: the
optimizer stops at it as it is made or in its first step, and what DeepSpeed does is a warning.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    layernorm_epsilon: 1e-5
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    layernorm_epsilon: 1.0e-5
  `,
  check(launch, report) {
    const refused = refusedValues(launch);
    for (const it of refused) {
      const meant = numberAsString(it);
      if (meant === undefined) continue;
      const holds = it.refusal.holds ?? refusedSince(launch, it.argument, it.value);
      report({
        at: { file: it.file, span: it.node.span },
        message: typedMessage(it, meant),
        keys: [it.setting.name],
        neox: { at: it.refusal.at, raises: it.refusal.raises },
        ...(holds && { holds }),
        fixes: () => [rewrite(it, meant)],
      });
    }
    const told = new Set<YamlNode>(refused.map((it) => it.node));
    for (const setting of launch.settings.values()) {
      if (launch.catalogue.get(setting.name) === undefined) continue;
      if (isOfStep(setting) && takesNoStep(launch)) continue;
      for (const it of nestedNumbers(setting)) {
        if (told.has(it.node) || isTextWanted(it)) continue;
        report({
          at: { file: it.file, span: it.node.span },
          message: nestedMessage(it),
          keys: [it.setting.name],
          ...nestedStop(launch, it),
          fixes: () => [rewrite(it, it.meant)],
        });
      }
    }
  },
});

/** Text generation and evaluation take the optimizer out before anything reads its numbers. */
function isOfStep({ name }: Setting): boolean {
  return name === "optimizer" || name === "scheduler";
}

/** Whether the reader of a nested value takes a text, such as a path or a tag. */
function isTextWanted({ path, setting, node }: NestedNumber): boolean {
  const type = NESTED_TYPES.get(path);
  return itemsOf(setting.name) === "texts" || (type !== undefined && accepts(type, node.value));
}

/** The right spelling, where a person meant a number that NeoX would have accepted. */
export function numberAsString({ node, argument }: RefusedValue): string | undefined {
  return node.kind === "scalar" && node.style === "plain" ? numberMeant(node, argument.type) : undefined;
}

function typedMessage({ path, node, refusal }: RefusedValue, meant: string): string {
  return t(
    "PyYAML reads {0} as a text, not as a number; write {1}. For {2}, NeoX says only {3}: {4}.",
    node.kind === "scalar" ? node.source : "",
    meant,
    path,
    refusal.raises,
    refusal.words,
  );
}

/** The optimizer was seen to stop at a text for a number; what other readers do nobody has asked. */
function nestedStop(launch: Launch, { path }: NestedNumber): Pick<Report, "severity" | "phase" | "neox"> {
  const refused = refusedParameter(launch);
  if (refused === undefined || !`${path}[`.startsWith(`optimizer.params.${refused.key}[`))
    return {
      severity: "warning",
      phase: "optimizer",
      neox: { at: "megatron/training.py:setup_model_and_optimizer" },
    };
  const isSeen = holdsFor(AT_MAIN, launch.target) === "always";
  return { ...stopAt(launch, refused), ...(!isSeen && { severity: "warning" }) };
}

function nestedMessage({ path, node, meant }: NestedNumber): string {
  return t(
    "PyYAML reads {0} as a text, not as a number; write {1}. NeoX hands {2} on without checking it.",
    node.source,
    meant,
    path,
  );
}
