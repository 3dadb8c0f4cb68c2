import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { refusedSince } from "../kit/values/refusedSince";
import { type RefusedValue, refusedValues } from "../kit/values/typedValue";
import { typeFixes } from "../kit/values/typeFixes";
import { givenWords, wantedWords } from "../kit/values/typeWords";
import { yaml } from "../kit/yaml";
import { numberAsString } from "./numberAsString";

export default defineRule({
  id: "wrong-type",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_types", raises: "AttributeError" },
  summary: "A value whose Python type is not the one NeoX declares.",
  sources: ["megatron/neox_arguments/arguments.py:1377:validate_types"],
  explain: `NeoX compares exact types: a bool is no int, a float is no int, a quoted number is a string. Only an int
passes for a float, and null always. Where the declared type is a plain one, NeoX falls over its own check with \`type
object 'float' has no attribute '__origin__'\`, which names neither key nor value; for a Union it says \`NeoXArgs
types cannot be validated\`. A member such as \`List[int]\` of a Union never accepts anything. While \`autotuning\` is
set, \`"auto"\` passes anywhere.

Some values stop Python before that check, for example a string that is to be multiplied.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    use_bias_in_mlp: "true"
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    use_bias_in_mlp: true
  `,
  check(launch, report) {
    for (const refused of refusedValues(launch)) {
      if (refused.argument.type.kind === "enum" || numberAsString(refused) !== undefined) continue;
      const { argument, file, node, value, refusal, setting } = refused;
      const holds = refusal.holds ?? refusedSince(launch, argument, value);
      report({
        at: { file, span: node.span },
        message: message(refused),
        keys: [setting.name],
        neox: { at: refusal.at, raises: refusal.raises },
        ...(holds && { holds }),
        fixes: () => typeFixes(launch, refused),
      });
    }
  },
});

function message({ path, argument, value, refusal }: RefusedValue): string {
  return t(
    "{0} must be {1}, but PyYAML reads {2} here. NeoX says only {3}: {4}.",
    path,
    wantedWords(argument.type),
    givenWords(value),
    refusal.raises,
    refusal.words,
  );
}
