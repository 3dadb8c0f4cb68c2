import { t } from "../../server/src/base/l10n";
import type { Evidence, Example, Outcome, Phase, Rule } from "../../server/src/engine/rule";
import { canBeSuppressed } from "../../server/src/engine/suppression";
import { ruleText, sourceText } from "../../server/src/features/ruleText";
import { shortExample } from "../../server/src/features/shortExample";
import type { Window } from "../../server/src/launch/target";
import { readShownRules, type ShownExample } from "../parity/ruleExamples";
import { checkExample, filesOf } from "../rules/example";
import { type RuleLanguage, textsOf } from "./ruleTexts";

const WHEN: Readonly<Record<Phase, () => string>> = {
  load: () => t("while NeoX reads the files"),
  args: () => t("while NeoX derives and checks its arguments"),
  launcher: () => t("when the job is started"),
  model: () => t("when the model is built"),
  forward: () => t("in the first forward pass"),
  optimizer: () => t("when the optimizer is built"),
  data: () => t("when the data is opened"),
  train: () => t("in training"),
  engine: () => t("when DeepSpeed starts"),
  resume: () => t("when a checkpoint is loaded"),
  eval: () => t("at the first evaluation"),
  save: () => t("when a checkpoint is saved"),
  generate: () => t("in generation or evaluation"),
};

/** What becomes of a launch. */
const OUTCOMES: Readonly<Record<Outcome, () => string>> = {
  crash: () => t("the launch stops."),
  wrong: () => t("something else happens than the file says."),
  ignored: () => t("what the file asks for does not happen."),
  slow: () => t("it is slower than need be."),
  style: () => t("nothing; it only misleads who reads the file."),
};

const EVIDENCE: Readonly<Record<Evidence, () => string>> = {
  ran: () => t("NeoX itself was seen doing so."),
  standIns: () => t("NeoX was seen doing so with stand-ins for packages that need a GPU."),
  read: () => t("read in its source, not run."),
};

const SHOWN = readShownRules();

/** What became of the examples in real NeoX; undefined where they were never asked. */
function shownText(id: string): string | undefined {
  const shown = SHOWN.rules.find(({ rule }) => rule === id);
  if (shown === undefined) return undefined;
  const { bad, good, neox } = shown;
  const asked = t("gpt-neox {0} with DeeperSpeed {1} on CPUs.", neox, SHOWN.versions.deeperspeed);
  return `**${t("Asked")}**: ${asked} ${t("The example {0}", becameText(bad))} ${t("The one that is fine {0}", becameText(good))}`;
}

/** As the end of a sentence. */
function becameText({ became, asTold, phase = "", type = "", by, why = "" }: ShownExample): string {
  if (became === "lacking") return t("cannot be shown here, for want of {0}.", why);
  if (became === "unasked") return t("was not asked: {0}.", why);
  if (became === "stayed") return t("had not come to an end in time.");
  const when = isPhase(phase) ? WHEN[phase]() : t("at a place that is not known");
  if (became === "ran") return phase === "end" ? t("ran to its end.") : t("was seen to run, {0}.", when);
  if (asTold) return t("stopped so, {0}.", when);
  return by === undefined
    ? t("stopped otherwise: {0}, {1}.", type, when)
    : t("stopped of {0}, {1}.", `[${by}](${by}.md)`, when);
}

function isPhase(name: string): name is Phase {
  return name in WHEN;
}

/** The page of a rule in `docs/rules`, with the message of its own bad example, in a language that is loaded. */
export function rulePage(rule: Rule, language: RuleLanguage): string {
  const { id, neox, keys, holds, bad, good, sources = [] } = rule;
  const { summary, explain } = textsOf(rule, language);
  const finding = checkExample(bad).findings.find((it) => it.rule === id);
  const fixes = finding?.fixes().map(({ title }) => `- \`${title}\``) ?? [];
  return `${[
    `# ${id}`,
    ruleText(summary),
    `${seriousness(rule)} ${raises(rule)}`,
    `**${t("Outcome")}**: ${OUTCOMES[rule.outcome]()} **${t("Known")}**: ${EVIDENCE[rule.evidence]()}`,
    shownText(id),
    holds && `**${t("Versions")}**: ${windowText(holds)}`,
    keys.length > 0 && `**${t("Keys")}**: ${keys.map((key) => `\`${key}\``).join(", ")}`,
    ruleText(explain).trim(),
    `## ${t("Example")}\n\n${exampleText(bad)}`,
    finding && `> ${finding.message}`,
    fixes.length > 0 && `${t("Quick fixes:")}\n\n${fixes.join("\n")}`,
    `${t("This is fine:")}\n\n${exampleText(good)}`,
    `## ${t("Severity")}\n\n${t("In the project file {0}, one of off, hint, information, warning, error:", "`.neox-config.yml`")}\n\n\`\`\`yaml\nrules:\n  ${id}: off\n\`\`\``,
    canBeSuppressed(id) && t("On one line: {0} at its end or above it.", `\`# neox-config: ignore ${id}\``),
    neox.at !== "" && t("Source: gpt-neox at ea7aefd8, {0}.", `\`${neox.at}\``),
    sources.length > 0 && `**${t("Sources")}**: ${sources.map(sourceText).join(", ")}.`,
  ]
    .filter((part) => typeof part === "string")
    .join("\n\n")}\n`;
}

/** The list of all rules by phases, in a language that is loaded. */
export function rulesIndex(rules: readonly Rule[], language: RuleLanguage): string {
  const rows = rules.map((rule) => {
    const { id, severity, phase, outcome } = rule;
    const summary = ruleText(textsOf(rule, language).summary);
    return `| [${id}](${id}.md) | ${severity} | ${phase} | ${outcome} | ${summary.replaceAll("|", "\\|").replaceAll("\n", " ")} |`;
  });
  const introduction = t(
    "What is told of a config, in the order in which NeoX would come to it. These pages are made from the rules: {0}.",
    "`npm run docs`",
  );
  const heads = [t("rule"), t("severity"), t("phase"), t("outcome"), ""];
  return `# ${t("Rules")}\n\n${introduction}\n\n| ${heads.join(" | ")}|\n|---|---|---|---|---|\n${rows.join("\n")}\n`;
}

function seriousness({ severity, phase, tag }: Rule): string {
  const when = WHEN[phase]();
  return tag === undefined
    ? t("**{0}**, {1}.", severity, when)
    : t("**{0}**, {1}; shown as {2}.", severity, when, tag);
}

function raises({ neox }: Rule): string {
  return neox.raises === undefined ? t("NeoX goes on.") : t("NeoX stops with {0}.", neox.raises);
}

function windowText({ from, until, since, fixedBy }: Window): string {
  const dated = (date: string, commit: string | undefined) => (commit ? `${date} (${commit})` : date);
  if (from && until) return t("from {0}, before {1}.", dated(from, since), dated(until, fixedBy));
  return from ? t("from {0}.", dated(from, since)) : t("before {0}.", dated(until ?? "", fixedBy));
}

function exampleText(example: Example): string {
  const files = Object.entries(filesOf(example));
  const blocks = files.map(([name, text]) => {
    const title = files.length > 1 ? `\`${name}\`:\n\n` : "";
    return `${title}\`\`\`yaml\n${shortExample(text)}\n\`\`\``;
  });
  if (typeof example === "string") return blocks.join("\n\n");
  if (example.hostfile !== undefined)
    blocks.push(`${t("The hostfile:")}\n\n\`\`\`\n${example.hostfile}\`\`\``);
  if (example.checkout !== undefined)
    blocks.push(
      `${t("In {0} of your own checkout:", "`validate_values`")}\n\n\`\`\`python\n${example.checkout}\n\`\`\``,
    );
  const conditions = [
    example.neox && `gpt-neox ${example.neox}`,
    example.gpus !== undefined && t("{0} GPUs", example.gpus),
    example.loads?.said,
    example.launched === true && t("launched by itself"),
    example.absentFiles?.length && t("{0} missing", example.absentFiles.join(", ")),
  ].filter((part) => typeof part === "string");
  return [...blocks, conditions.length > 0 && t("With {0}.", conditions.join(", "))]
    .filter((part) => typeof part === "string")
    .join("\n\n");
}
