import { isRecord } from "../base/isRecord";
import { ownValue } from "../base/ownValue";
import table from "./generated/published.json" with { type: "json" };

/**
 * The keys of published models' `config.json` that make them; nothing is downloaded. Of the unconfirmed ones the numbers
 * are only remembered, so that nobody is held to them.
 */
const CONFIRMED: Readonly<Record<string, unknown>> = table.confirmed;
const UNCONFIRMED: ReadonlySet<string> = new Set(table.unconfirmed);

/** The `config.json` of a published model, `unconfirmed` for one whose numbers are, undefined for any other name. */
export function publishedModel(name: string): Readonly<Record<string, unknown>> | "unconfirmed" | undefined {
  if (UNCONFIRMED.has(name)) return "unconfirmed";
  const config = ownValue(CONFIRMED, name);
  return isRecord(config) ? config : undefined;
}

/** The names of published models that are known here. */
export const PUBLISHED_NAMES: readonly string[] = [...Object.keys(CONFIRMED), ...UNCONFIRMED];
