import type { Documentation } from "../arguments/documentation";
import { t } from "../base/l10n";
import type { Example, Rule } from "../engine/rule";
import type { Window } from "../launch/target";
import { rules } from "../rules/registry";
import { explainArgument } from "./explainArgument";
import { ruleText, sourceText } from "./ruleText";
import { shortExample } from "./shortExample";

/** What a rule or an argument is, as Markdown for the terminal; undefined for a name that is neither. */
export function explanationOf(name: string, documentation: Documentation): string | undefined {
  return rulePage(name) ?? argumentPage(name, documentation);
}

function rulePage(id: string): string | undefined {
  const rule = rules.find((it) => it.id === id);
  if (rule === undefined) return undefined;
  return [
    `**${rule.id}** · ${rule.severity} · ${rule.phase}`,
    ruleText(rule.summary),
    ruleText(rule.explain),
    `**${t("Reported")}**\n\n${exampleText(rule.bad)}`,
    `**${t("Fine")}**\n\n${exampleText(rule.good)}`,
    rule.neox.at !== "" && `**NeoX**: ${rule.neox.raises ? `${rule.neox.raises} in ` : ""}${rule.neox.at}`,
    rule.sources && `**${t("Sources")}**: ${rule.sources.map(sourceText).join(t(", "))}`,
    rule.holds && `**${t("Versions")}**: ${windowText(rule.holds)}`,
    rule.keys.length > 0 && `**${t("Keys")}**: ${rule.keys.join(t(", "))}`,
  ]
    .filter((part) => typeof part === "string")
    .join("\n\n");
}

function exampleText(example: Example): string {
  if (typeof example === "string") return indented(example);
  return Object.entries(example.files)
    .map(([name, text]) => indented(`# ${name}\n${text}`))
    .join("\n\n");
}

function indented(text: string): string {
  return shortExample(text).replace(/^(?=.)/gm, "    ");
}

function windowText({ from, until, since, fixedBy }: Window): string {
  const dated = (date: string, commit: string | undefined) => (commit ? `${date} (${commit})` : date);
  const parts = [from && `from ${dated(from, since)}`, until && `before ${dated(until, fixedBy)}`];
  return parts.filter(Boolean).join(t(", "));
}

function argumentPage(name: string, documentation: Documentation): string | undefined {
  const explanation = explainArgument(name, documentation);
  if (explanation === undefined) return undefined;
  const reading = rules.filter(({ id }) => explanation.rules.includes(id));
  const list = reading.length > 0 ? [`**${t("Rules")}**\n\n${reading.map(ruleLine).join("\n")}`] : [];
  return [explanation.markdown, ...list].join("\n\n");
}

function ruleLine({ id, summary }: Rule): string {
  return `    ${id}: ${ruleText(summary)}`;
}
