import type { TextDocument } from "vscode-languageserver-textdocument";
import { type Hover, MarkupKind, type Position } from "vscode-languageserver-types";
import { nodeAt } from "../../yaml/nodeAt";
import { readYaml } from "../../yaml/read";
import type { Entry } from "../../yaml/tree";
import { offsetIn, rangeOf } from "../ranges";
import { isTooLong } from "./isTooLong";
import { projectKeys } from "./keys";

/** What a key of the project file means; undefined beside the keys. */
export function projectHover(text: TextDocument, position: Position): Hover | undefined {
  if (isTooLong(text)) return undefined;
  const document = readYaml(text.getText());
  const offset = offsetIn(text, position);
  const names = nodeAt(document, offset)
    .filter((node): node is Entry => "key" in node)
    .map(({ key }) => key);
  const own = names.at(-1);
  if (own?.kind !== "scalar" || offset < own.span.start || own.span.end < offset) return undefined;
  const path = names.slice(0, -1).map((name) => (name.kind === "scalar" ? name.source : ""));
  const key = projectKeys(path.join(".")).find(({ label }) => label === own.source);
  if (key === undefined) return undefined;
  const value = `**\`${key.label}\`** · ${key.detail}`;
  return { contents: { kind: MarkupKind.Markdown, value }, range: rangeOf(document, own.span) };
}
