import { resolve } from "node:path";
import { LooksOfRun } from "../engine/looks";
import { isNeoxConfig } from "../features/recognise";
import { SharedFiles } from "../launches/sharedFiles";
import { checkProject } from "./checkProject";
import { CheckSession, isFixing, type RunFlags } from "./checkSession";
import { ConfigFolders } from "./configFolders";
import { type ConfigText, documentOf, readExactFile, readLaunchFile, STDIN_NAME } from "./configText";
import { expandNames, type NamedFile } from "./eachFile";
import { realPlace } from "./insideFolder";
import { CommandError, type ExitCode, type Io } from "./io";
import { KnownLoads, lookInLaunchFolder } from "./launchFolder";
import { checkLaunchStream } from "./launchStream";
import { findProject, type RunSettings, runSettings } from "./runSettings";

export interface CheckFlags extends RunFlags {
  readonly confDir?: string;
  readonly each?: boolean;
  readonly ignore?: boolean;
  readonly launches?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly launchDirectory?: string;
  readonly sameAs?: string;
}

/** `neox-config check`. Throws a CommandError when it cannot do its work. */
export async function checkCommand(names: readonly string[], flags: CheckFlags, io: Io): Promise<ExitCode> {
  refuseMixtures(names, flags);
  const found = await findProject(io);
  const settings = await runSettings(flags, found, io);
  if (flags.launches !== undefined) return checkLaunchStream(flags.launches, settings, flags.confDir, io);
  const run = new CheckSession(flags, io);
  if (flags.each) await checkEach(await expandNames(names, io, flags.ignore), settings, run, io);
  else if (names.length > 0) {
    const files = await readAll(names, flags.confDir, io);
    const named = await lookInLaunchFolder(files, settings, io);
    await run.check({ ...settings, ...named, files, scope: "launch" });
  } else await checkProject(found, flags, settings, run, io);
  return run.end();
}

/** Flags that contradict each other. */
function refuseMixtures(names: readonly string[], flags: CheckFlags): void {
  const wrong = MIXTURES.find(({ applies }) => applies(names, flags));
  if (wrong !== undefined) throw new CommandError(wrong.message);
}

const MIXTURES: readonly {
  applies(names: readonly string[], flags: CheckFlags): boolean;
  readonly message: string;
}[] = [
  {
    applies: (names, flags) => names.length === 0 && flags.each === true && flags.launches === undefined,
    message: "name the files, folders or globs to check: neox-config check --each configs",
  },
  {
    applies: (names, flags) => names.length > 0 && flags.launches !== undefined,
    message: "--launches names the files of every launch itself, so no other file can be given",
  },
  {
    applies: (_, flags) => flags.launches !== undefined && (flags.each === true || isFixing(flags)),
    message: "--launches goes with neither --each nor --fix",
  },
  {
    applies: (_, flags) =>
      flags.launches !== undefined && flags.format !== undefined && flags.format !== "json",
    message: "--launches answers in JSON lines, so it goes with no other --format",
  },
  {
    applies: (_, flags) => flags.dryRun === true && !isFixing(flags),
    message: "--dry-run shows what --fix would change, so it needs --fix",
  },
  {
    applies: (names, flags) => isFixing(flags) && names.includes(STDIN_NAME),
    message: "--fix cannot write to standard input: name the files",
  },
];

async function readAll(names: readonly string[], confDir: string | undefined, io: Io): Promise<ConfigText[]> {
  const files: ConfigText[] = [];
  for (const name of names) files.push(await readLaunchFile(name, confDir, io));
  return files;
}

/** Every NeoX config by itself; a file that cannot be read is told of, and the others are checked all the same. */
async function checkEach(
  files: readonly NamedFile[],
  settings: RunSettings,
  run: CheckSession,
  io: Io,
): Promise<void> {
  const configFolders = new ConfigFolders();
  const loads = new KnownLoads();
  const shared = new SharedFiles();
  const looksOfRun = new LooksOfRun();
  for (const [index, { path, isNamed }] of files.entries()) {
    // Many links may lead to one file.
    const place = realPlace(path, io.cwd);
    if (!shared.allow(path, { name: path, files: [place] })) continue;
    run.tellProgress(index, files.length, path);
    try {
      const file = await readExactFile(path, io);
      const isAmongConfigs = await configFolders.has(resolve(io.cwd, path));
      const isConfig = isNeoxConfig({ ...file, isAmongConfigs, read: () => documentOf(file) });
      const looks = looksOfRun.another();
      let found = 0;
      if (isConfig) {
        const named = await lookInLaunchFolder([file], settings, io, { loads });
        found = (await run.check({ ...settings, ...named, id: file.path, files: [file], looks })).findings
          .length;
      } else if (isNamed) await run.skip(file.path, settings);
      shared.wasChecked(place, documentOf(file), found, looks.spent);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      run.fail(error.message);
    }
  }
  for (const remark of [...shared.remarks, ...loads.names.remarks]) run.fail(remark);
}
