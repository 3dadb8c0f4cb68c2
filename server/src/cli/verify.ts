import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { version } from "../../package.json";
import { harmless, visibleJson } from "../base/visible";
import { check } from "../features/check";
import { type Asked, type NeoxAnswer, NotAsked } from "../features/verify/answer";
import { disagreementReport, verificationText } from "../features/verify/text";
import { type Verification, verify } from "../features/verify/verification";
import { askNeox } from "../workspace/node/askNeox";
import { documentOf, readLaunchFile } from "./configText";
import { liesInRepository } from "./insideFolder";
import { type ColorChoice, CommandError, colorsFor, EXIT, type ExitCode, type Io, writeColoured } from "./io";
import { renderMarkdown } from "./markdown";
import { findProject, runSettings } from "./runSettings";

/** The folder of the built command, where the Python program is too. */
const BESIDE = fileURLToPath(new URL(".", import.meta.url));

export interface VerifyFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly python: string;
  readonly seconds: number;
  readonly memory: number;
  readonly launchDirectory?: string;
  readonly format: "text" | "json";
  readonly color: ColorChoice;
}

/** `neox-config verify FILE...`: asks a checkout of gpt-neox itself. Exit 0 when it launches, 1 when it stops, 2 when it cannot be asked. */
export async function verifyCommand(names: readonly string[], flags: VerifyFlags, io: Io): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const { target } = settings;
  if (target.kind !== "checkout" || target.root === undefined)
    throw new CommandError("verify runs a gpt-neox of yours: name the folder of a checkout with --neox");
  const checkout = fileURLToPath(target.root);
  if (flags.neox === undefined && !(await liesInRepository(checkout, io.cwd)))
    throw new CommandError(
      `verify runs the code of ${checkout}, which lies outside of the repository: name it with --neox`,
    );
  const texts = [];
  for (const name of names) texts.push(await readLaunchFile(name, flags.confDir, io));
  const files = texts.map((text) => ({ path: text.path, document: documentOf(text) }));
  const checked = check({ ...settings, files, scope: "launch" });
  const launch = {
    files: files.map(({ path, document }) => ({ name: path, text: document.text })),
    gpus: settings.gpus ?? 1,
  };
  const answer = await ask(launch, checkout, flags, settings.launchFolder ?? io.cwd, io);
  const found = verify(checked, answer);
  const isDisagreement = found.agreement === "falseError" || found.agreement === "missed";
  const report = isDisagreement ? disagreementReport(checked, found, version) : undefined;
  await writeColoured(io.stdout, harmless(shown(found, report, flags, io)));
  return exitOf(found);
}

async function ask(
  launch: Asked,
  checkout: string,
  { python, seconds, memory }: VerifyFlags,
  folder: string,
  io: Io,
): Promise<NeoxAnswer> {
  const named = /[\\/]/.test(python) ? resolve(io.cwd, python) : python;
  const script = join(io.assets ?? BESIDE, "ask", "verify.py");
  try {
    return await askNeox(launch, { python: named, checkout, script, folder, seconds, gibibytes: memory });
  } catch (error) {
    if (error instanceof NotAsked) throw new CommandError(reasonOf(error, python));
    throw error;
  }
}

function reasonOf({ reason, message }: NotAsked, python: string): string {
  switch (reason) {
    case "noPython":
      return `${python} cannot be run: ${message}`;
    case "time":
      return `NeoX was stopped after ${message} seconds: --seconds gives it more`;
    case "cancelled":
      return "stopped";
    case "ended":
      return `${python} ended without an answer: ${message}`;
  }
}

function shown(found: Verification, report: string | undefined, flags: VerifyFlags, io: Io): string {
  if (flags.format === "json") {
    const { agreement, answer, errors, keys, rules, trouble } = found;
    const ours = errors.map(({ rule, message, neox }) => ({ rule, message, at: neox.at }));
    return `${visibleJson({ agreement, ...answer, ours, keys, rules, trouble: trouble?.message ?? null, report: report ?? null }, 2)}\n`;
  }
  const text = renderMarkdown(verificationText(found), colorsFor(io.stdout, io, flags.color));
  if (report === undefined) return text;
  return `${text}\nText for a report, to be sent by you alone; the files are in it:\n\n${report}\n`;
}

function exitOf({ agreement, answer: { verdict } }: Verification): ExitCode {
  if (agreement === "unknown" || verdict === undefined) return EXIT.failed;
  return verdict.launches ? EXIT.clean : EXIT.foundErrors;
}
