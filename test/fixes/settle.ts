import type { LayersVerdict } from "../../scripts/oracle/layers";
import type { Finding, ResolvedFix } from "../../server/src/engine/finding";
import { type Checked, type Checker, fixed, identity, mendOthers } from "./mend";

/** What real NeoX does with a launch. */
export type AskNeox = (launch: Checked) => Promise<LayersVerdict>;

/**
 * What became of the failure that a fix is offered for. `unveiled`: it is gone, and NeoX stops at another one that we
 * then tell of and did not before.
 */
export interface Outcome {
  readonly kind: "removed" | "unveiled" | "remains" | "another failure" | "unsettled";
  readonly why: string;
}

/**
 * Applies a fix alone and asks NeoX. Where the launch still fails and has more errors than this one, NeoX is asked
 * twice more with these mended: without the fix it must stop where the finding says, with the fix it must not stop.
 */
export async function settle(
  start: Checked,
  finding: Finding,
  fix: ResolvedFix,
  check: Checker,
  ask: AskNeox,
): Promise<Outcome> {
  const kept = identity(finding);
  const known = new Set(start.errors.map(identity));
  const changed = check(fixed(start.files, fix), start.gpus);
  const told = changed.errors.map(identity);
  const direct = await ask(changed);
  if (direct.launches) return { kind: "removed", why: "launches" };
  if (told.includes(kept)) return { kind: "remains", why: "we still tell of it" };
  const brought = changed.errors.find((it) => !known.has(identity(it)));
  if (brought !== undefined) return { kind: "unveiled", why: identity(brought) };
  if (known.size === 1) return stopped(finding, direct);
  const mended = mendOthers(changed, check, undefined);
  if (typeof mended === "string") return { kind: "unsettled", why: `nothing mends ${mended}` };
  const after = await ask(mended);
  if (!after.launches) return stopped(finding, after);
  return withoutFix(start, finding, check, ask, direct);
}

/** With the fix and the other errors mended it launches: whether it would have without the fix. */
async function withoutFix(
  start: Checked,
  finding: Finding,
  check: Checker,
  ask: AskNeox,
  fixedOnly: LayersVerdict,
): Promise<Outcome> {
  const before = placeOf(await ask(start));
  if (before === finding.neox.at && placeOf(fixedOnly) !== before)
    return { kind: "removed", why: "NeoX comes to the next error that we tell" };
  const control = mendOthers(start, check, identity(finding));
  if (typeof control === "string")
    return { kind: "unsettled", why: `what mends ${control} mends this as well` };
  const alone = await ask(control);
  if (alone.launches) return { kind: "unsettled", why: "alone it does not stop what can be run here" };
  if (placeOf(alone) !== finding.neox.at)
    return { kind: "unsettled", why: `alone it stops at ${placeOf(alone)}` };
  return { kind: "removed", why: "launches once the other errors are mended, and without the fix does not" };
}

function stopped({ neox }: Finding, after: LayersVerdict): Outcome {
  const place = placeOf(after);
  return { kind: place === neox.at ? "remains" : "another failure", why: `${place}: ${after.message}` };
}

/** `file:function` at which NeoX stopped; empty when it did not. */
function placeOf({ at }: LayersVerdict): string {
  return at?.replace(/:\d+:/, ":") ?? "";
}
