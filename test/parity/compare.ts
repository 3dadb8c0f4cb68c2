import type { LayersVerdict } from "../../scripts/oracle/layers";
import type { OracleLaunch } from "../../scripts/oracle/oracle";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import type { Target } from "../../server/src/launch/target";
import { rules } from "../../server/src/rules/registry";
import { readYaml } from "../../server/src/yaml/read";
import { functionOf } from "./functionOf";

/** Phases that a verdict covers: reading, arguments and, where they could be built, one layer of each kind run. */
const ARGUMENT_PHASES = new Set(["load", "args"]);
const RECORDED_PHASES = new Set(["load", "args", "model", "forward"]);

/** What only a whole run shows: the record built one layer of each kind, and neither the model around it nor its engine. */
const SEEN_IN_WHOLE_RUNS = new Set([
  ...rules.filter(({ seen }) => seen !== undefined).map(({ id }) => id),
  // Its layer stands around the model, as training builds it.
  "soft-prompt-tuning",
]);

/** A run stops at these as it opens its data, which the record has none of; there the model is the first to stop. */
const BEFORE_THE_MODEL: ReadonlySet<string> = new Set(["seq-length-required"]);

export interface Comparison {
  readonly id: string;
  readonly target: string;
  readonly verdict: LayersVerdict;
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

/**
 * What we say of a recorded launch beside what gpt-neox did with it.
 *
 * @param target What `--neox` calls the version that was asked.
 */
export function compare(launch: OracleLaunch, target: string, verdict: LayersVerdict): Comparison {
  const parsed = parseTarget(target);
  if (parsed === undefined) throw new Error(`no version ${target}`);
  return compareAt(launch, parsed, target, verdict);
}

/** As `compare`, at a target that is read already; `label` is how the comparison names it. */
export function compareAt(
  launch: OracleLaunch,
  target: Target,
  label: string,
  verdict: LayersVerdict,
): Comparison {
  const files = launch.files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const { findings, failures } = check({ files, target, gpus: launch.gpus, scope: "launch" });
  const phases = verdict.checkedThrough === "args" ? ARGUMENT_PHASES : RECORDED_PHASES;
  const all = findings.filter((it) => it.severity === "error" && !SEEN_IN_WHOLE_RUNS.has(it.rule));
  const errors = all.filter(
    (it) => phases.has(it.phase) || (!verdict.launches && BEFORE_THE_MODEL.has(it.rule)),
  );
  return {
    id: launch.id,
    target: label,
    verdict,
    errors: errors.map((it) => `${it.rule} (${it.neox.at})`),
    unrecordedErrors: all
      .filter((it) => RECORDED_PHASES.has(it.phase) && !phases.has(it.phase))
      .map(({ rule }) => rule),
    warnings: findings.filter((it) => it.severity === "warning").length,
    sameFunction: errors.some((it) => it.neox.at === functionOf(verdict.at)),
    failures: failures.map(({ rule, error }) => `${rule}: ${error}`),
  };
}
