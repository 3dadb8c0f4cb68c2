import { iterate } from "../../python/access";
import { compare, truthy } from "../../python/compare";
import { PythonError } from "../../yaml/pythonError";
import { until } from "../windows";
import type { Step, StepInput } from "./step";

const UNBOUND = "cannot access local variable 'save_iters' where it is not associated with a value";

/** The steps at which old versions worked out in advance when to save (arguments.py:833-850 at v2.0). */
export const checkpointSteps: readonly Step[] = [
  {
    gives: [],
    keys: ["checkpoint_factor", "extra_save_iters"],
    holds: until("507ad042"),
    derive: (input) => {
      if (!savesAtAll(input)) throw new PythonError("UnboundLocalError", UNBOUND);
      return {};
    },
  },
  {
    gives: ["save_iters"],
    keys: ["checkpoint_factor", "extra_save_iters", "train_iters"],
    holds: until("a6d6af0e"),
    derive: (input) => {
      if (!savesAtAll(input)) return { save_iters: input.given("save_iters") };
      const extra = input.given("extra_save_iters");
      if (truthy(extra)) iterate(extra);
      compare(input.given("checkpoint_factor"), "<", input.given("train_iters"));
      // A list that nobody asks for: it takes the place of whatever the file says.
      return {};
    },
  },
];

function savesAtAll(input: StepInput): boolean {
  return truthy(input.given("checkpoint_factor")) || truthy(input.given("extra_save_iters"));
}
