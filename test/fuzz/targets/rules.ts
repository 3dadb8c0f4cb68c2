import { english } from "../../../server/src/arguments/documentation";
import type { Finding } from "../../../server/src/engine/finding";
import { check } from "../../../server/src/features/check";
import { diagnosticsOf } from "../../../server/src/features/diagnostics";
import { documentSymbols } from "../../../server/src/features/documentSymbols";
import { hoverAt } from "../../../server/src/features/hover";
import { parseTarget } from "../../../server/src/launch/parseTarget";
import { applyEdits } from "../../../server/src/yaml/edit";
import { readYaml } from "../../../server/src/yaml/read";
import type { Random } from "../../differential/random";
import { firstLines, type Target } from "../target";
import { smallText } from "../texts";

const TARGETS = ["main", "2024-10-31", ""] as const;

/** More fixes of one text than these teach nothing new. */
const MOST_FIXES = 4;

export const rules: Target = (random, seeds) => faultsOf(smallText(random, seeds), random);

/** All that a server does with a text; returns what went wrong, each fault in a line. */
export function faultsOf(text: string, random: Random): readonly string[] {
  const file = { path: "file:///fuzz.yml", document: readYaml(text) };
  const target = parseTarget(random.pick(TARGETS)) ?? { kind: "unknown" as const };
  const scope = random.chance(0.5) ? "launch" : "overlay";
  const result = check({ files: [file], target, scope, gpus: 1 + random.below(16) });
  const lines = text.split(/\r\n|\r|\n/);
  const outside = diagnosticsOf(result, file).filter(({ range: { start, end } }) => {
    const fits = (at: typeof start) => at.character <= (lines[at.line]?.length ?? -1);
    return !fits(start) || !fits(end);
  });
  documentSymbols(file, result.launch);
  const line = random.below(lines.length);
  const position = { line, character: random.below((lines[line]?.length ?? 0) + 1) };
  hoverAt(file, result.launch, position, english);
  return [
    ...result.failures.map(({ rule, error }) => `rule ${rule} threw ${firstLines(error)}`),
    ...outside.map(({ code, range }) => `${code} is outside of the text: ${JSON.stringify(range)}`),
    ...result.findings.slice(0, MOST_FIXES).flatMap((finding) => fixFaults(text, finding)),
  ];
}

/** A fix must lie within the text, and leave a text that reads no worse. */
function fixFaults(text: string, finding: Finding): readonly string[] {
  try {
    return finding.fixes().flatMap(({ title, edits }) => {
      const after = readYaml(applyEdits(text, edits));
      const isWorse = finding.file.document.problems.length === 0 && after.problems.length > 0;
      return isWorse
        ? [`${finding.rule}: the fix '${title}' breaks the text: ${after.problems[0]?.message}`]
        : [];
    });
  } catch (error) {
    return [`${finding.rule}: a fix threw ${firstLines(error)}`];
  }
}
