import { describe } from "vitest";
import { cases } from "../cases";

// What the rule must and must not say, each with its target; "no": nothing of this rule.
describe("deepscale-config", () =>
  cases("deepscale-config", [
    ['deepscale_config: ""', '""'],
    ["deepscale_config: ds.json\ntext_gen_type: unconditional\nload: ckpt", "ds.json"],
    ["deepscale_config: ds.json", "ds.json", { neox: "2024-10-31" }],
    ["deepscale: true", "no"],
  ]));
