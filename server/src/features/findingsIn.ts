import type { Finding } from "../engine/finding";
import type { RunResult } from "../engine/run";

/** What several launches find in one file; what more than one of them finds comes once. */
export function findingsIn(path: string, results: readonly RunResult[]): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const finding of results.flatMap(({ findings }) => findings)) {
    if (finding.file.path !== path) continue;
    const key = [finding.rule, finding.span.start, finding.span.end, finding.message].join(" ");
    if (!found.has(key)) found.set(key, finding);
  }
  return [...found.values()];
}
