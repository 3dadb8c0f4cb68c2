import type { Rule } from "../../server/src/engine/rule";
import { defineRule } from "../../server/src/rules/kit/defineRule";

/** Rules whose words no other work changes, for tests of how findings are printed. */
export const rules: readonly Rule[] = [
  defineRule({
    id: "heads-divide-hidden",
    phase: "model",
    severity: "error",
    outcome: "crash",
    evidence: "ran",
    keys: ["hidden_size", "num_attention_heads"],
    neox: { at: "megatron/mpu/utils.py:divide", raises: "AssertionError" },
    summary: "`hidden_size` must be a multiple of `num_attention_heads`.",
    explain: "Each head gets `hidden_size / num_attention_heads` numbers.",
    bad: "hidden_size: 100\nnum_attention_heads: 12\n",
    good: "hidden_size: 96\nnum_attention_heads: 12\n",
    check(launch, report) {
      const hiddenSize = launch.int("hidden_size");
      const heads = launch.int("num_attention_heads");
      if (!hiddenSize || !heads || hiddenSize % heads === 0) return;
      const multiple = heads * Math.floor(hiddenSize / heads);
      report({
        at: "hidden_size",
        message: `${hiddenSize} is not divisible by ${heads}.`,
        fixes: () => [
          { title: `hidden_size: ${multiple}`, preferred: true, set: { hidden_size: BigInt(multiple) } },
        ],
      });
    },
  }),
  defineRule({
    id: "seed-is-zero",
    phase: "train",
    severity: "warning",
    outcome: "crash",
    evidence: "ran",
    keys: ["seed"],
    holds: { from: "2024-01-01", until: "2024-11-13", since: "aaaaaaaa", fixedBy: "bbbbbbbb" },
    neox: { at: "megatron/initialize.py:_set_random_seed" },
    summary: "A seed of 0 is no seed.",
    explain: "It is not set at all.",
    bad: "seed: 0\n",
    good: "seed: 1\n",
    check(launch, report) {
      if (launch.int("seed") === 0) report({ at: "seed", message: "0 is no seed." });
    },
  }),
];
