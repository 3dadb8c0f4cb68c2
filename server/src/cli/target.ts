import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { URI } from "vscode-uri";
import { tooEarly } from "../launch/knownVersions";
import { type Target, UNKNOWN_TARGET } from "../launch/target";
import { Checkouts } from "../workspace/checkouts";
import { nodeFiles } from "../workspace/node/nodeFiles";
import { cutTarget, Targets } from "../workspace/targets";
import { CommandError, type Io, say } from "./io";

/** Of one call of the command: the lines of a `--launches` file mostly name one and the same. */
const checkouts = new Checkouts(nodeFiles);

/**
 * The NeoX that `--neox` names: `main`, a date, a commit, or the folder of a checkout, whose source is then read.
 * Throws a CommandError for anything else.
 */
export async function resolveTarget(name: string | undefined, io: Io): Promise<Target> {
  if (name === undefined) return UNKNOWN_TARGET;
  const targets = new Targets(checkouts, {
    unknownTarget: () => {},
    cutTarget: (label) => say(io.stderr, `note: ${cutTarget(label)}`),
  });
  const target = await targets.named(name, URI.file(io.cwd).toString());
  if (target !== undefined) return target;
  const early = tooEarly(name);
  if (early !== undefined) throw new CommandError(early);
  throw new CommandError(
    (await isFolder(resolve(io.cwd, name)))
      ? `${name} is no checkout of gpt-neox: it has no megatron/neox_arguments`
      : `unknown NeoX version ${name}: give main, a date such as 2024-10-31, a commit or a checkout's folder`,
  );
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
