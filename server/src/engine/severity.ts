import { t } from "../base/l10n";
import type { Target } from "../launch/target";
import { type Holds, holdsFor, type Window } from "../launch/target";
import type { Severity } from "./rule";

export type SeveritySetting = Severity | "off";

/** What the user set for rules, by id. */
export type SeveritySettings = Readonly<Record<string, SeveritySetting>>;

/** A fault that lived shorter than this, and is over, hardly meets anybody whose version is not known. */
const SHORT_LIVED_DAYS = 100;

/**
 * The severity in force. What only some versions do is at most a warning while the target does not tell, and
 * nothing where it was so for a few weeks only.
 */
export function severityFor(
  own: Severity,
  holds: Holds,
  window: Window | undefined,
  setting: SeveritySetting | undefined,
): SeveritySetting {
  if (holds === "never" || setting === "off") return "off";
  if (setting !== undefined) return setting;
  if (holds !== "sometimes") return own;
  if (isShortLived(window)) return "off";
  return own === "error" ? "warning" : own;
}

function isShortLived(window: Window | undefined): boolean {
  if (window?.from === undefined || window.until === undefined) return false;
  return Date.parse(window.until) - Date.parse(window.from) < SHORT_LIVED_DAYS * 24 * 3600 * 1000;
}

/** ` Only in gpt-neox from … to …`, for a finding that some versions would not have; else empty. */
export function windowNote(window: Window | undefined, target: Target): string {
  if (window === undefined || holdsFor(window, target) !== "sometimes") return "";
  const { from, until, since, fixedBy } = window;
  const begin = since === undefined ? from : `${from} (${since})`;
  const end = fixedBy === undefined ? until : `${until} (${fixedBy})`;
  if (from !== undefined && until !== undefined)
    return t(
      "Only gpt-neox from {0} until {1} does this; set the target version to know.",
      begin ?? "",
      end ?? "",
    );
  if (until !== undefined)
    return t("Only gpt-neox before {0} does this; set the target version to know.", end ?? "");
  return t("Only gpt-neox from {0} on does this; set the target version to know.", begin ?? "");
}
