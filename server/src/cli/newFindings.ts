import type { Finding } from "../engine/finding";
import type { Severity } from "../engine/rule";
import type { CheckedLaunch } from "./formats/format";

/** Whether a launch has findings of these severities that it had not, known by what stays of them when values change. */
export function bringsFindings(
  before: CheckedLaunch,
  after: CheckedLaunch,
  severities: readonly Severity[],
): boolean {
  const namesIn = ({ findings }: CheckedLaunch) =>
    findings.filter(({ severity }) => severities.includes(severity)).map(nameOf);
  const known = new Set(namesIn(before));
  return namesIn(after).some((name) => !known.has(name));
}

function nameOf({ rule, keys, neox }: Finding): string {
  return `${rule} ${keys.join(" ")} ${neox.at}`;
}
