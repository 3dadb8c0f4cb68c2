import { byteFigure } from "../../../../protocol/figures";
import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { numbersOf } from "../report/numbers";

/** Terms beyond the largest ones explain little. */
const MOST_TERMS = 4;

/**
 * What a launch that ran out of memory holds on its fullest GPU, the largest terms first, beside the GPU's own memory
 * where the message tells it; undefined while the launch's memory is unknown.
 */
export function memoryInMessage(message: string, launch: Launch | undefined): string | undefined {
  const memory = launch && numbersOf(launch)?.memory;
  if (memory === undefined || memory === null) return undefined;
  const largest = Object.entries(memory.terms)
    .filter(([, bytes]) => bytes > 0)
    .sort(([, one], [, other]) => other - one)
    .slice(0, MOST_TERMS);
  const [low, high] = memory.range;
  const expected = t(
    "The report expects {0} to {1} on the fullest GPU: {2}",
    byteFigure(low),
    byteFigure(high),
    largest.map(([term, bytes]) => `${term} ${byteFigure(bytes)}`).join(", "),
  );
  const capacity = capacityIn(message);
  return capacity === undefined ? expected : `${expected}. ${t("This one has {0}.", byteFigure(capacity))}`;
}

/** Bytes of `has a total capacity of 79.15 GiB` and, before torch 2.1, `39.59 GiB total capacity`. */
function capacityIn(message: string): number | undefined {
  const found = /total capac(?:i)?ty of ([\d.]{1,20}) GiB|([\d.]{1,20}) GiB total capacity/.exec(message);
  const gibibytes = Number(found?.[1] ?? found?.[2]);
  return Number.isNaN(gibibytes) ? undefined : gibibytes * 2 ** 30;
}
