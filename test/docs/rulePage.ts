import type { Window } from "../../server/src/launch/target";
import type { Example, Phase, Rule } from "../../server/src/rules/rule";
import { checkExample, filesOf } from "../rules/example";

const WHEN: Readonly<Record<Phase, string>> = {
  load: "while NeoX reads the files",
  args: "while NeoX derives and checks its arguments",
  launcher: "when the job is started",
  model: "when the model is built",
  forward: "in the first forward pass",
  optimizer: "when the optimizer is built",
  data: "when the data is opened",
  train: "in training",
  checkpoint: "when a checkpoint is saved or loaded",
  generate: "in generation or evaluation",
};

/** The page of a rule in `docs/rules`, with the message of its own bad example. */
export function rulePage(rule: Rule): string {
  const { id, severity, phase, tag, summary, explain, neox, keys, holds, bad, good } = rule;
  const finding = checkExample(bad).findings.find((it) => it.rule === id);
  const fixes = finding?.fixes().map(({ title }) => `- \`${title}\``) ?? [];
  return `${[
    `# ${id}`,
    summary,
    `**${severity}**, ${WHEN[phase]}${tag === undefined ? "" : `; shown as ${tag}`}. ${raises(rule)}`,
    holds && `**Versions**: ${windowText(holds)}.`,
    keys.length > 0 && `**Keys**: ${keys.map((key) => `\`${key}\``).join(", ")}`,
    explain.trim(),
    `## Example\n\n${exampleText(bad)}`,
    finding && `> ${finding.message}`,
    fixes.length > 0 && `Quick fixes:\n\n${fixes.join("\n")}`,
    `This is fine:\n\n${exampleText(good)}`,
    `## Severity\n\nIn the project file \`.neox-config.yml\`, one of off, hint, information, warning, error:\n\n\`\`\`yaml\nrules:\n  ${id}: off\n\`\`\`\n\nOn one line: \`# neox-config: ignore ${id}\` at its end or above it.`,
    neox.at !== "" && `Source: gpt-neox at ea7aefd8, \`${neox.at}\`.`,
  ]
    .filter((part) => typeof part === "string")
    .join("\n\n")}\n`;
}

/** The list of all rules by family of phases. */
export function rulesIndex(rules: readonly Rule[]): string {
  const rows = rules.map(({ id, severity, phase, summary }) => {
    return `| [${id}](${id}.md) | ${severity} | ${phase} | ${summary.replaceAll("|", "\\|").replaceAll("\n", " ")} |`;
  });
  return `# Rules\n\nWhat is told of a config, in the order in which NeoX would come to it. These pages are made from the rules: \`npm run docs\`.\n\n| rule | severity | phase | |\n|---|---|---|---|\n${rows.join("\n")}\n`;
}

function raises({ neox }: Rule): string {
  return neox.raises === undefined ? "NeoX goes on." : `NeoX stops with ${neox.raises}.`;
}

function windowText({ from, until, since, fixedBy }: Window): string {
  const dated = (date: string, commit: string | undefined) => (commit ? `${date} (${commit})` : date);
  const parts = [from && `from ${dated(from, since)}`, until && `before ${dated(until, fixedBy)}`];
  return parts.filter(Boolean).join(", ");
}

function exampleText(example: Example): string {
  const files = Object.entries(filesOf(example));
  const blocks = files.map(([name, text]) => {
    const title = files.length > 1 ? `\`${name}\`:\n\n` : "";
    return `${title}\`\`\`yaml\n${text.trim()}\n\`\`\``;
  });
  if (typeof example === "string") return blocks.join("\n\n");
  const conditions = [
    example.neox && `gpt-neox ${example.neox}`,
    example.gpus !== undefined && `${example.gpus} GPUs`,
    example.launched === true && "launched by itself",
    example.absentFiles?.length && `${example.absentFiles.join(", ")} missing`,
  ].filter((part) => typeof part === "string");
  return [...blocks, conditions.length > 0 && `With ${conditions.join(", ")}.`]
    .filter((part) => typeof part === "string")
    .join("\n\n");
}
