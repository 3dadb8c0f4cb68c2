import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { inOneLine, visibleJson } from "../base/visible";
import { installedPackages, normalName } from "../packages/installed";
import { neededPackages } from "../packages/needed";
import { isAsked } from "../packages/versions";
import { nodeLoads } from "../workspace/node/nodeDisk";
import { CommandError, EXIT, type ExitCode, type Io, write } from "./io";
import { readLaunch } from "./readLaunch";
import { findProject, runSettings } from "./runSettings";

export interface EnvironmentFlags {
  readonly confDir?: string;
  readonly gpus?: number;
  readonly neox?: string;
  readonly python?: string;
  readonly format: "text" | "json";
}

/** `neox-config environment FILE...`: whether the Python that launches has what the config needs. Nothing of it is run. */
export async function environmentCommand(
  names: readonly string[],
  flags: EnvironmentFlags,
  io: Io,
): Promise<ExitCode> {
  const settings = await runSettings(flags, await findProject(io), io);
  const launch = await readLaunch(names, settings, flags.confDir, io);
  const python = flags.python ?? io.env.VIRTUAL_ENV ?? io.env.CONDA_PREFIX;
  if (python === undefined)
    throw new CommandError("no virtual environment is active: name one, or its Python, with --python");
  const installed = await installedPackages(nodeLoads.disk, placeOf(resolve(io.cwd, python)));
  if (installed === undefined) throw new CommandError(`no site-packages belong to ${python}`);
  const packages = neededPackages(launch).map(({ name, keys, asks }): Found => {
    const version = installed.get(normalName(name)) ?? null;
    const isOther = version !== null && asks !== undefined && !isAsked(version, asks);
    return { name, keys, version, asks: asks ?? null, isOther };
  });
  const text =
    flags.format === "json" ? `${visibleJson({ python, packages }, 2)}\n` : packages.map(line).join("");
  await write(io.stdout, text);
  return packages.every(({ version }) => version !== null) ? EXIT.clean : EXIT.foundErrors;
}

/** A package that the launch imports, and what the Python has of it. */
interface Found {
  readonly name: string;
  readonly keys: readonly string[];
  readonly version: string | null;
  readonly asks: string | null;
  /** It is there in a version that NeoX's requirements do not ask for. */
  readonly isOther: boolean;
}

function line({ name, keys, version, asks, isOther }: Found): string {
  const wanted = asks !== null && (isOther || version === null) ? `main asks ${asks}` : "";
  const why = keys.length === 0 ? "" : `for ${keys.join(", ")}`;
  const columns = [name.padEnd(20), inOneLine(version ?? "missing").padEnd(16), wanted.padEnd(24), why];
  return `${columns.join(" ").trimEnd()}\n`;
}

/** An interpreter of a virtual environment is a link to another's, and stays in its own `bin`; a folder is followed. */
function placeOf(path: string): string {
  if (/[\\/]bin[\\/][^\\/]+$/.test(path)) return pathToFileURL(path).href;
  try {
    return pathToFileURL(realpathSync(path)).href;
  } catch {
    return pathToFileURL(path).href;
  }
}
