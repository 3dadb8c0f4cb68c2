import type { Command } from "commander";
import { sectionsOf } from "./helpSections";
import type { HelpSection } from "./helpTexts";

/** The man page of the program, in roff: what `--help` says of it and of all its commands. */
export function manPage(program: Command): string {
  const name = program.name();
  const help = program.createHelp();
  const commands = help.visibleCommands(program);
  return [
    `.TH ${roff(name.toUpperCase())} 1 "" ${quoted(`${name} ${program.version()?.split("\n")[0] ?? ""}`)} "User Commands"`,
    ".SH NAME",
    `${roff(name)} \\- ${roff(lowerFirst(program.description()).replace(/\.$/, ""))}`,
    ".SH SYNOPSIS",
    commands
      .map((command) => `.B ${quoted(`${name} ${command.name()}`)}\n${roff(command.usage())}`)
      .join("\n.br\n"),
    ".SH DESCRIPTION",
    roff(program.description()),
    ".SH OPTIONS",
    ...optionLines(program),
    ".SH COMMANDS",
    ...commands.flatMap(commandLines),
    ...sectionsOf(program).flatMap((section) => [
      `.SH ${quoted(section.title.toUpperCase())}`,
      ...sectionLines(section),
    ]),
    "",
  ].join("\n");
}

function commandLines(command: Command): string[] {
  const help = command.createHelp();
  const taken = help
    .visibleArguments(command)
    .map((it) => item(help.argumentTerm(it), help.argumentDescription(it)));
  return [
    `.SS ${quoted(`${command.name()} ${command.usage()}`)}`,
    roff(command.description()),
    ...taken,
    ...optionLines(command),
    ...sectionsOf(command).flatMap((section) => [
      `.PP\n.B ${quoted(section.title)}`,
      ".RS 4",
      ...sectionLines(section),
      ".RE",
    ]),
  ];
}

function optionLines(command: Command): string[] {
  const help = command.createHelp();
  return help
    .visibleOptions(command)
    .map((option) => item(help.optionTerm(option), help.optionDescription(option)));
}

function sectionLines({ terms = [], paragraphs = [], examples = [] }: HelpSection): string[] {
  return [
    ...terms.map(([term, meaning]) => item(term, meaning)),
    ...paragraphs.map((text) => `.PP\n${roff(text)}`),
    ...(examples.length === 0 ? [] : [`.PP\n.nf\n${examples.map(roff).join("\n")}\n.fi`]),
  ];
}

function item(term: string, meaning: string): string {
  return `.TP\n.B ${quoted(term)}\n${roff(meaning)}`;
}

/** Text that roff prints as it stands, without joining hyphens or reading a line as a request. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/gm, "\\&");
}

/** As one argument of a request. */
function quoted(text: string): string {
  return `"${roff(text).replaceAll('"', '""')}"`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
