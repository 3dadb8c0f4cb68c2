import { check } from "../../../server/src/features/check";
import type { Scope } from "../../../server/src/launch/launch";
import { MAIN_TARGET, type Target } from "../../../server/src/launch/target";
import { readYaml } from "../../../server/src/yaml/read";
import { VALUE_RULES } from "./valueRules";

export interface Told {
  /** Rule and severity. */
  readonly rule: string;
  /** The text under the squiggle. */
  readonly at: string;
  /** `Exception function`. */
  readonly neox: string;
  /** What each fix makes of that text or of the whole line, first the preferred one. */
  readonly fixes: readonly string[];
}

const HEAD = "hidden_size: 512\nnum_layers: 12\nnum_attention_heads: 8\n";

interface Options {
  readonly target?: Target;
  readonly scope?: Scope;
  readonly gpus?: number;
}

/** What this family of rules tells of a model with these lines. */
export function told(lines: string, options: Options = {}): Told[] {
  const text = HEAD + lines;
  return findingsOf(lines, options).map((finding) => ({
    rule: `${finding.rule} ${finding.severity}`,
    at: text.slice(finding.span.start, finding.span.end),
    neox: [finding.neox.raises, finding.neox.at.split(":")[1]].filter((it) => it !== undefined).join(" "),
    fixes: finding.fixes().map((fix) => fix.title),
  }));
}

/** In what words this family tells it. */
export function wordsOf(lines: string): string[] {
  return findingsOf(lines).map(({ message }) => message);
}

export function findingsOf(lines: string, { target = MAIN_TARGET, scope = "model", gpus }: Options = {}) {
  const files = [{ path: "config.yml", document: readYaml(HEAD + lines) }];
  const { findings, failures } = check({ files, target, scope, ...(gpus && { gpus }) });
  if (failures.length > 0) throw failures[0]?.error;
  return findings.filter((finding) => VALUE_RULES.has(finding.rule));
}
