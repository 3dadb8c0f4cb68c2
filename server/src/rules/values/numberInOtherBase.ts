import { accepts } from "../../arguments/accepts";
import { t } from "../../base/l10n";
import { str } from "../../python/text";
import type { YamlNode } from "../../yaml/tree";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

/** Ints that YAML 1.1 reads in another base than people do: `0123`, `0x10`, `0b1`, `1:30`. */
const OTHER_BASE = /^[-+]?0[0-7_]+$|^[-+]?0[xb]|:/;

export default defineRule({
  id: "number-in-other-base",
  phase: "load",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls" },
  summary: "A number with a leading zero or with colons is another number",
  sources: ["megatron/neox_arguments/arguments.py:242:from_ymls"],
  explain: `PyYAML reads YAML 1.1: \`0123\` is octal and means 83, \`1:30\` is sexagesimal and means 90. Write the
decimal number.`,
  bad: yaml`seed: 0123`,
  good: yaml`seed: 123`,
  check(launch, report) {
    for (const { name, entry, file, value } of launch.settings.values()) {
      const written = plainSource(entry.value);
      if (written === undefined || (typeof value !== "bigint" && typeof value !== "number")) continue;
      if (!OTHER_BASE.test(written) || /^[-+]?0x/.test(written)) continue;
      const type = launch.catalogue.get(name)?.type;
      // Where a text is wanted, none of its letters may change.
      if (type !== undefined && !accepts(type, value)) continue;
      const decimal = str(value);
      report({
        at: { file, span: entry.value.span },
        message: t("YAML 1.1 reads {0} as {1}.", written, decimal),
        keys: [name],
        operands: [],
        fixes: () => [{ title: t("{0}: {1}", name, decimal), preferred: true, set: { [name]: value } }],
      });
    }
  },
});

function plainSource(node: YamlNode): string | undefined {
  return node.kind === "scalar" && node.style === "plain" ? node.source : undefined;
}
