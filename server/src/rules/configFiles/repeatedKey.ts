import { t } from "../../base/l10n";
import { repr } from "../../python/text";
import { hasDistinctKeys } from "../../yaml/distinctKeys";
import { KeyIdentities } from "../../yaml/keyIdentities";
import { LineIndex } from "../../yaml/lineIndex";
import type { Entry, MapNode, YamlNode } from "../../yaml/tree";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "repeated-key",
  phase: "load",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: [],
  tag: "unnecessary",
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls" },
  summary: "A key that comes twice in one mapping: the last one wins",
  sources: ["megatron/neox_arguments/arguments.py:242:from_ymls"],
  explain: `PyYAML takes the last of two equal keys and says nothing, at the top level and inside of blocks. Remove
the one that is not meant.`,
  bad: yaml`
    hidden_size: 768
    hidden_size: 1024
  `,
  good: yaml`hidden_size: 1024`,
  check(launch, report) {
    for (const file of launch.files) {
      const found = [...repetitions(file.document.root, new KeyIdentities())];
      if (found.length === 0) continue;
      const lines = new LineIndex(file.document.text);
      for (const { lost, wins } of found) {
        const line = lines.positionAt(wins.span.start).line + 1;
        const { value } = lost.key;
        const key = typeof value === "object" && value !== null ? repr(value, LONGEST_KEY) : String(value);
        report({
          at: { file, span: lost.span },
          message: t("{0} comes again on line {1}, and the last one wins.", key, line),
        });
      }
    }
  },
});

/** Characters of a key that a message shows. */
const LONGEST_KEY = 100;

interface Repetition {
  readonly lost: Entry;
  readonly wins: Entry;
}

function* repetitions(node: YamlNode | undefined, identities: KeyIdentities): Iterable<Repetition> {
  if (node?.kind === "list")
    for (const item of node.items) if (item.kind !== "scalar") yield* repetitions(item, identities);
  if (node?.kind !== "map") return;
  if (!hasDistinctKeys(node)) yield* repeated(node, identities);
  for (const { value } of node.entries) if (value.kind !== "scalar") yield* repetitions(value, identities);
}

function* repeated({ entries }: MapNode, identities: KeyIdentities): Iterable<Repetition> {
  const last = new Map<unknown, Entry>();
  for (const entry of entries) last.set(identities.of(entry.key.value), entry);
  for (const lost of entries) {
    const identity = identities.of(lost.key.value);
    const wins = typeof identity === "string" ? last.get(identity) : undefined;
    const isMerge = lost.key.kind === "scalar" && lost.key.source === "<<";
    if (wins !== undefined && wins !== lost && !isMerge) yield { lost, wins };
  }
}
