import { type CodeAction, CodeActionKind } from "vscode-languageserver-types";
import { t } from "../base/l10n";
import type { ConfigFile, Launch } from "../launch/launch";
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
    return isArgument && entry.key.kind === "scalar" && entry.key.source.includes("-");
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
