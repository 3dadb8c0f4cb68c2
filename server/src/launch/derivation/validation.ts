import { length } from "../../python/access";
import { modulo } from "../../python/arithmetic";
import { compare, numberOf } from "../../python/compare";
import type { PythonValue } from "../../yaml/value";
import { SPLITS } from "../dataSplits";
import { assume, type Step, type StepInput } from "./step";

const VALIDATE = "megatron/neox_arguments/arguments.py:validate_values";

/** What stops Python in `validate_values` (megatron/neox_arguments/arguments.py:1210-1362), after the types are checked. */
export const validationSteps: readonly Step[] = [
  validation(["num_attention_heads"], (input) => {
    const [hidden, heads] = [input.given("hidden_size"), input.given("num_attention_heads")];
    assume(isNumber(hidden) && isNumber(heads));
    modulo(hidden, heads);
  }),
  validation(["min_lr"], (input) => {
    const [least, rate] = [input.given("min_lr"), input.derived("lr")];
    assume(isNumber(rate) && (isNumber(least) || least === null));
    compare(least, "<=", rate);
  }),
  validation(["num_unique_layers"], (input) => {
    const [unique, layers] = [input.given("num_unique_layers"), input.given("num_layers")];
    assume(isNumber(unique) && isNumber(layers));
    if (compare(unique, "<=", layers)) modulo(layers, unique);
  }),
  ...SPLITS.map((split) =>
    validation([`${split}_data_paths`], (input) => {
      const paths = input.given(`${split}_data_paths`);
      const weights = input.derived(`${split}_data_weights`);
      if (Array.isArray(paths) && (weights === null || Array.isArray(weights))) length(weights);
    }),
  ),
];

function validation(keys: readonly string[], run: (input: StepInput) => void): Step {
  const derive = (input: StepInput) => {
    run(input);
    return {};
  };
  return { gives: [], keys, at: VALIDATE, derive };
}

function isNumber(value: PythonValue): boolean {
  return numberOf(value) !== undefined;
}
