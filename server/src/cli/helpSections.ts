import type { Command, Help } from "commander";
import type { HelpSection } from "./helpTexts";

const sections = new WeakMap<Command, readonly HelpSection[]>();

/** Adds sections to the help of a command, wrapped to the terminal. */
export function addSections(command: Command, added: readonly HelpSection[]): void {
  sections.set(command, added);
  command.addHelpText("after", () => {
    const helper = command.createHelp();
    const helpWidth = command.configureOutput().getOutHelpWidth?.() ?? 80;
    helper.prepareContext({ helpWidth });
    return added.map((section) => `\n${sectionText(section, helper, helpWidth)}`).join("\n");
  });
}

/** The sections that a command's help has beside its options. */
export function sectionsOf(command: Command): readonly HelpSection[] {
  return sections.get(command) ?? [];
}

function sectionText(section: HelpSection, helper: Help, width: number): string {
  const { title, paragraphs = [], terms = [], examples = [] } = section;
  const column = Math.max(0, ...terms.map(([term]) => term.length));
  return [
    `${title}:`,
    ...terms.map(([term, meaning]) => helper.formatItem(term, column, meaning, helper)),
    ...paragraphs.map((text) => `  ${helper.boxWrap(text, width - 2).replaceAll("\n", "\n  ")}`),
    ...examples.map((example) => `  ${example}`),
  ].join("\n");
}
