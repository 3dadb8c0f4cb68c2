import type { Comment } from "../yaml/tree";

/**
 * The files that a config's comment `# neox-config: with local_setup.yml` adds to its launch, after it and relative to
 * its folder. Several comments add up.
 */
export function companionFiles(comments: readonly Comment[]): readonly string[] {
  return comments.flatMap(({ text }) => {
    const [, names = ""] = /^neox-config:\s*with\s(.*)$/.exec(text) ?? [];
    return names.split(/[\s,]+/).filter((name) => name !== "");
  });
}
