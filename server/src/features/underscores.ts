import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { ConfigFile, Launch } from "../launch/launch";
import type { ScalarNode, YamlNode } from "../yaml/tree";
import { keyName } from "./entriesAt";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

/** Writes every argument with underscores, as NeoX names it: with dashes a repeated key hides from its check. */
export function underscoresAction(
  file: ConfigFile,
  launch: Launch,
  versionOf: VersionOf,
): CodeAction | undefined {
  const { root, text } = file.document;
  if (root?.kind !== "map") return undefined;
  const dashed = root.entries.filter((entry) => {
    const isArgument = launch.catalogue.get(keyName(entry)) !== undefined;
    return isArgument && isOnlyName(entry.key) && entry.key.source.includes("-");
  });
  if (dashed.length === 0) return undefined;
  const edits = dashed.map(({ key: { span } }) => {
    return { file, span, newText: text.slice(span.start, span.end).replaceAll("-", "_") };
  });
  return {
    title: t("Write all keys with underscores"),
    kind: CodeActionKind.RefactorRewrite,
    edit: workspaceEdit(edits, versionOf),
  };
}

/** Whether a key is a name and nothing else: in a block of text the dash may be a sign, and an anchor has it elsewhere, too. */
function isOnlyName(key: YamlNode): key is ScalarNode {
  if (key.kind !== "scalar" || key.properties !== undefined) return false;
  return key.style !== "literal" && key.style !== "folded";
}
