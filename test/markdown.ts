/** The first code block of a language in the section with that title. */
export function codeBlock(page: string, title: string, language: string): string {
  const section = page.split(/^## /m).find((it) => it.startsWith(`${title}\n`)) ?? "";
  const [, text] = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, "m").exec(section) ?? [];
  if (text === undefined) throw new Error(`no ${language} block in the section ${title}`);
  return text;
}
