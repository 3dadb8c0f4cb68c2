import { contains, iterate, length, rangeLength, subscript } from "../../python/access";
import { floorDivide, modulo, multiply } from "../../python/arithmetic";
import { compare, equals, truthy } from "../../python/compare";
import { countOfElements } from "../../python/elements";
import { isList, type PythonValue } from "../../yaml/value";
import { since } from "../windows";
import { assume, type Step, type StepInput } from "./step";

/** Of more layers nobody looks at each; the deepest model that was trained has a few hundred. */
const MOST_LAYERS = 10_000;

const EXPAND = "megatron/utils.py:expand_attention_types";

/** Attention types layer by layer, and grouped queries (megatron/neox_arguments/arguments.py:1091-1148). */
export const attentionSteps: readonly Step[] = [
  {
    gives: ["attention_config"],
    keys: ["num_layers"],
    at: EXPAND,
    derive: (input) => {
      assume(input.given("attention_config") === null);
      return { attention_config: expanded([[["global"], input.given("num_layers")]], null) };
    },
  },
  {
    gives: ["attention_config"],
    keys: ["attention_config", "num_layers"],
    at: EXPAND,
    derive: (input) => {
      const config = input.given("attention_config");
      assume(config !== null);
      return { attention_config: expanded(config, input.given("num_layers")) };
    },
  },
  {
    gives: [],
    keys: ["attention_config"],
    derive: (input) => {
      const config = input.derived("attention_config");
      length(config);
      return {};
    },
  },
  {
    gives: ["sparsity_config"],
    keys: ["sparsity_config"],
    derive: (input) => ({ sparsity_config: input.given("sparsity_config") ?? new Map() }),
  },
  {
    gives: [],
    keys: ["num_kv_heads", "num_attention_heads"],
    holds: since("f36aed7f"),
    derive: groupedQueries,
  },
];

/** What a list of patterns expands to, for a number of layers: the shapes around a launch's own share its patterns. */
const expandedByConfig = new WeakMap<object, { numLayers: PythonValue; types: PythonValue }>();

function expanded(config: PythonValue, numLayers: PythonValue): PythonValue {
  if (!isList(config)) return expand(config, numLayers);
  const known = expandedByConfig.get(config);
  if (known?.numLayers === numLayers) return known.types;
  const types = expand(config, numLayers);
  expandedByConfig.set(config, { numLayers, types });
  return types;
}

/** As `expand_attention_types` (megatron/utils.py:326-353); its one assertion is a rule. */
function expand(config: PythonValue, numLayers: PythonValue): PythonValue {
  const items = fewElements(config);
  if (items.every((item) => typeof item === "string")) return config;
  const types: PythonValue[] = [];
  for (const item of items) {
    const count = subscript(item, 1n);
    const pattern = subscript(item, 0n);
    if (equals(count, "all")) return everyLayer(pattern, numLayers);
    const times = rangeLength(count);
    const kinds = times === 0 ? [] : fewElements(pattern);
    assume(types.length + times * kinds.length <= MOST_LAYERS);
    if (kinds.length > 0) for (let i = 0; i < times; i++) types.push(...kinds);
  }
  return types;
}

/** The items of `for item in value`; of more than layers, as of a long text or bytes, nothing is known. */
function fewElements(value: PythonValue): readonly PythonValue[] {
  assume((countOfElements(value) ?? 0) <= MOST_LAYERS);
  return iterate(value);
}

function everyLayer(pattern: PythonValue, numLayers: PythonValue): PythonValue {
  const width = BigInt(length(pattern));
  assume(equals(modulo(numLayers, width), 0n));
  const types = multiply(pattern, floorDivide(numLayers, width));
  assume(length(types) <= MOST_LAYERS);
  return types;
}

function groupedQueries(input: StepInput) {
  const kvHeads = input.given("num_kv_heads");
  if (kvHeads === null) return {};
  const heads = input.given("num_attention_heads");
  assume(equals(modulo(heads, kvHeads), 0n));
  if (compare(kvHeads, "<", heads)) {
    assume(!truthy(input.derived("sparsity_config")));
    const types = input.derived("attention_config");
    assume(iterate(types).every((type) => contains(["flash", "global"], type)));
    modulo(kvHeads, input.derived("model_parallel_size"));
  }
  return {};
}
