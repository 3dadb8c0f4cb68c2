import { finish, type Steps } from "../base/steps";
import type { Span } from "../yaml/tree";
import { deepyPaths } from "./deepyPaths";
import { type ShellWord, shellWords, Variables } from "./shellWords";

/** A launch found in a script, a Makefile or a README. */
export interface DiscoveredLaunch {
  /** The script that deepy.py is told to run, such as `train.py`. */
  readonly script: string;
  /** Paths as deepy.py reads them, relative to the folder it is started in. */
  readonly files: readonly string[];
  /** The line of the command. */
  readonly span: Span;
}

/** deepy.py's options that take a value (arguments.py:303-400); `-d` is read for itself. */
const OPTIONS_WITH_VALUE = new Set([
  ...[
    "--wandb_group",
    "--wandb_run_name",
    "--wandb_team",
    "--iteration",
    "--eval_results_prefix",
    "--autotuning",
  ],
  ...["-H", "--hostfile", "-i", "--sample_input_file", "-o", "--sample_output_file"],
]);

/** Launches of one text; a script that starts more writes them itself. */
const MOST_LAUNCHES = 100;
/** Files of one launch. */
const MOST_FILES = 100;
/** Characters of the files of all launches of one text. */
const MOST_NAMED = 200_000;
/** Lines with deepy.py of one text that are read. */
const MOST_COMMANDS = 1000;

/**
 * The launches a text starts with deepy.py: shell scripts, sbatch files, Makefiles and the commands of a README.
 * A command with a part that is not in the text, such as `$1`, is left out.
 */
export function discoverLaunches(text: string): readonly DiscoveredLaunch[] {
  return finish(discoveringLaunches(text));
}

/** `discoverLaunches` in steps, one for each line. */
export function* discoveringLaunches(text: string): Steps<readonly DiscoveredLaunch[]> {
  const variables = new Variables();
  const launches: DiscoveredLaunch[] = [];
  const known = new Set<string>();
  let [commands, named] = [0, 0];
  for (const { line, span } of logicalLines(text)) {
    if (launches.length === MOST_LAUNCHES || commands === MOST_COMMANDS) break;
    yield;
    const assignment = /^\s*(?:export\s+)?(\w+)\s*(?::|\?)?=\s*(\S.*)?$/.exec(line);
    if (assignment !== null) assign(variables, assignment[1] ?? "", assignment[2] ?? "");
    const command = commandOf(line, variables);
    if (line.includes("deepy.py")) commands++;
    if (command === undefined || known.size === known.add(JSON.stringify(command)).size) continue;
    for (const file of command.files) named += file.length;
    if (named > MOST_NAMED) break;
    launches.push({ ...command, span });
  }
  return launches;
}

/** Lines joined where a backslash ends them. */
function* logicalLines(text: string): Generator<{ readonly line: string; readonly span: Span }> {
  for (const { 0: source, index } of text.matchAll(/(?:\\\r?\n|[^\r\n])+/g))
    yield { line: source.replace(/\\\r?\n/g, " "), span: { start: index, end: index + source.length } };
}

/** Only a value that is one known word is remembered. */
function assign(variables: Variables, name: string, source: string): void {
  const words = shellWords(source, variables);
  const [word] = words;
  variables.set(name, words.length === 1 && word?.isOpen === false ? word.text : undefined);
}

function commandOf(line: string, variables: Variables) {
  const start = /(?:^|[\s/"'`(])deepy\.py["']?\s/.exec(line);
  if (start === null) return undefined;
  const words = shellWords(line.slice(start.index + start[0].length), variables);
  const { directory, positional } = parsed(words);
  const [script, ...names] = positional;
  const used = [...positional, ...(directory ? [directory] : [])];
  if (
    script === undefined ||
    names.length === 0 ||
    names.length > MOST_FILES ||
    used.some((word) => word.isOpen)
  )
    return undefined;
  const files = deepyPaths(
    names.map(({ text }) => text),
    directory?.text,
  );
  return { script: script.text, files };
}

/** `--conf_dir=DIR` and `-dDIR`, as argparse takes them too. */
const ATTACHED_DIRECTORY = /^(?:--conf_dir=|-d)/;

interface Arguments {
  readonly directory: ShellWord | undefined;
  readonly positional: readonly ShellWord[];
}

function parsed(words: readonly ShellWord[]): Arguments {
  const positional: ShellWord[] = [];
  let directory: ShellWord | undefined;
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (word === undefined) break;
    if (word.text === "-d" || word.text === "--conf_dir") directory = words[++i];
    else if (ATTACHED_DIRECTORY.test(word.text))
      directory = { ...word, text: word.text.replace(ATTACHED_DIRECTORY, "") };
    else if (OPTIONS_WITH_VALUE.has(word.text)) i++;
    else if (word.text === "--eval_tasks") i = nextOption(words, i) - 1;
    else if (!word.text.startsWith("-")) positional.push(word);
  }
  return { directory, positional };
}

/** `--eval_tasks` takes all words up to the next option. */
function nextOption(words: readonly ShellWord[], from: number): number {
  let next = from + 1;
  while (next < words.length && !words[next]?.text.startsWith("-")) next++;
  return next;
}
