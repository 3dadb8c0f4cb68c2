import { jsonOf } from "../../server/src/python/json";
import { readYaml } from "../../server/src/yaml/read";

/** What steps of a composite action see: `inputs.*` and `steps.*.outputs.*`. */
type Context = ReadonlyMap<string, string>;

/** A step of a composite action, its expressions still to be filled in from the steps before it. */
export interface Step {
  readonly id: string;
  /** The other action that it runs; absent: it is a script. */
  readonly uses?: string;
  readonly script: string;
  /** Whether its `if` holds. */
  readonly runs: boolean;
  env(outputs: Context): Readonly<Record<string, string>>;
}

/** The steps of an `action.yml` with these inputs; those left out have their defaults. */
export function actionSteps(text: string, inputs: Readonly<Record<string, string>>): Step[] {
  const action = jsonOf(readYaml(text).root?.value ?? null);
  const declared = Object.entries(record(at(action, "inputs")));
  const given = declared.map(([name, input]): [string, string] => [
    `inputs.${name}`,
    inputs[name] ?? String(at(input, "default") ?? ""),
  ]);
  const steps = at(at(action, "runs"), "steps");
  if (!Array.isArray(steps)) throw new Error("the action has no steps");
  return steps.map((step) => stepOf(step, new Map(given)));
}

function stepOf(step: unknown, inputs: Context): Step {
  const { id = "", uses, run = "", if: condition, env = {} } = record(step);
  const fill = (text: unknown, outputs: Context) =>
    String(text).replace(
      /\$\{\{ (\S+) \}\}/g,
      (_, name: string) => inputs.get(name) ?? outputs.get(name) ?? "",
    );
  return {
    id: String(id),
    ...(typeof uses === "string" && { uses }),
    script: String(run),
    runs: condition === undefined || holds(String(condition), inputs),
    env: (outputs) =>
      Object.fromEntries(Object.entries(record(env)).map(([name, text]) => [name, fill(text, outputs)])),
  };
}

/** The one form of condition that the action has. */
function holds(condition: string, inputs: Context): boolean {
  const [, name, value] = /^(\S+) == '(.*)'$/.exec(condition) ?? [];
  if (name === undefined) throw new Error(`cannot evaluate ${condition}`);
  return inputs.get(name) === value;
}

function at(value: unknown, key: string): unknown {
  return record(value)[key];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
