import { t } from "../../l10n";
import { LineIndex } from "../../yaml/lineIndex";
import type { Entry, YamlNode } from "../../yaml/tree";
import { defineRule } from "../rule";

export default defineRule({
  id: "repeated-key",
  phase: "load",
  severity: "warning",
  keys: [],
  tag: "unnecessary",
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls" },
  summary: "A key that comes twice in one mapping: the last one wins",
  explain: `PyYAML takes the last of two equal keys and says nothing, at the top level and inside of blocks
(\`megatron/neox_arguments/arguments.py:242\`). Remove the one that is not meant.`,
  bad: "hidden_size: 768\nhidden_size: 1024\n",
  good: "hidden_size: 1024\n",
  check(launch, report) {
    for (const file of launch.files) {
      const repetitions = repeated(file.document.root);
      if (repetitions.length === 0) continue;
      const lines = new LineIndex(file.document.text);
      for (const { lost, wins } of repetitions) {
        const line = lines.positionAt(wins.span.start).line + 1;
        const key = String(lost.key.value);
        report({
          at: { file, span: lost.span },
          message: t("{0} comes again on line {1}, and the last one wins.", key, line),
        });
      }
    }
  },
});

interface Repetition {
  readonly lost: Entry;
  readonly wins: Entry;
}

function repeated(node: YamlNode | undefined): readonly Repetition[] {
  if (node?.kind === "list") return node.items.flatMap(repeated);
  if (node?.kind !== "map") return [];
  const last = new Map(node.entries.map((entry) => [entry.key.value, entry]));
  const own = node.entries.flatMap((lost) => {
    const wins = last.get(lost.key.value);
    const isMerge = lost.key.kind === "scalar" && lost.key.source === "<<";
    return wins === undefined || wins === lost || isMerge ? [] : [{ lost, wins }];
  });
  return [...own, ...node.entries.flatMap((entry) => repeated(entry.value))];
}
