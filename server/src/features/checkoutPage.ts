import { catalogueOfAnyVersion } from "../arguments/catalogue";
import { t } from "../base/l10n";
import type { Rule } from "../engine/rule";
import { changedFunction } from "../engine/vouching";
import { KNOWN } from "../launch/knownVersions";
import type { Checkout } from "../launch/target";
import { rules } from "../rules/registry";
import { code } from "./plainText";

/** What is known of a user's own gpt-neox, as Markdown: where it stands, what it changed, and what is not vouched for there. */
export function checkoutPage(target: Checkout): string {
  const { place } = target;
  return [
    `# ${t("What is known of this checkout")}`,
    code(target.label),
    baseSentence(target),
    section(
      t("Functions that it changed"),
      [...(place?.changed ?? [])].map(([path, names]) => `${code(path)}: ${[...names].map(code).join(", ")}`),
    ),
    section(
      t("Arguments of its own"),
      ownArguments(target).map((name) => code(name)),
    ),
    section(
      t("Rules that are not vouched for: their errors are warnings here"),
      unvouched(target).map(([{ id, summary }, name]) => `${code(id)} (${code(name)}): ${summary}`),
    ),
    section(
      t("Parts of a layer whose parameters cannot be counted"),
      [...(place?.unknownSizes ?? [])].map((name) => code(name)),
    ),
    t("gpt-neox is known from {0} to {1}.", KNOWN.from, KNOWN.until),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function baseSentence({ place }: Checkout): string {
  if (place === undefined)
    return t("Too few of its functions are known to tell which gpt-neox it began from.");
  const { commit, date } = place.base;
  return place.isUnchanged
    ? t("It is gpt-neox at {0} ({1}), unchanged, and is judged as that commit.", code(commit), date)
    : t("It began from gpt-neox at {0} ({1}), as far as its functions tell.", code(commit), date);
}

function ownArguments({ catalogue }: Checkout): readonly string[] {
  const known = catalogueOfAnyVersion();
  return catalogue.names.filter((name) => known.get(name) === undefined);
}

/** The rules that rest on a function which is another one here, each with that function. */
function unvouched(target: Checkout): readonly (readonly [Rule, string])[] {
  return rules.flatMap((rule) => {
    const changed = rule.severity === "error" ? changedFunction(target, rule.neox, rule) : undefined;
    return changed === undefined ? [] : [[rule, changed] as const];
  });
}

function section(title: string, items: readonly string[]): string {
  return items.length === 0 ? "" : `## ${title}\n\n${items.map((item) => `- ${item}`).join("\n")}`;
}
