import type { Argument } from "../../arguments/argument";
import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { type TypedValue, typedValues } from "../kit/values/typedValue";
import { rewrite } from "../kit/values/typeFixes";
import { yaml } from "../kit/yaml";
import { CHOICE_CONSUMERS } from "./choiceConsumers";
import { choiceSource } from "./wrongChoice";

export default defineRule({
  id: "choice-case",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  safeFix: true,
  neox: { at: "megatron/model/norms.py:get_norm", raises: "ValueError" },
  summary:
    "A choice in other capitals than declared: NeoX's check accepts it, the code that uses it does not.",
  sources: [
    "megatron/neox_arguments/arguments.py:1390:validate_types",
    "megatron/model/norms.py:58:get_norm",
    "megatron/model/activations.py:65:get_activation",
    "megatron/model/init_functions.py:225:_get",
  ],
  explain: `\`validate_types\` compares choices without regard to case, but nothing brings them into one spelling, and
the code that uses them compares exactly. \`norm: LayerNorm\` stops when the model is built, \`activation: GELU\` too,
and \`init_method: Normal\`; \`data_impl: MMAP\` and \`pack_impl: Packed\` when the data is opened, and \`train_impl: NORMAL\`
without a pipeline in the first step.

Others go on silently with something else, which is a warning: \`pos_emb: Rotary\` trains without position embedding,
\`lr_decay_style: Cosine\` with a constant learning rate, \`checkpoint_scale: Linear\` saves nothing.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    norm: LayerNorm
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    norm: layernorm
  `,
  check(launch, report) {
    for (const typed of typedValues(launch)) {
      const declared = declaredSpelling(typed);
      const consumer = ownValue(CHOICE_CONSUMERS, typed.argument.name);
      if (declared === undefined || consumer === undefined || isHarmless(launch, typed.argument, declared))
        continue;
      report({
        at: { file: typed.file, span: typed.node.span },
        message: t(
          "{0}: {1} passes NeoX's check, but {2}. Write {3}.",
          typed.path,
          scalarText(typed.value),
          consumer.outcome(),
          declared,
        ),
        keys: [typed.setting.name],
        severity: consumer.isCertain?.(launch) === false ? "warning" : consumer.severity,
        phase: consumer.phase,
        neox: consumer.neox,
        ...(consumer.holds && { holds: consumer.holds }),
        fixes: () => [{ ...rewrite(typed, choiceSource(typed, declared)), keepsMeaning: true }],
      });
    }
  },
});

/** The choice as declared, where the value differs from it only in case. */
function declaredSpelling({ argument: { type }, value }: TypedValue): string | undefined {
  if (type.kind !== "enum" || typeof value !== "string" || type.choices.includes(value)) return undefined;
  const alike = type.choices.filter((it) => String(it).length === value.length);
  const choice = alike.find((it) => String(it).toLowerCase() === value.toLowerCase());
  return choice === undefined ? undefined : String(choice);
}

function isHarmless(launch: Launch, { name }: Argument, declared: string): boolean {
  const consumer = ownValue(CHOICE_CONSUMERS, name);
  return consumer?.harmless?.includes(declared) === true || consumer?.reached?.(launch) === false;
}
