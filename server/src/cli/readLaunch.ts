import { createLaunch } from "../launch/createLaunch";
import type { Launch } from "../launch/launch";
import { readYaml } from "../yaml/read";
import { readLaunchFile } from "./configText";
import { CommandError, type Io } from "./io";
import type { RunSettings } from "./runSettings";

/** The files of one launch, merged. Throws a CommandError for one that cannot be read to its end. */
export async function readLaunch(
  names: readonly string[],
  settings: RunSettings,
  confDir: string | undefined,
  io: Io,
): Promise<Launch> {
  const files = [];
  for (const name of names) {
    const { path, text } = await readLaunchFile(name, confDir, io);
    files.push({ path, document: readYaml(text) });
  }
  const broken = files.find(({ document }) => document.problems.length > 0);
  if (broken)
    throw new CommandError(`${broken.path} cannot be read: neox-config check ${broken.path} tells why`);
  return createLaunch({ ...settings, files, scope: "launch" });
}
