import { catalogueAt, catalogueOfAnyVersion } from "../arguments/catalogue";
import type { Documentation } from "../arguments/documentation";
import { t } from "../base/l10n";
import { rules } from "../rules/registry";
import { describeArgument, describeNested } from "./describeArgument";

/** What a key means, as Markdown, and the rules that read it. */
export interface ArgumentExplanation {
  readonly markdown: string;
  /** Ids. */
  readonly rules: readonly string[];
}

/** By the name of an argument, or the path of a key inside of one; undefined for any other name. */
export function explainArgument(
  given: string,
  documentation: Documentation,
): ArgumentExplanation | undefined {
  const name = given.replaceAll("-", "_");
  const argument = catalogueAt("main").get(name) ?? catalogueOfAnyVersion().get(name);
  const markdown =
    argument === undefined
      ? describeNested(name.split("."), documentation)
      : describeArgument(argument, documentation);
  if (markdown === undefined) return undefined;
  const inside = Object.keys(documentation.nested).filter((path) => path.startsWith(`${name}.`));
  const keys = inside.length > 0 ? [`**${t("Keys inside")}**: ${inside.join(t(", "))}`] : [];
  return {
    markdown: [markdown, ...keys].join("\n\n"),
    rules: rules.filter((rule) => rule.keys.includes(name)).map(({ id }) => id),
  };
}
