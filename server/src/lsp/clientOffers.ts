import { isRecord } from "../base/isRecord";

/** What a client says at its start that it can do for us, besides the protocol. */
export interface ClientOffers {
  /** A command that explains a rule. */
  readonly explainCommand: string | undefined;
  /** A command that turns a rule off in the workspace. */
  readonly turnOffCommand: string | undefined;
  /** A command that asks for the version of gpt-neox. */
  readonly targetCommand: string | undefined;
  /** Whether it answers `neoxConfig/readFile` and `neoxConfig/readFolder`. */
  readonly files: boolean;
  /** Whether it shows launches, so that it wants `neoxConfig/launchesChanged`. */
  readonly launchStatus: boolean;
  /** Whether it asks for the diagnostics of the whole workspace by a command of its own, and not again and again. */
  readonly checksAllOnDemand: boolean;
  /** Whether the user trusts the workspace; only then files outside of it are read. */
  readonly isTrusted: boolean;
  /** Messages in the user's language, by the English ones; undefined for English. */
  readonly translations: Readonly<Record<string, string>> | undefined;
}

export function clientOffers(options: unknown): ClientOffers {
  const given = isRecord(options) ? options : {};
  return {
    explainCommand: textOf(given.explainCommand),
    turnOffCommand: textOf(given.turnOffCommand),
    targetCommand: textOf(given.targetCommand),
    files: given.files === true,
    launchStatus: given.launchStatus === true,
    checksAllOnDemand: given.checksAllOnDemand === true,
    // Editors without a notion of trust do not say.
    isTrusted: given.isTrusted !== false,
    translations: isTranslations(given.translations) ? given.translations : undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function isTranslations(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((each) => typeof each === "string");
}
