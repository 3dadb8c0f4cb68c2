import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import { catalogueOfAnyVersion } from "../arguments/catalogue";
import type { Documentation } from "../arguments/documentation";
import { t } from "../base/l10n";
import type { ConfigFile, Launch } from "../launch/launch";
import { arithmeticOf } from "./arithmetic/sections";
import { describeArgument, describeNested } from "./describeArgument";
import { entryAt } from "./entriesAt";
import { code } from "./plainText";
import { linesOf, offsetIn, rangeOf } from "./ranges";
import { shownValue } from "./shownValue";

/** What the key under the cursor means, and what its value comes to in this launch. */
export function hoverAt(
  file: ConfigFile,
  launch: Launch,
  position: Position,
  documentation: Documentation,
): Hover | undefined {
  const at = entryAt(file.document, offsetIn(linesOf(file.document), position));
  const path = pathInDeepspeed(at?.path ?? []);
  const [name] = path;
  if (at === undefined || name === undefined) return undefined;
  const text =
    path.length === 1 ? topLevel(name, launch, documentation) : nested(path, launch, documentation);
  if (text === undefined) return undefined;
  const { key, value } = at.entry;
  return {
    contents: { kind: MarkupKind.Markdown, value: text },
    range: rangeOf(file.document, at.onKey ? key.span : value.span),
  };
}

/** What `deepspeed_extra_args` holds means to DeepSpeed what it would mean at top level. */
function pathInDeepspeed(path: readonly string[]): readonly string[] {
  return path.length > 1 && path[0] === "deepspeed_extra_args" ? path.slice(1) : path;
}

/** An argument that this NeoX does not have (any more) is described all the same, but it comes to nothing. */
function topLevel(name: string, launch: Launch, documentation: Documentation): string | undefined {
  const argument = launch.catalogue.get(name);
  if (argument === undefined) {
    const elsewhere = catalogueOfAnyVersion().get(name);
    return elsewhere && describeArgument({ ...elsewhere, setBy: "user" }, documentation, "", launch.target);
  }
  const here = [effectiveValue(name, launch), arithmetic(name, launch)].filter((part) => part !== "");
  return describeArgument(argument, documentation, here.join("\n\n"), launch.target);
}

/** The learning rate stands inside of a block, and comes to a schedule as others do at top level. */
function nested(path: readonly string[], launch: Launch, documentation: Documentation): string | undefined {
  const text = describeNested(path, documentation);
  const here = path.join(".") === "optimizer.params.lr" ? arithmetic("lr", launch) : "";
  return text === undefined || here === "" ? text : `${text}\n\n${here}`;
}

/** What NeoX makes of the value, where that is something else than the file says. */
function effectiveValue(name: string, launch: Launch): string {
  const derived = launch.derivation.get(name);
  const given = launch.settings.get(name)?.value;
  if (derived === undefined || given === undefined || shownValue(derived) === shownValue(given)) return "";
  return t("NeoX makes {0} of it.", code(shownValue(derived)));
}

function arithmetic(name: string, launch: Launch): string {
  return arithmeticOf(name, launch)
    .map((line) => `- ${line}`)
    .join("\n");
}
