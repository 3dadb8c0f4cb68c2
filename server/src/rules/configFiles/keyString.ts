import { accepts } from "../../arguments/accepts";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { ConfigFile, Launch } from "../../launch/launch";
import { underscored } from "../../launch/settings";
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
          fixes: () => thousands(launch, file, key, entryInFront(root.entries, index)),
        });
      }
    }
  },
});

/** Characters of a key that a message shows. */
const LONGEST_KEY = 100;
/** Longer ones nobody writes by hand. */
const LONGEST_NUMBER = 40;

/** The entry that what follows it may go on with; what is behind its first comma is no text. */
function entryInFront(entries: readonly Entry[], index: number): Entry | undefined {
  return entries
    .slice(Math.max(0, index - LONGEST_NUMBER), index)
    .findLast(({ key }) => typeof key.value === "string");
}

/** Between braces, the comma of `143,000` begins another entry. */
function thousands(
  { catalogue }: Launch,
  file: ConfigFile,
  { span }: YamlNode,
  front: Entry | undefined,
): readonly Fix[] {
  const { text } = file.document;
  const name = front?.key.value;
  const type = typeof name === "string" ? catalogue.get(underscored(name))?.type : undefined;
  if (front === undefined || (type !== undefined && !accepts(type, 1000n))) return [];
  const isPart = (offset: number) => /[\d,]/.test(text.charAt(offset));
  const { start } = front.value.span;
  let { end } = span;
  if (end - start > LONGEST_NUMBER) return [];
  while (isPart(end) && end - start < LONGEST_NUMBER) end++;
  if (text.charAt(end - 1) === ",") end--;
  const newText = withoutCommas(text.slice(start, end), type === undefined || accepts(type, 0.5));
  if (newText === undefined) return [];
  const edits = [{ file, span: { start, end }, newText }];
  return [{ title: t("Write {0}", newText), preferred: true, edits }];
}
