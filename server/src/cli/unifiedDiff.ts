import type { FileChange } from "./fixes";

/** A unified diff that `patch -p1` and `git apply` take; no name in it is more than a name. */
export async function unifiedDiff({ path, before, after }: FileChange): Promise<string> {
  const { createTwoFilesPatch } = await import("diff");
  const name = path.replace(/^\/+/, "");
  const [old, now] = [quotedAsByGit(`a/${name}`), quotedAsByGit(`b/${name}`)];
  const patch = createTwoFilesPatch(old, now, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, "");
}

/** With controls or marks in it in the quotes of C, with a blank up to a tab: unquoted, they would end the name. */
function quotedAsByGit(name: string): string {
  const quoted = name.replace(/["\\]/g, "\\$&").replace(/[\p{C}\p{Zl}\p{Zp}]/gu, octal);
  if (quoted !== name) return `"${quoted}"`;
  return /\s/.test(name) ? `${name}\t` : name;
}

function octal(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
