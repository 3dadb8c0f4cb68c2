import { describe } from "vitest";
import { cases } from "../cases";

describe("log-interval-below-zero", () =>
  cases("log-interval-below-zero", [
    ["log_interval: -1", "-1"],
    ["log_interval: 1", "no"],
    ["log_interval: -1\ntext_gen_type: unconditional", "no"],
  ]));
