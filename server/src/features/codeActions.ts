import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Diagnostic,
  type Range,
} from "vscode-languageserver-types";
import { t } from "../base/l10n";
import { finish, type Steps } from "../base/steps";
import type { Finding, ResolvedFix } from "../engine/finding";
import { canBeSuppressed } from "../engine/suppression";
import type { ConfigFile, Launch } from "../launch/launch";
import { touches } from "../yaml/edit";
import { blockStyleAction } from "./blockStyle";
import { diagnosticOf } from "./diagnostics";
import { FIX_ALL_KIND, fixingAllOfKind, fixingAllSafe } from "./fixAll";
import { spanOf } from "./ranges";
import { suppressAction } from "./suppress";
import { underscoresAction } from "./underscores";
import { type VersionOf, workspaceEdit } from "./workspaceEdit";

export interface CodeActionRequest {
  readonly file: ConfigFile;
  readonly launch: Launch;
  readonly range: Range;
  readonly findings: readonly Finding[];
  readonly context: CodeActionContext;
  readonly versionOf: VersionOf;
  readonly commands?: ClientCommands;
}

/** Commands of the client, where it has them. */
export interface ClientCommands {
  /** Explains a rule. */
  readonly explainCommand?: string | undefined;
  /** Turns a rule off in the workspace. */
  readonly turnOffCommand?: string | undefined;
  /** Asks for the version of gpt-neox. */
  readonly targetCommand?: string | undefined;
}

/** Every kind of action that is ever offered. */
export const CODE_ACTION_KINDS = [CodeActionKind.QuickFix, FIX_ALL_KIND, CodeActionKind.RefactorRewrite];

/** What can be done at a range: fixes of the findings there, and changes of the whole file when asked for. */
export function codeActionsAt(request: CodeActionRequest): CodeAction[] {
  return finish(findingActions(request));
}

/** `codeActionsAt` in steps, some for each finding. */
export function* findingActions(request: CodeActionRequest): Steps<CodeAction[]> {
  const { file, launch, findings, context, versionOf } = request;
  const actions: CodeAction[] = [];
  if (wants(context, CodeActionKind.QuickFix)) actions.push(...(yield* quickFixes(request)));
  if (wants(context, CodeActionKind.RefactorRewrite)) {
    actions.push(...unlessItFails(() => underscoresAction(file, launch, versionOf)));
    actions.push(...unlessItFails(() => blockStyleAction(file, versionOf)));
  }
  // Changes of the whole file on saving are for those who ask for them by name.
  const fixAll =
    context.only && wants(context, FIX_ALL_KIND)
      ? yield* fixingAllSafe(file, findings, versionOf)
      : undefined;
  return fixAll === undefined ? actions : [...actions, fixAll];
}

/** A change of the whole file that fails itself takes no other action along. */
function unlessItFails(make: () => CodeAction | undefined): CodeAction[] {
  try {
    const action = make();
    return action === undefined ? [] : [action];
  } catch {
    return [];
  }
}

/** Whether a client that asks for some kinds, or for all, wants this one: `source` means `source.fixAll` too. */
function wants({ only }: CodeActionContext, kind: CodeActionKind): boolean {
  return only === undefined || only.some((each) => each === kind || kind.startsWith(`${each}.`));
}

/** Findings of a range whose fixes are offered one by one; nobody reads a longer menu. */
const MOST_MENDED = 100;

/** The fixes of the findings that the range touches, the preferred one of each first; then ways to silence them. */
function* quickFixes(request: CodeActionRequest): Steps<CodeAction[]> {
  const { file, findings } = request;
  const span = spanOf(file.document, request.range);
  const here = findings.filter((finding) => finding.file === file && touches(finding.span, span));
  const actions: CodeAction[] = [];
  for (const finding of here.slice(0, MOST_MENDED)) {
    yield;
    actions.push(...fixesOf(finding, request));
  }
  const ofRules = oneOfEachRule(here);
  for (const finding of ofRules) {
    yield;
    const ofAll = yield* fixingAllOfKind(finding, findings, request.versionOf);
    if (ofAll !== undefined) actions.push(ofAll);
  }
  return [...actions, ...ofRules.flatMap((finding) => remarksOn(finding, request))];
}

function oneOfEachRule(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((finding) => [finding.rule, finding])).values()];
}

/** To leave the config as it is: whether its NeoX does that, how to silence the rule, and why it speaks. */
function remarksOn(finding: Finding, { context, versionOf, commands = {} }: CodeActionRequest): CodeAction[] {
  const { rule, dependsOnTarget = false } = finding;
  const { explainCommand, turnOffCommand, targetCommand } = commands;
  const shown = shownDiagnostic(finding, context);
  const remark = (title: string, command: string | undefined, isWanted = true): CodeAction[] => {
    if (command === undefined || !isWanted) return [];
    const run = { title, command, arguments: [rule] };
    return [{ title, kind: CodeActionKind.QuickFix, diagnostics: [shown], command: run }];
  };
  const canBeLeft = canBeSuppressed(rule);
  const suppress = canBeLeft && !isInComment(finding) ? suppressAction(finding, shown, versionOf) : undefined;
  return [
    ...remark(t("Say which gpt-neox runs this…"), targetCommand, dependsOnTarget),
    ...(suppress === undefined ? [] : [suppress]),
    ...remark(t("Turn {0} off in this workspace", rule), turnOffCommand, canBeLeft),
    ...remark(t("Explain {0}", rule), explainCommand),
  ];
}

/** What is wrong in a comment goes with it: a further comment means the next line that is none. */
function isInComment({ file, span: { start, end } }: Finding): boolean {
  return file.document.comments.some(({ span }) => span.start <= start && end <= span.end);
}

function fixesOf(finding: Finding, { context, versionOf }: CodeActionRequest): CodeAction[] {
  const shown = shownDiagnostic(finding, context);
  return preferredFirst(finding.fixes()).map((fix) => ({
    title: fix.title,
    kind: CodeActionKind.QuickFix,
    diagnostics: [shown],
    ...(fix.preferred && { isPreferred: true }),
    edit: workspaceEdit(fix.edits, versionOf),
  }));
}

/** The client's own object for a finding, so that it knows what an action mends. */
function shownDiagnostic(finding: Finding, { diagnostics }: CodeActionContext): Diagnostic {
  return diagnostics.find((diagnostic) => shows(diagnostic, finding)) ?? diagnosticOf(finding);
}

function preferredFirst(fixes: readonly ResolvedFix[]): ResolvedFix[] {
  return [...fixes].sort((a, b) => Number(b.preferred) - Number(a.preferred));
}

function shows({ code, range }: Diagnostic, finding: Finding): boolean {
  const span = spanOf(finding.file.document, range);
  return code === finding.rule && span.start === finding.span.start && span.end === finding.span.end;
}
