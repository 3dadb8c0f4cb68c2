import type { Argument } from "../../arguments/argument";
import { proposedUpstream } from "../../arguments/proposed";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { rootMap } from "../../launch/settings";
import { tokenizerFor } from "../../model/data/tokenizerFor";
import { scalarText } from "../../python/scalarText";
import { valueSource } from "../../yaml/valueStyle";
import { defineRule } from "../kit/defineRule";
import { choiceMeant } from "../kit/values/choices";
import { refusedSince } from "../kit/values/refusedSince";
import { type RefusedValue, refusedValues, type WrittenValue } from "../kit/values/typedValue";
import { rewrite } from "../kit/values/typeFixes";
import { givenWords } from "../kit/values/typeWords";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "wrong-choice",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:__post_init__", raises: "ValueError" },
  summary: "A value that is none of the choices NeoX declares.",
  sources: ["megatron/neox_arguments/arguments.py:1386:validate_types"],
  explain: `Some arguments take one of a few values (\`Literal\`). NeoX compares without regard to case and otherwise
raises \`ValueError: NeoXArgs.__post_init__() NeoXArgs types cannot be validated\`; only a line of the log names key
and value. \`optimizer.type\` is checked so as \`optimizer_type\`; \`precision\` never is, for every other value
becomes \`fp32\`.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    init_method: normed
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    init_method: normal
  `,
  check(launch, report) {
    for (const refused of refusedValues(launch)) {
      const choices = choicesOf(refused.argument);
      if (choices === undefined) continue;
      const { argument, file, node, refusal, setting, value } = refused;
      const holds = refusal.holds ?? refusedSince(launch, argument, value);
      report({
        at: { file, span: node.span },
        message: message(refused, choices),
        keys: [setting.name],
        neox: { at: refusal.at, raises: refusal.raises },
        ...(holds && { holds }),
        fixes: () => fixes(launch, refused, choices),
      });
    }
  },
});

function choicesOf({ type }: Argument): readonly string[] | undefined {
  return type.kind === "enum" ? type.choices.map(String) : undefined;
}

function message({ path, argument, value, refusal }: RefusedValue, choices: readonly string[]): string {
  const proposed = typeof value === "string" ? proposedUpstream(argument.name, value) : undefined;
  const meant =
    typeof value === "string" && proposed === undefined
      ? choiceMeant(argument.name, value, choices)
      : undefined;
  if (meant !== undefined)
    return t(
      "{0} cannot be {1}; did you mean {2}? NeoX takes {3}, and stops with {4}.",
      path,
      scalarText(value),
      meant,
      choices.join(t(", ")),
      refusal.raises,
    );
  const refused = t(
    "{0} cannot be {1}. NeoX takes {2}, and stops with {3}.",
    path,
    givenWords(value),
    choices.join(t(", ")),
    refusal.raises,
  );
  return proposed === undefined ? refused : `${refused} ${proposed}`;
}

/** The choice that was meant, or else every choice, of which none is meant more than another. */
function fixes(launch: Launch, refused: RefusedValue, choices: readonly string[]): readonly Fix[] {
  const { argument, value } = refused;
  const meant =
    (typeof value === "string" ? choiceMeant(argument.name, value, choices) : undefined) ??
    (argument.name === "tokenizer_type" ? tokenizerOfFile(launch) : undefined);
  if (meant !== undefined) return [{ ...rewrite(refused, choiceSource(refused, meant)), keepsMeaning: true }];
  return choices.map((choice) => rewrite(refused, choiceSource(refused, choice), false));
}

function tokenizerOfFile(launch: Launch): string | undefined {
  const file = launch.get("vocab_file");
  return typeof file === "string" ? tokenizerFor(file) : undefined;
}

/** A choice in the quotes that the value has, or that the file has around other strings. */
export function choiceSource({ setting: { file, entry } }: WrittenValue, choice: string): string {
  return valueSource(choice, rootMap(file), entry);
}
