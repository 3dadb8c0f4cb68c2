import { TextDocument } from "vscode-languageserver-textdocument";
import type {
  CodeAction,
  CodeActionContext,
  Range,
  TextEdit,
  WorkspaceEdit,
} from "vscode-languageserver-types";
import { type CheckResult, check } from "../../server/src/features/check";
import { type ClientCommands, codeActionsAt } from "../../server/src/features/codeActions";
import type { ConfigFile } from "../../server/src/launch/launch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

/** One config as an editor has it, checked. */
export interface Sample {
  readonly text: string;
  readonly lines: TextDocument;
  readonly file: ConfigFile;
  readonly result: CheckResult;
  /** Where the `|` stood; the start of a text without one. */
  readonly offset: number;
}

export function sample(marked: string, target = "main", path = "file:///none/config.yml"): Sample {
  const offset = Math.max(0, marked.indexOf("|"));
  const text = marked.replace("|", "");
  const file = { path, document: readYaml(text) };
  const result = check({ files: [file], target: parseTarget(target) ?? UNKNOWN_TARGET });
  return { text, lines: TextDocument.create("", "yaml", 0, text), file, result, offset };
}

/** The actions offered at the `|`. */
export function actionsAt(
  of: Sample,
  only?: CodeActionContext["only"],
  commands?: ClientCommands,
): CodeAction[] {
  const { file, result, lines, offset } = of;
  const position = lines.positionAt(offset);
  const range: Range = { start: position, end: position };
  const context = { diagnostics: [], ...(only && { only }) };
  const { launch, findings } = result;
  return codeActionsAt({
    file,
    launch,
    findings,
    range,
    context,
    versionOf: () => 7,
    ...(commands && { commands }),
  });
}

export function textEditsOf(edit: WorkspaceEdit | undefined): TextEdit[] {
  const changes = edit?.documentChanges ?? [];
  return changes
    .flatMap((change) => ("edits" in change ? change.edits : []))
    .filter((each) => "newText" in each);
}

export function applied({ lines }: Sample, edit: WorkspaceEdit | undefined): string {
  return TextDocument.applyEdits(lines, textEditsOf(edit));
}

/** The text of a range. */
export function textAt({ lines }: Sample, range: Range): string {
  return lines.getText(range);
}
