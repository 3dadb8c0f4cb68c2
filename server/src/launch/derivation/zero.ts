import { dictGet, subscript } from "../../python/access";
import { compare, equals, truthy } from "../../python/compare";
import type { PythonDict, PythonValue } from "../../yaml/value";
import { since, until } from "../windows";
import { assume, type Step, type StepInput } from "./step";

/** NeoX's block when the config has none (megatron/neox_arguments/arguments.py:70-79). */
const ZERO_DEFAULTS: PythonDict = new Map<PythonValue, PythonValue>([
  ["stage", 0n],
  ["allgather_partitions", true],
  ["reduce_scatter", true],
  ["allgather_bucket_size", 500_000_000n],
  ["overlap_comm", false],
  ["reduce_bucket_size", 500_000_000n],
  ["contiguous_gradients", false],
]);

const COPIED = [
  "stage",
  "reduce_scatter",
  "contiguous_gradients",
  "reduce_bucket_size",
  "allgather_bucket_size",
] as const;
const COPIES = COPIED.map((key) => `zero_${key}`);

/** Looks at the stage before it copies the block. */
const CHECKS_STAGE = "e897c23e";

/** The ZeRO block and what NeoX copies out of it (megatron/neox_arguments/arguments.py:1013-1051). */
export const zeroSteps: readonly Step[] = [
  {
    gives: ["zero_optimization"],
    keys: ["zero_optimization"],
    derive: (input) => ({ zero_optimization: input.given("zero_optimization") ?? ZERO_DEFAULTS }),
  },
  { gives: COPIES, keys: ["zero_optimization"], holds: since(CHECKS_STAGE), derive: copiesOfStage },
  { gives: COPIES, keys: ["zero_optimization"], holds: until(CHECKS_STAGE), derive: copies },
  {
    gives: [],
    keys: ["zero_optimization", "moe_num_experts"],
    holds: since("d11df961"),
    derive: compareWithExperts,
  },
];

/** Where autotuning lets a stage be anything, experts compare it all the same (arguments.py:1089). */
function compareWithExperts(input: StepInput) {
  input.derived("zero_stage");
  assume(truthy(input.derived("hasExperts")));
  compare(subscript(input.derived("zero_optimization"), "stage"), "<", 2n);
  return {};
}

function copiesOfStage(input: StepInput) {
  const stage = subscript(input.derived("zero_optimization"), "stage");
  if (![0n, 1n, 2n, 3n].some((known) => equals(known, stage))) {
    assume(input.given("autotuning") !== null);
    return Object.fromEntries(COPIES.map((name) => [name, input.given(name)]));
  }
  return copies(input);
}

function copies(input: StepInput) {
  const block = input.derived("zero_optimization");
  return Object.fromEntries(
    COPIED.map((key) => [`zero_${key}`, dictGet(block, key, ZERO_DEFAULTS.get(key) ?? null)]),
  );
}
