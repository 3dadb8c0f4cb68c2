import { accepts } from "../../arguments/accepts";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { ConfigFile, Launch } from "../../launch/launch";
import { repr } from "../../python/text";
import type { Entry, YamlNode } from "../../yaml/tree";
import { typeName } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { withoutCommas } from "../kit/values/thousands";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "key-string",
  phase: "load",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "AttributeError" },
  summary: "A key must be a string after YAML 1.1 has read it",
  sources: ["megatron/neox_arguments/arguments.py:251:from_ymls"],
  explain: `YAML 1.1 reads \`yes\`, \`no\`, \`on\` and \`off\` as booleans, also as keys, and numbers and dates as
such. NeoX then replaces dashes in the key, which only a string can do. Quote the key, or remove it.`,
  bad: yaml`on: true`,
  good: yaml`finetune: true`,
  check(launch, report) {
    for (const file of launch.files) {
      const root = file.document.root;
      if (root?.kind !== "map") continue;
      for (const [index, { key }] of root.entries.entries()) {
        if (typeof key.value === "string") continue;
        const type = typeName(key.value);
        report({
          at: { file, span: key.span },
          message: t(
            "This key is {0} and no string, so NeoX stops: '{1}' object has no attribute 'replace'.",
            repr(key.value, LONGEST_KEY),
            type,
          ),
          fixes: () => thousands(file, key, takesFractions(launch, root.entries[index - 1])),
        });
      }
    }
  },
});

/** Characters of a key that a message shows. */
const LONGEST_KEY = 100;
/** Longer ones nobody writes by hand. */
const LONGEST_NUMBER = 40;

/** Between braces, the comma of `143,000` begins another entry. */
function thousands(file: ConfigFile, { span }: YamlNode, takesFractions: boolean): readonly Fix[] {
  const { text } = file.document;
  const isPart = (offset: number) => /[\d,]/.test(text.charAt(offset));
  let { start, end } = span;
  while (isPart(start - 1) && span.start - start < LONGEST_NUMBER) start--;
  while (isPart(end) && end - span.end < LONGEST_NUMBER) end++;
  if (text.charAt(end - 1) === ",") end--;
  const newText = withoutCommas(text.slice(start, end), takesFractions);
  if (newText === undefined) return [];
  const edits = [{ file, span: { start, end }, newText }];
  return [{ title: t("Write {0}", newText), preferred: true, edits }];
}

/** Whether the value in front of a key is that of an argument that takes fractions, as far as anybody knows. */
function takesFractions({ catalogue }: Launch, before: Entry | undefined): boolean {
  const type = typeof before?.key.value === "string" ? catalogue.get(before.key.value)?.type : undefined;
  return type === undefined || accepts(type, 0.5);
}
