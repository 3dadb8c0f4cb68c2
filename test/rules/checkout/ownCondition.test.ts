import { describe } from "vitest";
import { cases } from "../cases";

const WIDTH = "assert self.hidden_size % self.num_attention_heads != 0";
const LAUNCHED = { launched: true, gpus: 8 };

// What the rule must and must not say, each with its target; "no": nothing of this rule.
describe("own-condition", () =>
  cases("own-condition", [
    ["seed: 7", "no"],
    ["seed: 7", "no", { neox: "main" }],
    ["seed: 7", "7", { checkout: "assert self.seed != 7" }],
    ["seed: 7", "768", { checkout: WIDTH }],
    // The keys that led there stand for one that no file sets.
    ["seed: 7", "7", { checkout: "if self.seed == 7:\n    assert self.num_kv_heads is not None" }],
    ["seed: 7", "no", { checkout: "assert self.num_kv_heads is not None" }],
    ["seed: 7", "num_layers: 12", { ...LAUNCHED, checkout: "assert self.num_kv_heads is not None" }],
    // No argument: nobody knows its value.
    ["our_key: 7", "no", { checkout: "assert self.our_key != 7" }],
  ]));
