import type { Range } from "vscode-languageserver-types";
import type { Finding, ResolvedFix } from "../engine/finding";
import type { NeoxFailure, Phase, Severity } from "../engine/rule";
import type { Target } from "../launch/target";
import { type CheckResult, launches } from "./check";
import { type LaunchOutcome, launchOutcome } from "./launchOutcome";
import { rangeOf } from "./ranges";

/** One launch as the command answers it in JSON; ranges are zero-based, as in LSP. */
export interface LaunchJson {
  readonly id?: unknown;
  /** False exactly when a diagnostic is an error. */
  readonly launches: boolean;
  /** Where it stops; absent for one that launches. */
  readonly outcome?: LaunchOutcome;
  readonly target: string;
  readonly gpus: number | null;
  readonly diagnostics: readonly DiagnosticJson[];
}

export interface DiagnosticJson {
  readonly rule: string;
  readonly severity: Severity;
  readonly phase: Phase;
  readonly message: string;
  readonly file: string;
  readonly range: Range;
  readonly keys: readonly string[];
  readonly neox: NeoxFailure;
  readonly related: readonly { readonly message: string; readonly file: string; readonly range: Range }[];
  readonly fixes: readonly FixJson[];
}

export interface FixJson {
  readonly title: string;
  readonly preferred: boolean;
  /** It would be preferred, had it not to give up something that its title names. */
  readonly lastResort?: true;
  readonly edits: readonly { readonly file: string; readonly range: Range; readonly newText: string }[];
}

/** The answer for a checked launch; `id` is what the asker calls it. */
export function launchJson(checked: CheckResult, id?: unknown): LaunchJson {
  const { launch, findings } = checked;
  const outcome = launchOutcome(checked);
  return {
    ...(id !== undefined && { id }),
    launches: launches(checked),
    ...(outcome && { outcome }),
    target: targetLabel(launch.target),
    gpus: launch.gpus ?? null,
    diagnostics: findings.map(diagnosticJson),
  };
}

/** The name of a target in answers: `main`, a date, a commit, a path, or `unknown`. */
export function targetLabel(target: Target): string {
  return target.kind === "unknown" ? "unknown" : target.label;
}

function diagnosticJson(finding: Finding): DiagnosticJson {
  const { rule, severity, phase, message, file, span, keys, neox, related } = finding;
  return {
    rule,
    severity,
    phase,
    message,
    file: file.path,
    range: rangeOf(file.document, span),
    keys,
    neox,
    related: related.map((it) => ({
      message: it.message,
      file: it.file.path,
      range: rangeOf(it.file.document, it.span),
    })),
    fixes: finding.fixes().map(fixJson),
  };
}

function fixJson({ title, preferred, lastResort, edits }: ResolvedFix): FixJson {
  return {
    title,
    preferred,
    ...(lastResort && { lastResort }),
    edits: edits.map(({ file, span, newText }) => ({
      file: file.path,
      range: rangeOf(file.document, span),
      newText,
    })),
  };
}
