import type { ConfigFile } from "../launch/launch";
import type { Span } from "../yaml/tree";
import type { FileEdit, NeoxFailure, Phase, Severity } from "./rule";

/** A place in a file that helps to understand a finding. */
export interface Related {
  readonly message: string;
  readonly file: ConfigFile;
  readonly span: Span;
}

/** A fix with its edits at their places. */
export interface ResolvedFix {
  /** Ends with what the fix gives up, where it does. */
  readonly title: string;
  /** Its rule's choice, which gives nothing up. */
  readonly preferred: boolean;
  /** What the files ask for and would not have after it; absent where nothing is lost. */
  readonly givesUp?: readonly string[];
  /** Its rule's choice, though it gives something up: applied only where somebody asks for it. */
  readonly lastResort?: true;
  readonly edits: readonly FileEdit[];
}

/** What one rule says of one launch, at its place in a file. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly phase: Phase;
  readonly message: string;
  readonly file: ConfigFile;
  readonly span: Span;
  readonly keys: readonly string[];
  readonly neox: NeoxFailure;
  /** Whether another version of NeoX would not do this, and nobody said which one runs it. */
  readonly dependsOnTarget?: true;
  readonly tag?: "unnecessary" | "deprecated";
  /** Whether an editor may apply the fix on saving. */
  readonly safeFix?: true;
  readonly related: readonly Related[];
  /** Computed only when somebody asks for them. */
  fixes(): readonly ResolvedFix[];
}

/** The same of a finding before and after a change: its words name values, which may have changed. */
export function identityOf({ rule, keys, neox }: Finding): string {
  return `${rule} ${keys.join(" ")} ${neox.at}`;
}
