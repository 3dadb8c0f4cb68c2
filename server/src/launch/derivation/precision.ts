import { dictGet, subscript } from "../../python/access";
import { compare, truthy } from "../../python/compare";
import { PythonError } from "../../yaml/pythonError";
import { isDict, type PythonDict, type PythonValue, typeName } from "../../yaml/value";
import { since, until } from "../windows";
import { assume, type Step, type StepInput } from "./step";

const BEFORE_BF16_CONFIG = until("056e9caf");
const FROM_BF16_CONFIG = since("056e9caf");
const FROM_BF16_BLOCK = since("797a4ab4");
const BEFORE_BF16_BLOCK = { ...FROM_BF16_CONFIG, until: "2024-11-13", fixedBy: "797a4ab4" } as const;

/** What `precision`, `fp16` and `bf16` make of each other (megatron/neox_arguments/arguments.py:966-1011). */
export const precisionSteps: readonly Step[] = [
  isEnabled("fp16", FROM_BF16_CONFIG),
  isEnabled("bf16", FROM_BF16_BLOCK),
  {
    gives: ["precision"],
    keys: ["precision"],
    holds: FROM_BF16_BLOCK,
    derive: (input) => {
      const fromFp16 = agreed(input.given("precision"), "fp16", input.derived("fp16Enabled"));
      return { precision: spelledExactly(agreed(fromFp16, "bfloat16", input.derived("bf16Enabled"))) };
    },
  },
  {
    gives: ["precision"],
    keys: ["precision"],
    holds: BEFORE_BF16_BLOCK,
    derive: (input) => ({
      precision: spelledExactly(agreed(input.given("precision"), "fp16", input.derived("fp16Enabled"))),
    }),
  },
  {
    gives: ["precision"],
    keys: ["fp16"],
    holds: BEFORE_BF16_CONFIG,
    derive: firstPrecision,
  },
  { gives: ["fp16"], keys: ["fp16"], holds: FROM_BF16_CONFIG, derive: fp16Dictionary },
  {
    gives: ["fp16"],
    keys: ["fp16"],
    holds: BEFORE_BF16_CONFIG,
    derive: (input) => ({ fp16: input.given("fp16") }),
  },
  {
    gives: ["deepspeed_extra_args"],
    keys: ["deepspeed_extra_args"],
    holds: FROM_BF16_BLOCK,
    derive: (input) => withBf16(input, !truthy(input.given("bf16"))),
  },
  {
    gives: ["deepspeed_extra_args"],
    keys: ["deepspeed_extra_args"],
    holds: BEFORE_BF16_BLOCK,
    derive: (input) => withBf16(input, true),
  },
  {
    gives: ["deepspeed_extra_args"],
    keys: ["deepspeed_extra_args"],
    derive: (input) => ({ deepspeed_extra_args: input.given("deepspeed_extra_args") }),
  },
  bfloat16Zero(["zero_optimization"], (input) => {
    compare(subscript(input.given("zero_optimization"), "stage"), ">", 0n);
  }),
  bfloat16Zero(["data_types"], (input) => {
    const types = input.given("data_types");
    if (types !== null) dictGet(types, "grad_accum_dtype");
  }),
];

function isEnabled(block: "fp16" | "bf16", holds: NonNullable<Step["holds"]>): Step {
  const derive = (input: StepInput) => {
    const value = input.given(block);
    return { [`${block}Enabled`]: truthy(value) && truthy(dictGet(value, "enabled", false)) };
  };
  return { gives: [`${block}Enabled`], keys: [block], holds, derive };
}

/** An enabled block fills in the precision, and NeoX refuses any other. */
function agreed(precision: PythonValue, own: string, enabled: PythonValue): PythonValue {
  if (!truthy(enabled)) return precision;
  assume(precision === null || precision === own);
  return own;
}

/** All but the two exact spellings silently become fp32. */
function spelledExactly(precision: PythonValue): PythonValue {
  return precision === "fp16" || precision === "bfloat16" ? precision : "fp32";
}

/** Before 056e9caf the block's `type` decided, and `precision` alone only for bfloat16. */
function firstPrecision(input: StepInput) {
  const given = input.given("fp16");
  const block = truthy(given) ? given : new Map();
  if (dictGet(block, "type", input.given("precision")) === "bfloat16") return { precision: "bfloat16" };
  return { precision: truthy(dictGet(block, "enabled", false)) ? "fp16" : "fp32" };
}

function fp16Dictionary(input: StepInput) {
  const given = input.given("fp16");
  if (input.derived("precision") !== "fp16") return { fp16: given };
  const block = isDict(given) && given.size > 0 ? given : ONLY_TYPE;
  return { fp16: enabledFp16(block) };
}

const ONLY_TYPE: PythonDict = new Map([["type", "fp16"]]);
const enabledFp16 = oncePerBlock((block) => new Map([...block, ["enabled", true]]));

/** In bfloat16 NeoX tells DeepSpeed so through the extra arguments. */
function withBf16(input: StepInput, tellsDeepSpeed: boolean) {
  const given = input.given("deepspeed_extra_args");
  if (input.derived("precision") !== "bfloat16" || !tellsDeepSpeed) return { deepspeed_extra_args: given };
  if (given !== null && !isDict(given)) {
    throw new PythonError("AttributeError", `'${typeName(given)}' object has no attribute 'update'`);
  }
  return { deepspeed_extra_args: enabledBf16(given ?? EMPTY) };
}

const EMPTY: PythonDict = new Map();
const enabledBf16 = oncePerBlock((block) => new Map([...block, ["bf16", new Map([["enabled", true]])]]));

/** What becomes of a block: launches that differ in another value share it, however many keys it has. */
function oncePerBlock(change: (block: PythonDict) => PythonDict): (block: PythonDict) => PythonDict {
  const known = new WeakMap<PythonDict, PythonDict>();
  return (block) => {
    const changed = known.get(block) ?? change(block);
    known.set(block, changed);
    return changed;
  };
}

/** In bfloat16 NeoX looks at ZeRO, before its default is filled in, to warn of a bug in DeepSpeed (:999-1008). */
function bfloat16Zero(keys: readonly string[], look: (input: StepInput) => void): Step {
  const derive = (input: StepInput) => {
    if (input.derived("precision") === "bfloat16") look(input);
    return {};
  };
  return { gives: [], keys, holds: since("d9166bfd"), derive };
}
