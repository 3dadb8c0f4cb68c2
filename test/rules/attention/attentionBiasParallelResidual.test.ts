import { describe } from "vitest";
import { cases } from "../cases";

const LINES = "gpt_j_residual: true\nuse_bias_in_attn_linear: false";

describe("attention-bias-parallel-residual", () =>
  cases("attention-bias-parallel-residual", [
    [LINES, "false", { neox: "2023-08-01" }],
    [LINES, "false", { neox: "2024-07-15" }],
    [LINES, "no", { neox: "2024-10-31" }],
    [LINES, "no", { neox: "main" }],
    [LINES.replace("true", "false"), "no", { neox: "2024-07-15" }],
  ]));
