import { boolean, fallback, type InferOutput, object, optional, parse, record, string } from "valibot";
import { isRecord } from "../base/isRecord";

const TEXT = fallback(optional(string()), undefined);

const OFFERS = object({
  /** A command that explains a rule. */
  explainCommand: TEXT,
  /** A command that turns a rule off in the workspace. */
  turnOffCommand: TEXT,
  /** A command that asks for the version of gpt-neox. */
  targetCommand: TEXT,
  /** Whether it answers `neoxConfig/readFile` and `neoxConfig/readFolder`. */
  files: flag(false),
  /** Whether it shows launches, so that it wants `neoxConfig/launchesChanged`. */
  launchStatus: flag(false),
  /** Whether it asks for the diagnostics of the whole workspace by a command of its own, and not again and again. */
  checksAllOnDemand: flag(false),
  /** Whether the user trusts the workspace; only then files outside of it are read. Editors without a notion of trust do not say. */
  isTrusted: flag(true),
  /** Messages in the user's language, by the English ones; undefined for English. */
  translations: fallback(optional(record(string(), string())), undefined),
});

/** What a client says at its start that it can do for us, besides the protocol. */
export type ClientOffers = Readonly<InferOutput<typeof OFFERS>>;

/** Reads what a client sends with its first request; what does not fit counts as not said. */
export function clientOffers(options: unknown): ClientOffers {
  return parse(OFFERS, isRecord(options) ? options : {});
}

function flag(otherwise: boolean) {
  return fallback(optional(boolean(), otherwise), otherwise);
}
