import { parseTarget } from "../launch/parseTarget";
import { type Target, UNKNOWN_TARGET } from "../launch/target";
import { CommandError, type Io } from "./io";

/** The NeoX that `--neox` names: `main`, a date or a commit. Throws a CommandError for anything else. */
export async function resolveTarget(name: string | undefined, _io: Io): Promise<Target> {
  if (name === undefined) return UNKNOWN_TARGET;
  const target = parseTarget(name);
  if (target === undefined)
    throw new CommandError(`unknown NeoX version ${name}: give main, a date such as 2024-10-31, or a commit`);
  return target;
}
