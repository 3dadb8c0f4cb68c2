import { cut } from "../../base/cut";
import { t } from "../../base/l10n";
import { scalarText } from "../../python/scalarText";
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
      let lines: LineIndex | undefined;
      for (const { lost, wins } of repetitions(file.document.root)) {
        lines ??= new LineIndex(file.document.text);
        const line = lines.positionAt(wins.span.start).line + 1;
        const { value } = lost.key;
        const key =
          typeof value === "object" && value !== null
            ? repr(value, LONGEST_KEY)
            : cut(scalarText(value), LONGEST_KEY);
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

/** In source order, of all mappings; what is inside of one waits in a list, for generators hand on each at every level. */
function* repetitions(root: YamlNode | undefined): Iterable<Repetition> {
  const identities = new KeyIdentities();
  const waiting = root === undefined ? [] : [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node.kind === "map" && !hasDistinctKeys(node)) yield* repeated(node, identities);
    for (const child of valuesIn(node).toReversed()) if (child.kind !== "scalar") waiting.push(child);
  }
}

function valuesIn(node: YamlNode): readonly YamlNode[] {
  if (node.kind === "list") return node.items;
  return node.kind === "map" ? node.entries.map(({ value }) => value) : [];
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
