import type { Launch } from "../launch/launch";
import type { ResolvedFix } from "./finding";
import type { Fix } from "./rule";

/** Gives a fix its edits; undefined when there is no place to write it, or nothing would change. */
export function resolveFix(_launch: Launch, fix: Fix): ResolvedFix | undefined {
  const edits = fix.edits ?? [];
  return edits.length === 0 ? undefined : { title: fix.title, preferred: fix.preferred ?? false, edits };
}
