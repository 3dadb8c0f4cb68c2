import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = join(import.meta.dirname, "../../../shared/corpus");

export const noCorpus = !existsSync(folder);

/** The texts of all configs of the corpus, line breaks as they are. */
export function corpusTexts(): readonly string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.ya?ml$/.test(file),
  );
  return files.sort().map((file) => readFileSync(join(folder, file), "utf8"));
}
