import { identityOf } from "../engine/finding";
import type { Severity } from "../engine/rule";
import type { CheckedLaunch } from "./formats/format";

/** Whether a launch has findings of these severities that it had not, known by what stays of them when values change. */
export function bringsFindings(
  before: CheckedLaunch,
  after: CheckedLaunch,
  severities: readonly Severity[],
): boolean {
  const identitiesIn = ({ findings }: CheckedLaunch) =>
    findings.filter(({ severity }) => severities.includes(severity)).map(identityOf);
  const known = new Set(identitiesIn(before));
  return identitiesIn(after).some((identity) => !known.has(identity));
}
