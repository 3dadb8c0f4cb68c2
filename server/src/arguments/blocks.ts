import { parseAnnotation } from "./annotation";
import type { ArgumentType } from "./argument";
import { DEEPSPEED_BLOCKS } from "./deepspeedBlocks";
import facts from "./generated/nested.json";

/** The keys that somebody reads inside of a block, and what becomes of others. */
export interface Block {
  /** From the top-level key on. */
  readonly path: readonly string[];
  readonly keys: ReadonlyMap<string, ArgumentType>;
  /** `refused`: DeepSpeed validates the block and stops; `ignored`: nobody looks. */
  readonly others: "refused" | "ignored";
  readonly severity: "warning" | "hint";
}

/** Annotations by key. */
type Declared = Readonly<Record<string, string>>;

/** Types of YAML values; any other is a class of DeepSpeed that makes something of a mapping. */
const PYTHON_TYPES: ReadonlySet<string> = new Set([
  "NoneType",
  "bool",
  "int",
  "float",
  "str",
  "list",
  "dict",
]);

/** Names by which DeepSpeed's ZeRO config knows keys of stage 3 too (deepspeed/runtime/zero/config.py). */
const STAGE_3_KEYS = [
  "prefetch_bucket_size",
  "param_persistence_threshold",
  "model_persistence_threshold",
  "max_live_parameters",
  "max_reuse_distance",
  "gather_16bit_weights_on_model_save",
  "module_granularity_threshold",
  "use_all_reduce_for_fetch_params",
] as const;

const zero = types(facts.zero_optimization.forwarded);
const stage3 = Object.fromEntries(STAGE_3_KEYS.map((key) => [`stage3_${key}`, zero[key] ?? "Any"]));

export const BLOCKS: readonly Block[] = [
  block("optimizer", types(facts.optimizer.read_by_neox), "ignored"),
  block("zero_optimization", { ...zero, ...stage3 }, "refused"),
  block(
    "zero_optimization.offload_param",
    types(facts.zero_optimization["forwarded.offload_param"]),
    "refused",
  ),
  block(
    "zero_optimization.offload_optimizer",
    types(facts.zero_optimization["forwarded.offload_optimizer"]),
    "refused",
  ),
  // Upstream's own configs have `fp16: { fp16: true }`: DeepSpeed passes over a block's own name, and it misleads nobody.
  block(
    "fp16",
    { fp16: "bool", ...facts.fp16.forwarded, ...types(facts.fp16.read_by_neox) },
    "ignored",
    "hint",
  ),
  block("bf16", { bf16: "bool", ...facts.bf16.forwarded }, "ignored", "hint"),
  block("data_types", { grad_accum_dtype: "Literal['fp32', 'fp16', 'bf16']" }, "ignored"),
  block("sparsity_config", types(facts.sparsity_config.read_by_neox), "ignored"),
  block("soft_prompt_tuning", types(facts.soft_prompt_tuning.read_by_neox), "ignored"),
  block("wandb", facts.wandb.forwarded, "refused"),
  block("tensorboard", facts.tensorboard.forwarded, "refused"),
  block("csv_monitor", facts.csv_monitor.forwarded, "refused"),
  ...Object.entries(DEEPSPEED_BLOCKS).map(([path, { keys, others }]) =>
    block(path, keys, others, others === "refused" ? "warning" : "hint"),
  ),
];

function block(
  path: string,
  declared: Declared,
  others: Block["others"],
  severity: Block["severity"] = "warning",
): Block {
  const keys = new Map(Object.entries(declared).map(([key, type]) => [key, typeOf(type)]));
  return { path: path.split("."), keys, others, severity };
}

function types(keys: Readonly<Record<string, { readonly type: string }>>): Declared {
  return Object.fromEntries(
    Object.entries(keys)
      .filter(([key]) => !key.includes("."))
      .map(([key, { type }]) => [key, type]),
  );
}

/** The facts write some types as people do. */
function typeOf(written: string): ArgumentType {
  if (written === "number") return parseAnnotation("Union[int, float]");
  if (written.startsWith("list["))
    return parseAnnotation(written.endsWith("|null") ? "Optional[list]" : "list");
  const type = parseAnnotation(written);
  const isForeign = type.kind === "union" && !type.members.every((member) => PYTHON_TYPES.has(member));
  return isForeign ? { kind: "any" } : type;
}

/** By the path of a key, `fp16.enabled`; absent where nobody knows. */
export const NESTED_TYPES: ReadonlyMap<string, ArgumentType> = new Map(
  BLOCKS.flatMap(({ path, keys }) =>
    [...keys].map(([key, type]) => [[...path, key].join("."), type] as const),
  ),
);
