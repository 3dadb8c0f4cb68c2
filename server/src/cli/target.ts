import { readFile, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseTarget } from "../launch/parseTarget";
import { type Target, UNKNOWN_TARGET } from "../launch/target";
import { CommandError, type Io } from "./io";

/** Checkouts by folder: the lines of a `--launches` file mostly name one and the same. */
const checkouts = new Map<string, Promise<Target>>();

/**
 * The NeoX that `--neox` names: `main`, a date, a commit, or the folder of a checkout, whose source is then read.
 * Throws a CommandError for anything else.
 */
export async function resolveTarget(name: string | undefined, io: Io): Promise<Target> {
  if (name === undefined) return UNKNOWN_TARGET;
  const version = parseTarget(name);
  if (version !== undefined) return version;
  const folder = resolve(io.cwd, name);
  if (!(await isFolder(folder)))
    throw new CommandError(
      `unknown NeoX version ${name}: give main, a date such as 2024-10-31, a commit or a checkout's folder`,
    );
  const checkout = checkouts.get(folder) ?? readTarget(name, folder);
  checkouts.set(folder, checkout);
  return checkout;
}

async function readTarget(label: string, folder: string): Promise<Target> {
  // Reads Python, which most launches do not need.
  const { readCheckout } = await import("../arguments/checkout/readCheckout");
  const checkout = await readCheckout((path) => readText(join(folder, path)));
  if (checkout === undefined)
    throw new CommandError(`${label} is no checkout of gpt-neox: it has no megatron/neox_arguments`);
  return { kind: "checkout", label, ...checkout };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

/** The text of a file; undefined when it is absent or unreadable. */
async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch {
    return undefined;
  }
}
