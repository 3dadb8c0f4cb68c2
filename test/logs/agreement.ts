import { CHANGES, type Change } from "./changes";
import { type Agreement, agreementOf, recordedLogs } from "./recorded";

/** Of a log, and whether its run failed. */
type Judged = Agreement & { readonly failed: boolean };

const known = new Map<Change, readonly Judged[]>();

/** How the explanations of all recorded logs agree with their records after such a change of their texts. */
export function agreementsAfter(change: Change): readonly Judged[] {
  const { of, added = 0 } = change;
  const found =
    known.get(change) ??
    recordedLogs().map((log) => ({
      ...agreementOf({ ...log, text: of(log.text) }, (line) => line + added),
      failed: log.answer.ended === "failed",
    }));
  known.set(change, found);
  return found;
}

/** How often an explanation agrees with the record, as the page of `neox-config why` has it. */
export function agreementTable(): string {
  return [
    "| the logs | cause | first key | both | rank and line | failures in runs that went well |",
    "|---|---|---|---|---|---|",
    ...CHANGES.map(rowOf),
  ].join("\n");
}

function rowOf(change: Change): string {
  const agreements = agreementsAfter(change);
  const failed = agreements.filter((it) => it.failed);
  const well = agreements.filter((it) => !it.failed);
  const alarms = well.filter(({ why }) => why.failure !== null);
  const count = (agrees: (agreement: Agreement) => boolean) =>
    `${failed.filter(agrees).length} of ${failed.length}`;
  const figures = [
    count(({ cause }) => cause),
    count(({ keys }) => keys),
    count(({ cause, keys }) => cause && keys),
    count(({ rank, line }) => rank && line),
    `${alarms.length} of ${well.length}`,
  ];
  return `| ${[change.name, ...figures].join(" | ")} |`;
}
