import type { HistoryPoint } from "../../arguments/argument";
import { historyOf } from "../../arguments/catalogue";
import { removed as stories } from "../../arguments/documentation/removed";
import { t, translated } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Setting } from "../../launch/launch";
import { defineRule } from "../kit/defineRule";
import { replacementFixes } from "../kit/values/replacementFixes";
import { leftNeox } from "../kit/values/replacements";
import { unknownSettings } from "../kit/values/unknownSettings";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "removed-argument",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "TypeError" },
  tag: "deprecated",
  summary: "A key that NeoX once knew and this version no longer does.",
  sources: ["megatron/neox_arguments/arguments.py:285:from_ymls"],
  explain: `Arguments come and go. A key that left is as unknown to NeoX as a misspelt one, and stops it:
\`NeoXArgs.__init__() got an unexpected keyword argument 'save_interval'\`.

The finding says when the key left and what to write instead, and the fix does it where the meaning carries over.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    save_interval: 1000
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    checkpoint_factor: 1000
  `,
  check(launch, report) {
    for (const { setting } of unknownSettings(launch)) {
      const removed = historyOf(setting.name)?.removed;
      if (removed === undefined || !leftNeox(launch, setting.name)) continue;
      report({
        at: { file: setting.file, span: setting.entry.key.span },
        message: message(setting, removed),
        keys: [setting.name],
        ...(launch.target.kind === "unknown" && { holds: { from: removed.date, since: removed.commit } }),
        fixes: () => replacementFixes(launch, setting),
      });
    }
  },
});

function message({ name, writtenName }: Setting, removed: HistoryPoint): string {
  const gone = t("{0} is no argument any more: NeoX stops with TypeError.", writtenName);
  const story = ownValue(stories, name);
  if (story !== undefined)
    return t("{0} {1} (Commit {2}.)", gone, translated(story).replaceAll("`", ""), removed.commit);
  return t("{0} It left on {1} with commit {2}.", gone, removed.date, removed.commit);
}
