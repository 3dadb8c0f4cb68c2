import type { Command, Option } from "commander";
import { catalogueOfAnyVersion } from "../arguments/catalogue";
import { rules } from "../rules/registry";

export const SHELLS = ["bash", "zsh", "fish"] as const;

export type Shell = (typeof SHELLS)[number];

/** A script that completes the program's commands, options, choices and the names that `explain` knows. */
export function completionScript(shell: Shell, program: Command): string {
  if (shell === "fish") return fishScript(program);
  const bash = bashScript(program);
  return shell === "bash" ? bash : `${ZSH_READS_BASH}${bash}`;
}

const ZSH_READS_BASH = `\
(( $+functions[compdef] )) || { autoload -U +X compinit && compinit; }
autoload -U +X bashcompinit && bashcompinit
`;

function bashScript(program: Command): string {
  const choices = program.commands.flatMap((command) =>
    command.options.flatMap(({ long, argChoices }) =>
      argChoices ? [`    "${command.name()} ${long}") words="${argChoices.join(" ")}" ;;`] : [],
    ),
  );
  const words = program.commands.map((command) => {
    const names = [...namesFor(command), ...command.options.flatMap((option) => option.long ?? [])];
    return `      ${command.name()}) words="${names.join(" ")}" files=${takesFiles(command) ? "yes" : ""} ;;`;
  });
  return `_neox_config() {
  local current="\${COMP_WORDS[COMP_CWORD]}" words="" files="" name
  case "\${COMP_WORDS[1]} \${COMP_WORDS[COMP_CWORD-1]}" in
${choices.join("\n")}
  esac
  if [ -z "$words" ] && [ "$COMP_CWORD" -eq 1 ]; then
    words="${program.commands.map((command) => command.name()).join(" ")} --help --version"
  elif [ -z "$words" ]; then
    case "\${COMP_WORDS[1]}" in
${words.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  if [ -n "$files" ] && [ "\${current#-}" = "$current" ]; then
    # Word by word, so that no name is taken for a pattern.
    COMPREPLY=()
    while IFS= read -r name; do COMPREPLY+=("$name"); done < <(compgen -f -- "$current")
  fi
}
complete -o filenames -F _neox_config ${program.name()}
`;
}

function fishScript(program: Command): string {
  const name = program.name();
  const lines = program.commands.flatMap((command) => {
    const within = `complete -c ${name} -n "__fish_seen_subcommand_from ${command.name()}"`;
    const names = namesFor(command);
    return [
      `complete -c ${name} -n __fish_use_subcommand -f -a ${command.name()} -d ${quoted(command.summary())}`,
      ...command.options.map((option) => `${within} ${fishOption(option)}`),
      ...(names.length > 0 ? [`${within} -f -a "${names.join(" ")}"`] : []),
    ];
  });
  return `${lines.join("\n")}\n`;
}

function fishOption({ long, short, argChoices, required, description }: Option): string {
  const values = argChoices ? ` -x -a "${argChoices.join(" ")}"` : required ? " -r" : "";
  return `-l ${long?.slice(2)}${short ? ` -s ${short.slice(1)}` : ""}${values} -d ${quoted(description)}`;
}

function quoted(text: string): string {
  return `'${text.replace(/[\\']/g, "\\$&")}'`;
}

function takesFiles(command: Command): boolean {
  return command.registeredArguments.some((argument) => argument.name() === "FILE");
}

/** What may stand as the command's argument, where it is no file. */
function namesFor(command: Command): readonly string[] {
  if (command.name() === "explain")
    return [...rules.map((rule) => rule.id), ...catalogueOfAnyVersion().names];
  return command.registeredArguments.flatMap((argument) => argument.argChoices ?? []);
}
