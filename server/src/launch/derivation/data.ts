import { length } from "../../python/access";
import { truthy } from "../../python/compare";
import type { PythonValue } from "../../yaml/value";
import { SPLITS } from "../dataSplits";
import { since, until } from "../windows";
import { assume, type Step, type StepInput } from "./step";

/** Data weights and the way to generate text (megatron/neox_arguments/arguments.py:1162-1186). */
export const dataSteps: readonly Step[] = [
  ...SPLITS.flatMap(weights),
  {
    gives: ["text_gen_type"],
    keys: ["text_gen_type"],
    derive: (input) => ({ text_gen_type: input.given("text_gen_type") ?? defaultGeneration(input) }),
  },
];

function weights(split: string): readonly Step[] {
  const name = `${split}_data_weights`;
  const [paths, positivePaths] = [`${split}_data_paths`, `pos_${split}_data_paths`];
  return [
    {
      gives: [name],
      keys: [paths, positivePaths],
      holds: since("77e8158a"),
      derive: (input) => ({ [name]: equalWeights(input, name, [paths, positivePaths]) }),
    },
    {
      gives: [name],
      keys: [paths],
      holds: until("77e8158a"),
      derive: (input) => ({ [name]: equalWeights(input, name, [paths]) }),
    },
  ];
}

/** Of more data sets, or letters of a text in place of a list, nobody makes weights. */
const MOST_PATHS = 100_000;

/** Without weights each path of the first list that has any counts the same. */
function equalWeights(input: StepInput, name: string, lists: readonly string[]): PythonValue {
  const given = input.given(name);
  if (given !== null) return given;
  for (const list of lists) {
    const paths = input.given(list);
    if (!truthy(paths)) continue;
    assume(length(paths) <= MOST_PATHS);
    return Array.from({ length: length(paths) }, () => 1.0);
  }
  return null;
}

function defaultGeneration(input: StepInput): PythonValue {
  return truthy(input.given("sample_input_file")) ? "input-file" : "unconditional";
}
