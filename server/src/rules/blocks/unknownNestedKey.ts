import { nearestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { removeEntry } from "../../yaml/remove";
import { defineRule } from "../kit/defineRule";
import { type NestedEntry, nestedEntries } from "../kit/nestedEntries";
import { renameNested } from "../kit/renameNested";
import { yaml } from "../kit/yaml";
import { BLOCKS, type Block } from "./blocks";

/** So many unknown keys in a block are no misspellings: the rest is told without looking for what was meant. */
const MOST_SUGGESTIONS = 100;

export default defineRule({
  id: "unknown-nested-key",
  phase: "optimizer",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/training.py:setup_model_and_optimizer" },
  summary: "A key inside of a block that neither NeoX nor DeepSpeed reads.",
  sources: ["megatron/training.py:1184:setup_model_and_optimizer"],
  explain: `NeoX reads a few keys of its blocks itself and hands most blocks on to DeepSpeed as they are. DeepSpeed
checks \`zero_optimization\` and the loggers' blocks and refuses keys it does not know; what is unknown in the others
has no effect. A misspelt key then means its default.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    zero_optimization: { stage: 1, algather_bucket_size: 500000000 }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    zero_optimization: { stage: 1, allgather_bucket_size: 500000000 }
  `,
  check(launch, report) {
    for (const block of BLOCKS) {
      const unknown = nestedEntries(launch, block.path).filter(({ key }) => !block.keys.has(key));
      for (const [index, nested] of unknown.entries()) {
        const meant = index < MOST_SUGGESTIONS ? nearestName(nested.key, [...block.keys.keys()]) : undefined;
        report({
          at: { file: nested.file, span: nested.entry.key.span },
          message: message(block, nested, meant),
          keys: [nested.setting.name],
          severity: meant === undefined ? block.severity : "warning",
          fixes: () => [...(meant === undefined ? [] : renameNested(nested, meant)), ...removal(nested)],
        });
      }
    }
  },
});

/** Left to a person: the name may be a misspelling of a key that is wanted. */
function removal({ file, map, entry, path, siblings }: NestedEntry): readonly Fix[] {
  if (siblings.length < 2) return [];
  const edits = removeEntry(file.document, map, entry).map((edit) => ({ ...edit, file }));
  return [{ title: t("Remove {0}", path), edits }];
}

function message({ others }: Block, { path }: NestedEntry, meant: string | undefined): string {
  if (others === "refused" && meant !== undefined)
    return t("DeepSpeed has no key {0} and refuses it. Did you mean {1}?", path, meant);
  if (others === "refused") return t("DeepSpeed has no key {0} and refuses it.", path);
  if (meant !== undefined) return t("Nothing reads {0}: it has no effect. Did you mean {1}?", path, meant);
  return t("Nothing reads {0}: it has no effect.", path);
}
