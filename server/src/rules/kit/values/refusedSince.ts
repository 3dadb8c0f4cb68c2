import { accepts } from "../../../arguments/accepts";
import { parseAnnotation } from "../../../arguments/annotation";
import type { Argument } from "../../../arguments/argument";
import type { Launch } from "../../../launch/launch";
import type { Window } from "../../../launch/target";
import type { PythonValue } from "../../../yaml/value";

/**
 * Since when NeoX refuses a value that its newest version refuses; undefined when no version took it.
 * Only an unknown target asks: any other has a catalogue of its own.
 */
export function refusedSince(launch: Launch, argument: Argument, value: PythonValue): Window | undefined {
  if (launch.target.kind !== "unknown") return undefined;
  const types = argument.changes.filter((change) => change.what === "type");
  const last = types.findLast((change) => accepts(parseAnnotation(change.was), value));
  return last && { from: last.date, since: last.commit };
}
