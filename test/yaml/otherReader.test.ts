import { expect, test } from "vitest";
import { parseAllDocuments } from "yaml";
import { readYaml } from "../../server/src/yaml/read";
import recorded from "./pyyaml-documents.json" with { type: "json" };

/**
 * Why the `yaml` package does not read configs here: the recorded answers of PyYAML, put to both readers. The day it
 * agrees, ours can go.
 */
interface Reader {
  /** Whether the text is refused. */
  readonly refuses: (text: string) => boolean;
  /** The value of a plain text, number, boolean or null, as the record writes it; undefined for anything else. */
  readonly scalar: (text: string) => string | null | undefined;
}

const OURS: Reader = {
  refuses: (text) => readYaml(text).problems.length > 0,
  scalar: (text) => encoded(readYaml(text).root?.value ?? null),
};

const OTHER: Reader = {
  refuses: (text) =>
    documentsOf(text).some(({ errors }) => errors.length > 0) || documentsOf(text).length > 1,
  scalar: (text) => encoded(documentsOf(text)[0]?.toJS() ?? null),
};

function documentsOf(text: string) {
  const documents = parseAllDocuments(text, { version: "1.1", intAsBigInt: true, logLevel: "silent" });
  return Array.isArray(documents) ? documents : [];
}

function encoded(value: unknown): string | null | undefined {
  if (value === null) return null;
  if (typeof value === "boolean") return value ? "b1" : "b0";
  if (typeof value === "bigint") return `i${value}`;
  return typeof value === "string" ? `s${value}` : undefined;
}

/** The texts at which a reader does otherwise than PyYAML, as far as both can be compared. */
function disagreements({ refuses, scalar }: Reader): readonly string[] {
  return recorded.flatMap(([given, answer, ...mark]) => {
    const text = String(given);
    const isRefused = mark.length > 0;
    if (refuses(text) !== isRefused) return [text];
    if (isRefused || (typeof answer !== "string" && answer !== null)) return [];
    const own = scalar(text);
    return own === undefined || own === answer || /^[fd]|^bytes/.test(answer ?? "") ? [] : [text];
  });
}

test("PyYAML's recorded answers, put to our reader and to the yaml package", () => {
  const [ours, other] = [disagreements(OURS), disagreements(OTHER)];
  const share = (count: number) => `${count} of ${recorded.length}`;
  console.info(`Otherwise than PyYAML: ours ${share(ours.length)}, yaml ${share(other.length)}`);
  console.info(
    other
      .slice(0, 20)
      .map((text) => JSON.stringify(text))
      .join("\n"),
  );
  expect(ours).toEqual([]);
  expect(other.length).toBeGreaterThan(recorded.length / 100);
});
