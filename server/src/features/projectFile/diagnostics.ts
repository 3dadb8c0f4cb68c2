import { type Diagnostic, DiagnosticSeverity } from "vscode-languageserver-types";
import type { ProjectProblem } from "../../launches/project";
import type { YamlDocument } from "../../yaml/tree";
import { SOURCE } from "../diagnostics";
import { rangeOf } from "../ranges";

/** Code of the diagnostics in a project file. */
const CODE = "project-file";

/** What the editor shows in the project file. */
export function projectDiagnostics(
  document: YamlDocument,
  problems: readonly ProjectProblem[],
): Diagnostic[] {
  return problems.map(({ message, span }) => ({
    range: rangeOf(document, span),
    severity: DiagnosticSeverity.Warning,
    source: SOURCE,
    code: CODE,
    message,
  }));
}
