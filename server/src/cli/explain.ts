import { distance } from "fastest-levenshtein";
import { catalogueAt, catalogueOfAnyVersion } from "../arguments/catalogue";
import { english } from "../arguments/documentation";
import { suggestName } from "../arguments/suggestName";
import { describeArgument, describeNested } from "../features/describeArgument";
import type { Window } from "../launch/target";
import { rules } from "../rules/registry";
import type { Example, Rule } from "../rules/rule";
import { type Colors, CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { renderMarkdown } from "./markdown";

/** `neox-config explain RULE|ARGUMENT`. Throws a CommandError for a name that is neither. */
export async function explainCommand(name: string, colors: Colors, io: Io): Promise<ExitCode> {
  const page = rulePage(name) ?? argumentPage(name.replaceAll("-", "_"));
  if (page === undefined) throw new CommandError(unknownName(name));
  await write(io.stdout, `${renderMarkdown(page, colors)}\n`);
  return EXIT.clean;
}

function rulePage(id: string): string | undefined {
  const rule = rules.find((it) => it.id === id);
  if (rule === undefined) return undefined;
  return [
    `**${rule.id}** · ${rule.severity} · ${rule.phase}`,
    rule.summary,
    rule.explain,
    `**Reported**\n\n${exampleText(rule.bad)}`,
    `**Fine**\n\n${exampleText(rule.good)}`,
    rule.neox.at !== "" && `**NeoX**: ${rule.neox.raises ? `${rule.neox.raises} in ` : ""}${rule.neox.at}`,
    rule.holds && `**Versions**: ${windowText(rule.holds)}`,
    rule.keys.length > 0 && `**Keys**: ${rule.keys.join(", ")}`,
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
  return text.trimEnd().replace(/^(?=.)/gm, "    ");
}

function windowText({ from, until, since, fixedBy }: Window): string {
  const dated = (date: string, commit: string | undefined) => (commit ? `${date} (${commit})` : date);
  const parts = [from && `from ${dated(from, since)}`, until && `before ${dated(until, fixedBy)}`];
  return parts.filter(Boolean).join(", ");
}

function argumentPage(name: string): string | undefined {
  const argument = catalogueAt("main").get(name) ?? catalogueOfAnyVersion().get(name);
  if (argument === undefined) return describeNested(name.split("."));
  const inside = Object.keys(english.nested).filter((path) => path.startsWith(`${name}.`));
  const reading = rules.filter((rule) => rule.keys.includes(name));
  return [
    describeArgument(argument),
    inside.length > 0 && `**Keys inside**: ${inside.join(", ")}`,
    reading.length > 0 && `**Rules**\n\n${reading.map(ruleLine).join("\n")}`,
  ]
    .filter((part) => typeof part === "string")
    .join("\n\n");
}

function ruleLine({ id, summary }: Rule): string {
  return `    ${id}: ${summary}`;
}

function unknownName(name: string): string {
  const near = nearestRule(name) ?? suggestName(name, catalogueOfAnyVersion());
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return `there is no rule and no argument named ${name}${hint}`;
}

/** A misspelling changes at most every third character. */
function nearestRule(name: string): string | undefined {
  const near = rules
    .map(({ id }) => ({ id, slips: distance(name, id) }))
    .filter(({ slips }) => slips <= name.length / 3)
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.id;
}
