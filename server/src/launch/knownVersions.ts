import { t } from "../base/l10n";
import { type Checkout, LAST_COMMIT, MAIN_DATE, OLDEST_DATE, OLDEST_RELEASE, type Target } from "./target";

/** The first and the last gpt-neox that this project describes: `v2.0 (2023-03-09)`, `ea7aefd8 (2026-05-19)`. */
export const KNOWN = {
  from: `${OLDEST_RELEASE} (${OLDEST_DATE})`,
  until: `${LAST_COMMIT} (${MAIN_DATE})`,
} as const;

/** What to know of how a target is judged: a day that is later than all that is known. */
export function judgedAs(target: Target): string | undefined {
  if (target.kind !== "version" || !isDay(target.label) || target.label <= MAIN_DATE) return undefined;
  return t("judged as {0}, the last that is known", KNOWN.until);
}

/** Why no launch is judged at a day before the first that is known; undefined for any other name. */
export function tooEarly(name: string): string | undefined {
  if (!isDay(name) || name >= OLDEST_DATE) return undefined;
  return t(
    "gpt-neox of {0} is not known here: it is from {1} on. Name the folder of a checkout instead.",
    name,
    KNOWN.from,
  );
}

/** The target and the stretch of versions that is known, in one sentence. */
export function targetSentence(target: Target): string {
  const known = t("gpt-neox is known from {0} to {1}.", KNOWN.from, KNOWN.until);
  if (target.kind === "unknown") return known;
  const remark = judgedAs(target);
  return `${t("NeoX: {0}", remark === undefined ? target.label : `${target.label}, ${remark}`)}. ${known}`;
}

/** The same in a few words, to stand behind the target's name and before what changes it; of a checkout what it is. */
export function targetRemark(target: Target): string {
  if (target.kind === "checkout") return checkoutRemark(target);
  return judgedAs(target) === undefined
    ? t("known from {0} to {1}", OLDEST_RELEASE, MAIN_DATE)
    : t("judged as of {0}, the last day that is known", MAIN_DATE);
}

/** Which gpt-neox a checkout is nearest to, and how much of that it changed. */
function checkoutRemark({ place }: Checkout): string {
  if (place === undefined) return t("your own checkout, of an unknown version");
  const commit = `${place.base.commit.slice(0, SHOWN_DIGITS)} (${place.base.date})`;
  if (place.isUnchanged) return t("your own checkout, unchanged from {0}", commit);
  const changed = [...place.changed.values()].reduce((sum, { size }) => sum + size, 0);
  return changed === 1
    ? t("your own checkout, nearest to {0}, 1 function changed", commit)
    : t("your own checkout, nearest to {0}, {1} functions changed", commit, changed);
}

/** Of a commit's hash, as `LAST_COMMIT` has them. */
const SHOWN_DIGITS = LAST_COMMIT.length;

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text);
}
