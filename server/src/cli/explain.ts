import { distance } from "fastest-levenshtein";
import { catalogueOfAnyVersion } from "../arguments/catalogue";
import { loadDocumentation } from "../arguments/loadDocumentation";
import { suggestName } from "../arguments/suggestName";
import { explanationOf } from "../features/explain";
import { rules } from "../rules/registry";
import { type Colors, CommandError, EXIT, type ExitCode, type Io, writeColoured } from "./io";
import { renderMarkdown } from "./markdown";

/** `neox-config explain RULE|ARGUMENT`. Throws a CommandError for a name that is neither. */
export async function explainCommand(name: string, colors: Colors, io: Io): Promise<ExitCode> {
  const page = explanationOf(name, await loadDocumentation());
  if (page === undefined) throw new CommandError(unknownName(name));
  await writeColoured(io.stdout, `${renderMarkdown(page, colors)}\n`);
  return EXIT.clean;
}

function unknownName(name: string): string {
  const near = nearestRule(name) ?? suggestName(name, catalogueOfAnyVersion());
  const hint = near === undefined ? "" : `; did you mean ${near}?`;
  return `there is no rule and no argument named ${name}${hint}`;
}

/** A misspelling changes at most every third character. */
function nearestRule(name: string): string | undefined {
  const near = rules
    .map(({ id }) => ({ id, slips: distance(name, id) }))
    .filter(({ slips }) => slips <= name.length / 3)
    .sort((a, b) => a.slips - b.slips);
  return near[0]?.id;
}
