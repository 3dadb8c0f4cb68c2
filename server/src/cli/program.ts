import { Argument, Command, InvalidArgumentError, Option } from "commander";
import { version } from "../../package.json";
import { jsonSchema, SCHEMA_DRAFTS, type SchemaDraft } from "../arguments/jsonSchema";
import { loadDocumentation } from "../arguments/loadDocumentation";
import { visible, visibleJson } from "../base/visible";
import { TRANSFORMERS } from "../converters/neoxToHf/conversion";
import { TOOLS } from "../converters/tool";
import { ORIGINS, type Origin } from "../features/effective";
import { CONVERTER_ARCHITECTURES } from "../huggingface/converterConfig";
import { catalogueOfTarget } from "../launch/createLaunch";
import { KNOWN } from "../launch/knownVersions";
import { GPU_NAMES } from "../model/gpuKinds";
import { type CheckFlags, checkCommand } from "./check";
import { FAIL_ON } from "./checkSession";
import { type CompareFlags, compareCheckpointCommand, compareCommand, launchNames } from "./compare";
import { completionScript, SHELLS, type Shell } from "./completion";
import { type ConvertsFlags, convertsCommand } from "./converts";
import { type EffectiveFlags, effectiveCommand } from "./effective";
import { type EnvironmentFlags, environmentCommand } from "./environment";
import { explainCommand } from "./explain";
import { FORMAT_NAMES } from "./formats/formats";
import { type FromHfFlags, fromHfCommand } from "./fromHf";
import { addSections } from "./helpSections";
import {
  CHECK_HELP,
  CONVERTS_HELP,
  EFFECTIVE_HELP,
  FROM_HF_HELP,
  PROGRAM_HELP,
  REPORT_HELP,
  SCHEDULE_HELP,
  TO_HF_HELP,
  VERIFY_HELP,
  WHY_HELP,
} from "./helpTexts";
import { type ColorChoice, colorsFor, EXIT, type ExitCode, type Io, write } from "./io";
import { isGpuCount } from "./launchLine";
import { manPage } from "./manPage";
import { type ReportFlags, reportCommand } from "./report";
import { type ScheduleFlags, scheduleCommand } from "./schedule";
import { resolveTarget } from "./target";
import { type ToHfFlags, toHfCommand } from "./toHf";
import { type VerifyFlags, verifyCommand } from "./verify";
import { type WhyFlags, whyCommand } from "./why";

/** The version of this program and, on a line of its own, which gpt-neox it knows. */
function versionText(): string {
  return `${version}\ngpt-neox from ${KNOWN.from} to ${KNOWN.until}`;
}

type End = (exit: ExitCode) => void;

/** The command with its subcommands; each tells `end` how it went. */
export function createProgram(io: Io, end: End): Command {
  const program = new Command("neox-config")
    .description("Tells what GPT-NeoX will do with a launch before it runs.")
    .version(versionText(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ minWidthToWrap: 20 })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(visible(text.replace(/^error: /, "neox-config: "))),
      getOutHelpWidth: () => io.stdout.columns ?? 80,
      getErrHelpWidth: () => io.stderr.columns ?? 80,
    });
  addSections(program, PROGRAM_HELP);
  addCheck(program, io, end);
  addExplain(program, io, end);
  addEffective(program, io, end);
  addReport(program, io, end);
  addSchedule(program, io, end);
  addCompare(program, io, end);
  addConverts(program, io, end);
  addEnvironment(program, io, end);
  addVerify(program, io, end);
  addWhy(program, io, end);
  addFromHf(program, io, end);
  addToHf(program, io, end);
  addSchema(program, io, end);
  addCompletion(program, io, end);
  addMan(program, io, end);
  addLsp(program);
  return program;
}

function addCheck(program: Command, io: Io, end: End): void {
  const command = program
    .command("check")
    .summary("check the files of one launch, of many, or each by itself")
    .description(
      "Checks config files as one launch, in the order in which deepy.py would merge them, with or without .yml.",
    )
    .argument("[FILE...]", "config files; - is standard input")
    .addOption(confDirOption())
    .option("--each", "check every NeoX config among these files, folders and globs by itself")
    .option("--no-ignore", "with --each: also check what .gitignore and .neox-configignore exclude")
    .option(
      "--launches <FILE>",
      'check a launch a line: {"id", "files", "gpus", "neox"}; - is standard input',
    )
    .addOption(gpusOption())
    .addOption(neoxOption())
    .option("--launch-directory <DIR>", "where the launch runs: paths in a config start there")
    .option("--same-as <MODEL>", "the Hugging Face model that it should build: a published name, or a folder")
    .addOption(new Option("--format <NAME>", "how to print findings").choices(FORMAT_NAMES))
    .option(
      "--fix",
      "apply the preferred fix of every error and warning; none gives up what the files ask for",
    )
    .option("--fix-all", "with what gives something up too, such as a precision or the pipeline")
    .option("--dry-run", "with --fix: print the changes as a unified diff instead")
    .option("--max-warnings <N>", "fail when there are more warnings than this", parseCount)
    .addOption(
      new Option(
        "--fail-on <WHAT>",
        "fail on any error, or only where the launch does not start to train",
      ).choices(FAIL_ON),
    )
    .addOption(colorOption())
    .action(async (names: string[], flags: CheckFlags) => end(await checkCommand(names, flags, io)));
  addSections(command, CHECK_HELP);
}

function addExplain(program: Command, io: Io, end: End): void {
  program
    .command("explain")
    .summary("tell all about a rule or an argument")
    .description("Prints what a rule reports and how to mend it, or what an argument means and takes.")
    .argument("<RULE|ARGUMENT>", "such as kv-heads-reshape, num_kv_heads or optimizer.params.lr")
    .addOption(colorOption())
    .action(async (name: string, flags: { color: ColorChoice }) =>
      end(await explainCommand(name, colorsFor(io.stdout, io, flags.color), io)),
    );
}

function addEffective(program: Command, io: Io, end: End): void {
  const command = program
    .command("effective")
    .summary("print the values NeoX would train with")
    .description("Prints every argument as NeoX holds it after merging and deriving, with its origin.")
    .argument("<FILE...>", "config files of one launch; - is standard input")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .addOption(new Option("--format <NAME>", "how to print them").choices(["yaml", "json"]).default("yaml"))
    .addOption(
      new Option("--origin <NAME>", "only values of this origin; may be given several times")
        .choices(ORIGINS)
        .argParser(collectOrigin),
    )
    .action(async (names: string[], flags: EffectiveFlags) => end(await effectiveCommand(names, flags, io)));
  addSections(command, EFFECTIVE_HELP);
}

function addReport(program: Command, io: Io, end: End): void {
  const command = program
    .command("report")
    .summary("print parameters, memory per GPU and compute")
    .description("Prints what a launch builds and needs: parameters, memory per GPU, FLOPs, pipeline stages.")
    .argument("<FILE...>", "config files of one launch; - is standard input")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .option("--vocab <N>", "tokens of the tokenizer, where only its file would tell", parseGpus)
    .addOption(new Option("--gpu <NAME>", "the kind of GPU, for fit and training days").choices(GPU_NAMES))
    .option("--mfu <SHARE>", "share of the GPU's peak that training reaches, such as 0.4", parseShare)
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .option("--ranks", "also print what each rank holds, as --format json always does")
    .option("--html <OUT>", "write it as one page with pictures instead")
    .action(async (names: string[], flags: ReportFlags) => end(await reportCommand(names, flags, io)));
  addSections(command, REPORT_HELP);
}

function addSchedule(program: Command, io: Io, end: End): void {
  const command = program
    .command("schedule")
    .summary("print the learning rate of every update, and what happens when")
    .description(
      "Prints the learning rates of a run as the target's own scheduler makes them, with saves, evaluations and its end. Exit 1 when the run stops.",
    )
    .argument("<FILE...>", "config files of one launch; - is standard input")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .option("--resume-at <N>", "continue from the checkpoint of this iteration", parseCount)
    .option("--before <FILE...>", "config files of the run that made it, where they differ")
    .option("--seconds-per-iteration <S>", "how long an iteration takes, for --time-limit", parseSeconds)
    .option("--time-limit <S>", "seconds after which the job is stopped", parseSeconds)
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (names: string[], flags: ScheduleFlags) => end(await scheduleCommand(names, flags, io)));
  addSections(command, SCHEDULE_HELP);
}

function addCompare(program: Command, io: Io, end: End): void {
  program
    .command("compare")
    .summary("print what differs between two launches")
    .description(
      "Prints the values that NeoX would hold differently, defaults folded, with parameters and memory.",
    )
    .argument("<FILE...>", "two config files, or those of two launches with -- between: A B -- C D")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .option("--vocab <N>", "tokens of the tokenizer, where only its file would tell", parseGpus)
    .option("--checkpoint", "compare one launch with the one that saved the checkpoint it loads")
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (names: string[], flags: CompareFlags) =>
      end(
        flags.checkpoint
          ? await compareCheckpointCommand(names, flags, io)
          : await compareCommand(launchNames(names, rawArguments(program)), flags, io),
      ),
    );
}

function addConverts(program: Command, io: Io, end: End): void {
  const own = toolOptions();
  const command = program
    .command("converts")
    .summary("tell whether a converter of gpt-neox makes the same model")
    .description(
      "Tells whether a converter of tools/ckpts ends well on a model, and whether the converted model computes the same. Exit 1 unless it does.",
    )
    .argument("<FILE...>", "config files of the model in the checkpoint, or of the one that loads it")
    .requiredOption("--tool <NAME>", "the converter, such as convert_neox_to_hf")
    .option("--given <FILE>", "the config that the converter gets, where it is another; or a config.json")
    .addOption(
      new Option("--transformers <VERSION>", "the version that the converter runs with")
        .choices(TRANSFORMERS)
        .default(TRANSFORMERS[0]),
    )
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"));
  for (const option of own) command.addOption(option);
  command.action(async (names: string[], flags: Omit<ConvertsFlags, "own">) => {
    end(await convertsCommand(names, { ...flags, own: givenOptions(own, flags) }, io));
  });
  addSections(command, CONVERTS_HELP);
}

/** The flags of all converters, each once. */
function toolOptions(): readonly Option[] {
  const flags = new Map(TOOLS.flatMap((tool) => tool.flags.map((flag) => [flag.name, flag])));
  return [...flags.values()].map(
    ({ name, value, description }) =>
      new Option(value === undefined ? name : `${name} <${value}>`, `of the converter: ${description}`),
  );
}

/** Those of the options that were given, by their names; a switch has no text. */
function givenOptions(options: readonly Option[], flags: object): ReadonlyMap<string, string> {
  const values = new Map<string, unknown>(Object.entries(flags));
  return new Map(
    options.flatMap((option): [string, string][] => {
      const value = values.get(option.attributeName());
      return value === undefined ? [] : [[option.long ?? "", value === true ? "" : String(value)]];
    }),
  );
}

function addEnvironment(program: Command, io: Io, end: End): void {
  program
    .command("environment")
    .summary("tell whether a Python has the packages that a launch needs")
    .description(
      "Compares the packages that NeoX imports for a launch with those of a Python, by the names of their folders: nothing is opened, imported or run.",
    )
    .argument("<FILE...>", "the config files of one launch, in order")
    .option("--python <PATH>", "a virtual environment, or the Python in its bin (default: the active one)")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (names: string[], flags: EnvironmentFlags) =>
      end(await environmentCommand(names, flags, io)),
    );
}

function addVerify(program: Command, io: Io, end: End): void {
  const command = program
    .command("verify")
    .summary("ask your own gpt-neox what it does with a launch")
    .description(
      "Runs the argument code of a checkout and one layer of each kind on tensors without content, and puts its verdict beside ours.",
    )
    .argument("<FILE...>", "the config files of one launch, in order")
    .option("--python <PYTHON>", "the Python to run it with", "python3")
    .addOption(neoxOption())
    .addOption(confDirOption())
    .addOption(gpusOption())
    .option("--launch-directory <DIR>", "where the launch runs: paths in a config start there")
    .option("--seconds <N>", "stop it after so many", parseCount, 120)
    .option("--memory <GIB>", "stop it when it takes more", parseCount, 8)
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .addOption(colorOption())
    .action(async (names: string[], flags: VerifyFlags) => end(await verifyCommand(names, flags, io)));
  addSections(command, VERIFY_HELP);
}

function addWhy(program: Command, io: Io, end: End): void {
  const command = program
    .command("why")
    .summary("explain a failed run by its log")
    .description(
      "Reads the logs of one run and prints what failed first, whose fault it is and which keys to look at.",
    )
    .argument("<LOG>", "a log, also gzipped; - is standard input")
    .argument("[FILE...]", "more logs of the run, and the config files (.yml) to compare it with")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .addOption(new Option("--gpu <NAME>", "the kind of GPU, for the share of its peak").choices(GPU_NAMES))
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .addOption(colorOption())
    .action(async (log: string, names: string[], flags: WhyFlags) =>
      end(await whyCommand([log, ...names], flags, io)),
    );
  addSections(command, WHY_HELP);
}

function addFromHf(program: Command, io: Io, end: End): void {
  const command = program
    .command("from-hf")
    .summary("print a config that builds a Hugging Face model")
    .description(
      "Prints the NeoX config that builds the same model as a config.json of Hugging Face, or the nearest, with what NeoX cannot express line by line. Exit 1 when something cannot be expressed, 2 for what is no model's config.",
    )
    .argument(
      "<FILE>",
      "a config.json, a folder with one, or the name of a published model; - is standard input",
    )
    .addOption(gpusOption())
    .addOption(neoxOption())
    .option("--vocab <N>", "tokens of the tokenizer, where none lies in the folder", parseGpus)
    .addOption(new Option("--format <NAME>", "how to print it").choices(["yaml", "json"]).default("yaml"))
    .action(async (path: string, flags: FromHfFlags) => end(await fromHfCommand(path, flags, io)));
  addSections(command, FROM_HF_HELP);
}

function addToHf(program: Command, io: Io, end: End): void {
  const command = program
    .command("to-hf")
    .summary("print the config.json of a launch's model")
    .description(
      "Prints the config.json with which transformers builds the model of a launch, and on standard error where NeoX's converter writes another. Exit 1 when it does.",
    )
    .argument("<FILE...>", "config files of one launch; - is standard input")
    .addOption(confDirOption())
    .addOption(gpusOption())
    .addOption(neoxOption())
    .option("--vocab <N>", "tokens of the tokenizer, where only its file would tell", parseGpus)
    .addOption(
      new Option(
        "--architecture <NAME>",
        "as given to convert_neox_to_hf.py; default: the one that fits",
      ).choices(CONVERTER_ARCHITECTURES),
    )
    .addOption(new Option("--format <NAME>", "how to print it").choices(["text", "json"]).default("text"))
    .action(async (names: string[], flags: ToHfFlags) => end(await toHfCommand(names, flags, io)));
  addSections(command, TO_HF_HELP);
}

/** What was typed, with the `--` that the parser takes out. */
function rawArguments(program: Command): readonly string[] {
  return "rawArgs" in program && Array.isArray(program.rawArgs) ? program.rawArgs.map(String) : [];
}

function addSchema(program: Command, io: Io, end: End): void {
  program
    .command("schema")
    .summary("print a JSON Schema of the arguments")
    .description(
      "Prints a JSON Schema of a config file, with the documentation, for editors that know only schemas.",
    )
    .addOption(
      new Option("--draft <NAME>", "version of JSON Schema").choices(SCHEMA_DRAFTS).default("draft-07"),
    )
    .addOption(neoxOption())
    .action(async (flags: { draft: SchemaDraft; neox?: string }) => {
      const catalogue = catalogueOfTarget(await resolveTarget(flags.neox, io));
      const schema = jsonSchema(catalogue, await loadDocumentation(), flags.draft);
      await write(io.stdout, `${visibleJson(schema, 2)}\n`);
      end(EXIT.clean);
    });
}

function addCompletion(program: Command, io: Io, end: End): void {
  program
    .command("completion")
    .summary("print a shell's completion script")
    .description('Prints a script that completes this command: eval "$(neox-config completion bash)"')
    .addArgument(new Argument("<SHELL>", "the shell").choices(SHELLS))
    .action(async (shell: Shell) => {
      await write(io.stdout, completionScript(shell, program));
      end(EXIT.clean);
    });
}

function addMan(program: Command, io: Io, end: End): void {
  program
    .command("man")
    .summary("print the man page")
    .description("Prints the man page of all commands: neox-config man | man -l -")
    .action(async () => {
      await write(io.stdout, manPage(program));
      end(EXIT.clean);
    });
}

function addLsp(program: Command): void {
  program
    .command("lsp")
    .summary("start the language server")
    .description("Starts the language server for an editor, over standard input and output.")
    .requiredOption("--stdio", "talk over standard input and output")
    .action(async () => {
      await import("../lsp/node");
    });
}

function confDirOption(): Option {
  return new Option("-d, --conf-dir <DIR>", "prefix all names with this directory, as deepy.py -d does");
}

function gpusOption(): Option {
  return new Option("--gpus <N>", "GPUs of the whole job").argParser(parseGpus);
}

function neoxOption(): Option {
  return new Option("--neox <TARGET>", "the NeoX that will run it: main, a date, a commit or a checkout");
}

function colorOption(): Option {
  return new Option("--color <WHEN>", "colours").choices(["auto", "always", "never"]).default("auto");
}

function parseGpus(text: string): number {
  const count = Number(text);
  if (!/^\d+$/.test(text) || !isGpuCount(count))
    throw new InvalidArgumentError("Give a whole number from 1 on.");
  return count;
}

function parseShare(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError("Give a share above 0 and up to 1.");
  return share;
}

function parseSeconds(text: string): number {
  const seconds = Number(text);
  if (!(seconds > 0 && Number.isFinite(seconds))) throw new InvalidArgumentError("Give a number above 0.");
  return seconds;
}

function parseCount(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("Give a whole number.");
  return Number(text);
}

function collectOrigin(text: string, previous: readonly Origin[] = []): Origin[] {
  const origin = ORIGINS.find((it) => it === text);
  if (origin === undefined) throw new InvalidArgumentError(`Allowed choices are ${ORIGINS.join(", ")}.`);
  return [...previous, origin];
}
