import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { rules } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";
import { functionOf, type ParityCase, RECORDED_TARGETS, type Verdict } from "./cases";

/** Phases that the record covers: reading, arguments and, where it could, one layer of each kind built and run. */
const ARGUMENT_PHASES = new Set(["load", "args"]);
const RECORDED_PHASES = new Set(["load", "args", "model", "forward"]);

/** What only a whole run shows: the record built one layer of each kind, and neither the model around it nor its engine. */
const SEEN_IN_WHOLE_RUNS = new Set(rules.filter(({ seen }) => seen !== undefined).map(({ id }) => id));

export interface Comparison {
  readonly id: string;
  readonly target: string;
  readonly verdict: Verdict;
  /** The errors found, each `rule (file:function)`. */
  readonly errors: readonly string[];
  /** Rules that found an error of building or running a layer that the record could not build. */
  readonly unrecordedErrors: readonly string[];
  /** How many warnings the launch has, of any phase. */
  readonly warnings: number;
  /** Whether an error names the function at which NeoX stopped. */
  readonly sameFunction: boolean;
  /** Rules that threw. */
  readonly failures: readonly string[];
}

/** What we say of a recorded launch, by target, beside what gpt-neox did with it. */
export function compare(recorded: ParityCase): readonly Comparison[] {
  const files = recorded.files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  return Object.entries(RECORDED_TARGETS).map(([target, version]) => {
    const verdict = recorded.verdicts[version];
    const parsed = parseTarget(target);
    if (parsed === undefined || verdict === undefined) throw new Error(`no verdict for ${target}`);
    const { findings, failures } = check({ files, target: parsed, gpus: recorded.gpus, scope: "launch" });
    const phases = verdict.checkedThrough === "args" ? ARGUMENT_PHASES : RECORDED_PHASES;
    const errors = findings.filter(
      (it) => it.severity === "error" && phases.has(it.phase) && !SEEN_IN_WHOLE_RUNS.has(it.rule),
    );
    return {
      id: recorded.id,
      target,
      verdict,
      errors: errors.map((it) => `${it.rule} (${it.neox.at})`),
      unrecordedErrors: findings
        .filter((it) => it.severity === "error" && RECORDED_PHASES.has(it.phase) && !phases.has(it.phase))
        .filter((it) => !SEEN_IN_WHOLE_RUNS.has(it.rule))
        .map(({ rule }) => rule),
      warnings: findings.filter((it) => it.severity === "warning").length,
      sameFunction: errors.some((it) => it.neox.at === functionOf(verdict)),
      failures: failures.map(({ rule, error }) => `${rule}: ${error}`),
    };
  });
}
