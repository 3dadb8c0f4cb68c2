import type { HistoryPoint } from "../../arguments/argument";
import type { ArgumentHistory } from "../../arguments/catalogue";
import { hasReached } from "../../arguments/history";
import { proposedUpstream } from "../../arguments/proposed";
import { suggestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch, Setting } from "../../launch/launch";
import { defineRule } from "../kit/defineRule";
import { renamingUnlessMeantTwice } from "../kit/saidElsewhere";
import { isFree, replacementFixes } from "../kit/values/replacementFixes";
import { leftNeox, replacementOf } from "../kit/values/replacements";
import { isSurelyNeox, type UnknownSetting, unknownSettings } from "../kit/values/unknownSettings";
import { yaml } from "../kit/yaml";

/** So many unknown names are no misspellings: the rest is told without looking for what was meant. */
const MOST_SUGGESTIONS = 100;

export default defineRule({
  id: "unknown-argument",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls", raises: "TypeError" },
  summary: "A key that this version of NeoX has no argument for.",
  sources: ["megatron/neox_arguments/arguments.py:285:from_ymls"],
  explain: `NeoX gives every key of every file to the constructor of \`NeoXArgs\`, and Python stops at the first that
is no field: \`NeoXArgs.__init__() got an unexpected keyword argument 'hiden_size'\`. Dashes count as underscores;
case counts.

Correct the name or take the key out. An argument of a fork can be listed under \`arguments:\` in
\`.neox-config.yml\`.`,
  bad: yaml`
    hiden_size: 512
    num_layers: 12
    num_attention_heads: 8
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
  `,
  check(launch, report) {
    const unknown = unknownSettings(launch);
    const severity = isSurelyNeox(launch, unknown) ? "error" : "warning";
    const told = unknown.filter(({ setting }) => !leftNeox(launch, setting.name));
    for (const [index, it] of told.entries()) {
      const { setting } = it;
      const isMisspelt = index < MOST_SUGGESTIONS && proposedUpstream(setting.name) === undefined;
      const suggestion = isMisspelt ? suggestName(setting.name, launch.catalogue) : undefined;
      report({
        at: { file: setting.file, span: setting.entry.key.span },
        message: message(launch, it, suggestion),
        keys: [setting.name],
        severity,
        fixes: () => fixes(launch, setting, suggestion),
      });
    }
  },
});

function message(
  launch: Launch,
  { setting, history }: UnknownSetting,
  suggestion: string | undefined,
): string {
  const name = setting.writtenName;
  const advice = adviceOn(setting.name);
  if (isStillToCome(launch, history)) return cameLater(launch, name, history.introduced);
  if (advice !== undefined) return t("NeoX has no argument {0} and stops with TypeError. {1}", name, advice);
  if (suggestion === undefined)
    return t("NeoX has no argument {0} and stops with TypeError, 'unexpected keyword argument'.", name);
  return t("NeoX has no argument {0} and stops with TypeError. Did you mean {1}?", name, suggestion);
}

function adviceOn(name: string): string | undefined {
  const sentences = [proposedUpstream(name), replacementOf(name)?.advice?.()];
  return sentences.filter((it) => it !== undefined).join(" ") || undefined;
}

function isStillToCome({ target }: Launch, history: ArgumentHistory | undefined): history is ArgumentHistory {
  return history !== undefined && (target.kind !== "version" || !hasReached(target, history.introduced));
}

function cameLater({ target }: Launch, name: string, introduced: HistoryPoint): string {
  const label = target.kind === "unknown" ? "main" : target.label;
  return t(
    "NeoX at {0} has no argument {1} and stops with TypeError: it came on {2} ({3}).",
    label,
    name,
    introduced.date,
    introduced.commit,
  );
}

/** A new name only where the value fits it and no file has it already; taking the key out always works. */
function fixes(launch: Launch, setting: Setting, suggestion: string | undefined): readonly Fix[] {
  const known = replacementFixes(launch, setting);
  if (replacementOf(setting.name) !== undefined || suggestion === undefined) return known;
  return isFree(launch, suggestion, setting.value)
    ? [renamingUnlessMeantTwice(launch, setting, suggestion), ...known]
    : known;
}
