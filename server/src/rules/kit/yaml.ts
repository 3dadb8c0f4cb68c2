/**
 * An example as it would stand in a file: without the indentation of the source, with a line end at its end. A text
 * put in comes as it is.
 */
export function yaml(texts: TemplateStringsArray, ...values: readonly string[]): string {
  const [first = ""] = texts;
  const indentation = /^\n( *)/.exec(first)?.[1] ?? "";
  const flush = (text: string) => text.replaceAll(`\n${indentation}`, "\n");
  const text = texts.map((it, index) => flush(it) + (values[index] ?? "").replace(/\n$/, "")).join("");
  return `${text.replace(/^\n/, "").trimEnd()}\n`;
}
