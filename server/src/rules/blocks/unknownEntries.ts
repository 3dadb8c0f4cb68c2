import { BLOCKS, type Block } from "../../arguments/blocks";
import { nearestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { type NestedEntry, nestedEntries } from "../kit/nestedEntries";
import { nestedRemoval } from "../kit/nestedRemoval";
import { renameNested } from "../kit/renameNested";

/** A key inside of a block that nobody knows. */
interface UnknownEntry {
  readonly block: Block;
  readonly nested: NestedEntry;
  /** The known key with the most similar name, where one is similar. */
  readonly meant: string | undefined;
  readonly fixes: () => readonly Fix[];
}

/** So many unknown keys in a block are no misspellings: the rest is told without looking for what was meant. */
const MOST_SUGGESTIONS = 100;

/** The unknown keys of the blocks in which this becomes of them; who has enough of them asks for no more. */
export function* unknownEntries(launch: Launch, others: Block["others"]): Iterable<UnknownEntry> {
  for (const block of BLOCKS) {
    if (block.others !== others) continue;
    let unknown = 0;
    for (const nested of nestedEntries(launch, block.path)) {
      if (block.keys.has(nested.key)) continue;
      const meant =
        unknown++ < MOST_SUGGESTIONS ? nearestName(nested.key, [...block.keys.keys()]) : undefined;
      const fixes = () => [...(meant === undefined ? [] : renameNested(nested, meant)), ...removal(nested)];
      yield { block, nested, meant, fixes };
    }
  }
}

/** Left to a person: the name may be a misspelling of a key that is wanted. */
function removal(nested: NestedEntry): readonly Fix[] {
  if (nested.siblings.length < 2) return [];
  return [{ title: t("Remove {0}", nested.path), edits: nestedRemoval(nested) }];
}
