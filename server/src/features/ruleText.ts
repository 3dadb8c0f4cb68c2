import { dateOf } from "../arguments/history";

/** A text of a rule for people: `{96c242eb}` becomes `96c242eb (2024-11-13)`. */
export function ruleText(text: string): string {
  return text.replace(/\{([0-9a-f]{8})\}/g, (_, commit: string) => `${commit} (${dateOf(commit)})`);
}

/** `path:line:function`, and ` at` a commit that is not main's, as a rule's `sources` are written. */
const SOURCE = /^([^:]+):([^:]+):(\S+)(?: at (.+))?$/;

/** A source as people read it: `path:line` in `function`. */
export function sourceText(source: string): string {
  const [, path, line, name, commit] = SOURCE.exec(source) ?? [];
  if (path === undefined) return `\`${source}\``;
  const place = name === "<module>" ? `\`${path}:${line}\`` : `\`${path}:${line}\` (\`${name}\`)`;
  return commit === undefined ? place : `${place} at ${commit}`;
}
