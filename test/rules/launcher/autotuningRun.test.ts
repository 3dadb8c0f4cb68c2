import { describe } from "vitest";
import { cases } from "../cases";

// Each as DeepSpeed's own launcher took it.
describe("autotuning-run", () =>
  cases("autotuning-run", [
    ["autotuning_run: abc", "abc"],
    ['autotuning_run: ""', '""'],
    ["autotuning_run: tune", "no"],
    ["autotuning_run: run", "no"],
    ["autotuning_run: null", "no"],
  ]));
