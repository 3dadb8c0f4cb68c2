import type { Argument, ArgumentType } from "../arguments/argument";
import type { Documentation } from "../arguments/documentation";
import { t, translated } from "../base/l10n";
import { ownValue } from "../base/ownValue";
import type { Target } from "../launch/target";
import { placeUri } from "./checkoutPlace";
import { code, plainText } from "./plainText";
import { shownValue } from "./shownValue";

/** gpt-neox at the commit whose lines `declaredAt` names. */
const SOURCE_BASE = "https://github.com/EleutherAI/gpt-neox/blob/ea7aefd8";

/**
 * What an argument is and which value to choose, as Markdown. First comes `here`, what it comes to in a launch: an editor
 * shows only so much of a hover before one has to scroll.
 */
export function describeArgument(
  argument: Argument,
  documentation: Documentation,
  here = "",
  target?: Target,
): string {
  // NeoX's own words are few and English; of an argument that a fork adds there are no others.
  const inCheckout = argument.docstring === undefined ? undefined : plainText(argument.docstring);
  const meaning = translatedOf(documentation.arguments, argument.name) ?? inCheckout;
  const origins = [originInCheckout(argument, target) ?? origin(argument), changed(argument)]
    .filter(isText)
    .join(" · ");
  return [heading(argument), here, meaning, origins].filter(isText).join("\n\n");
}

/** What a key means, in the user's language; undefined where nothing is known. */
function translatedOf(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  const text = ownValue(texts, name);
  return text === undefined ? undefined : translated(text);
}

/** What a key inside of a block is, by its path; undefined where nothing is known. */
export function describeNested(path: readonly string[], documentation: Documentation): string | undefined {
  const name = path.join(".");
  const meaning = translatedOf(documentation.nested, name);
  return meaning === undefined ? undefined : `**${code(name)}**\n\n${meaning}`;
}

function heading(argument: Argument): string {
  const { name, type, default: standard } = argument;
  const parts = [`**${code(name)}**`, typeWords(type)];
  if (standard !== undefined) parts.push(t("default {0}", code(shownValue(standard))));
  return parts.join(" · ");
}

/** The values a type takes, in a person's words. None always passes and goes without saying. */
function typeWords(type: ArgumentType): string {
  switch (type.kind) {
    case "enum":
      return t("one of {0}", type.choices.map((choice) => code(shownValue(choice))).join(t(", ")));
    case "union":
      return type.members
        .filter((member) => member !== "NoneType")
        .map(code)
        .join(` ${t("or")} `);
    case "any":
    case "generic":
      return t("no value");
    default:
      return code(type.kind);
  }
}

function changed({ introduced, removed, setBy, decidedBy }: Argument): string | undefined {
  const parts = [
    introduced && t("Since {0} ({1}).", introduced.date, introduced.commit),
    removed && t("Removed on {0} ({1}).", removed.date, removed.commit),
    setBy === "overwritten" &&
      decidedBy &&
      t("NeoX computes it from {0}; a value here is dropped.", decidedBy.map(code).join(t(", "))),
  ];
  return parts.filter(isText).join(" ");
}

/** Where gpt-neox declares it; a removed argument has no line at main to link to. */
function origin({ declaredAt, removed }: Argument): string | undefined {
  if (declaredAt === "") return undefined;
  const [file, line] = declaredAt.split(":");
  return removed ? code(declaredAt) : `[${declaredAt}](${SOURCE_BASE}/${file}#L${line})`;
}

/** Where a user's own gpt-neox declares it; undefined for any other target. */
function originInCheckout({ place, declaredAt }: Argument, target: Target | undefined): string | undefined {
  if (place === undefined || target?.kind !== "checkout") return undefined;
  const uri = placeUri(place, target);
  const shown = uri === undefined ? code(declaredAt) : `[${declaredAt}](${uri}#L${place.line + 1})`;
  return t("From your own gpt-neox, {0}: {1}", code(target.label), shown);
}

function isText(part: string | false | undefined): part is string {
  return typeof part === "string" && part !== "";
}
