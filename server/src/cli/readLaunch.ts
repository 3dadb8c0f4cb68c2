import { createLaunch } from "../launch/createLaunch";
import type { Launch } from "../launch/launch";
import { type ConfigText, openedConfig, readLaunchFile } from "./configText";
import { CommandError, type Io } from "./io";
import { lookInLaunchFolder } from "./launchFolder";
import type { RunSettings } from "./runSettings";

/** The files of one launch, merged. Throws a CommandError for one that cannot be read to its end. */
export async function readLaunch(
  names: readonly string[],
  settings: RunSettings,
  confDir: string | undefined,
  io: Io,
): Promise<Launch> {
  const texts: ConfigText[] = [];
  for (const name of names) texts.push(await readLaunchFile(name, confDir, io));
  const files = texts.map(openedConfig);
  const broken = files.find(({ document }) => document.problems.length > 0);
  if (broken)
    throw new CommandError(`${broken.path} cannot be read: neox-config check ${broken.path} tells why`);
  const named = await lookInLaunchFolder(texts, settings, io);
  return createLaunch({ ...settings, ...named, files, scope: "launch" });
}
