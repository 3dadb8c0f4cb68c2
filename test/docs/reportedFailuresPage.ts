import { OUTCOMES, type Outcome } from "./reportedFailures";

/** `docs/reported-failures.md`: what becomes of each failure that users reported. */
export function reportedFailuresPage(): string {
  const found = OUTCOMES.filter((it) => "rule" in it).length;
  return `# Failures that users reported

What this project says of ${OUTCOMES.length} configs that failed somebody, or misled them: ${found} are told by a rule, and of
the others, which are no fault of the config or which the config alone does not tell, nothing untrue is said. Identifiers are those of the issue trackers: \`neox-1314\` is
[EleutherAI/gpt-neox#1314](https://github.com/EleutherAI/gpt-neox/issues/1314), \`ds-\` DeepSpeed, \`pythia-\`
EleutherAI/pythia; \`f-\` was found in the source.

| case | outcome | at | what leads out |
|---|---|---|---|
${OUTCOMES.map(row).join("\n")}
`;
}

function row(outcome: Outcome): string {
  if (!("rule" in outcome)) return `| ${outcome.id} | ${outcome.verdict} | | ${outcome.why} |`;
  const { id, rule, at, fix } = outcome;
  const place = at === "" ? "" : `\`${at}\``;
  return `| ${id} | [${rule}](rules/${rule}.md) | ${place} | ${fix ?? "The message says it; several ways lead out."} |`;
}
