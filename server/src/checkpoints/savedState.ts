import { entriesOf, entry, itemsOf, Opaque, PERSISTENT, type PickleValue, wholeNumber } from "./pickle/value";

/** A tensor of a file, without its numbers. */
export interface SavedTensor {
  readonly shape: readonly number[];
  /** As torch names it: `float32`, `bfloat16`. */
  readonly type: string;
}

export type SavedTensors = ReadonlyMap<string, SavedTensor>;

/** What DeepSpeed and NeoX keep in `mp_rank_NN_model_states.pt` (deepspeed/runtime/engine.py:_save_checkpoint). */
export interface RankState {
  /** The weights of the rank; undefined where a pipeline keeps them in files of the layers. */
  readonly module: SavedTensors | undefined;
  readonly dataParallelSize: number | undefined;
  /** Files like this one in the checkpoint: model times pipeline parallel size. */
  readonly ranks: number | undefined;
  /** Sequences that were trained on, all together. */
  readonly samples: number | undefined;
  readonly iteration: number | undefined;
  /** What NeoX compares with the launch (megatron/checkpointing.py:check_checkpoint_args), by name. */
  readonly args: ReadonlyMap<string, PickleValue>;
  readonly schedule: SavedSchedule | undefined;
  /** Undefined where ZeRO or bfloat16 keeps the optimizer in files of its own. */
  readonly optimizer: SavedOptimizer | undefined;
  /** Whether DeepSpeed's own config says that it trains in fp16. */
  readonly isFp16: boolean;
  /** All names at the top, such as `random_rng_state`. */
  readonly names: ReadonlySet<string>;
}

/** The learning rate's schedule (megatron/learning_rates.py:AnnealingLR.state_dict). */
export type SavedSchedule = ReadonlyMap<string, PickleValue>;

export interface SavedOptimizer {
  /** Parameters in each group. */
  readonly groups: readonly number[];
  /** What is kept for a parameter, such as `exp_avg`. */
  readonly states: ReadonlySet<string>;
}

/** Reads the state of a rank from what its file holds; what is missing or of another kind is undefined. */
export function rankState(value: PickleValue): RankState {
  const module = entry(value, "module");
  const optimizer = entry(value, "optimizer");
  const schedule = entry(value, "lr_scheduler");
  const whole = (name: string) => wholeNumber(entry(value, name));
  return {
    module: entriesOf(module) && savedTensors(module),
    dataParallelSize: whole("dp_world_size"),
    ranks: whole("mp_world_size"),
    samples: whole("global_samples"),
    iteration: whole("iteration") ?? whole("total_iters"),
    args: plainValues(entry(value, "args")),
    schedule: entriesOf(schedule) && plainValues(schedule),
    optimizer: entriesOf(optimizer) && savedOptimizer(optimizer),
    isFp16: entry(entry(entry(value, "ds_config"), "fp16"), "enabled") === true,
    names: new Set([...stringKeys(value).keys()].slice(0, MOST_PLAIN)),
  };
}

/** The tensors of a dict by name, whatever else is in it. */
export function savedTensors(value: PickleValue | undefined): SavedTensors {
  const tensors = new Map<string, SavedTensor>();
  // Many names may have one tensor.
  const known = new Map<Opaque, SavedTensor | undefined>();
  for (const [name, each] of stringKeys(value)) {
    if (!(each instanceof Opaque)) continue;
    if (!known.has(each)) known.set(each, savedTensor(each));
    const tensor = known.get(each);
    if (tensor !== undefined) tensors.set(name, tensor);
  }
  return tensors;
}

/** How torch pickles tensors: the storage, an offset, the shape (torch/_tensor.py:_reduce_ex_internal). */
const REBUILD_TENSOR: ReadonlySet<string> = new Set(
  ["_rebuild_tensor", "_rebuild_tensor_v2"].map((name) => `torch._utils.${name}`),
);

const REBUILD_PARAMETER: ReadonlySet<string> = new Set(
  ["_rebuild_parameter", "_rebuild_parameter_with_state"].map((name) => `torch._utils.${name}`),
);

/** As in torch. A shape of more may stand in each of many tensors, which share it. */
const MOST_DIMENSIONS = 64;

function savedTensor(value: Opaque): SavedTensor | undefined {
  const [first, , shape] = value.args;
  if (REBUILD_PARAMETER.has(value.callable) && first instanceof Opaque && REBUILD_TENSOR.has(first.callable))
    return savedTensor(first);
  if (!REBUILD_TENSOR.has(value.callable)) return undefined;
  const items = itemsOf(shape);
  if (items === undefined || items.length > MOST_DIMENSIONS) return undefined;
  const sizes = items.map(wholeNumber);
  if (!sizes.every((size) => size !== undefined)) return undefined;
  return { shape: sizes, type: storageType(first) };
}

/** The names of torch's storages that differ from those of its types. */
const STORAGES: ReadonlyMap<string, string> = new Map([
  ["Float", "float32"],
  ["Double", "float64"],
  ["Half", "float16"],
  ["BFloat16", "bfloat16"],
  ["Byte", "uint8"],
  ["Char", "int8"],
  ["Short", "int16"],
  ["Int", "int32"],
  ["Long", "int64"],
  ["Bool", "bool"],
]);

/** A storage's id is `("storage", torch.FloatStorage, key, device, numbers)`. */
function storageType(storage: PickleValue | undefined): string {
  if (!(storage instanceof Opaque) || storage.callable !== PERSISTENT) return "unknown";
  const type = itemsOf(storage.args[0])?.[1];
  const name =
    type instanceof Opaque ? /^torch\.(?:cuda\.)?(\w+)Storage$/.exec(type.callable)?.[1] : undefined;
  return STORAGES.get(name ?? "") ?? "unknown";
}

/** What ZeRO keeps of a rank's optimizer (deepspeed/runtime/zero/stage_1_and_2.py:state_dict, bf16_optimizer.py:state_dict). */
export function partitionedOptimizer(value: PickleValue): SavedOptimizer | undefined {
  return savedOptimizer(entry(entry(value, "optimizer_state_dict"), "base_optimizer_state"));
}

function savedOptimizer(value: PickleValue | undefined): SavedOptimizer | undefined {
  const groups = itemsOf(entry(value, "param_groups"));
  if (groups === undefined) return undefined;
  const states = new Set([...(entriesOf(entry(value, "state"))?.values() ?? [])].filter(entriesOf));
  const names = new Set<string>();
  // Of one that many parameters share, the names are the same.
  for (const state of states) for (const name of stringKeys(state).keys()) names.add(name);
  return {
    groups: groups.map((group) => itemsOf(entry(group, "params"))?.length ?? 0),
    states: names,
  };
}

/** What NeoX and DeepSpeed keep under names of their own is some dozens. */
const MOST_PLAIN = 1000;

/** Those that are no collections: a checkpoint has a file for each rank, and what is in these is kept. */
function plainValues(value: PickleValue | undefined): ReadonlyMap<string, PickleValue> {
  const plain = [...stringKeys(value)].filter(([, it]) => it === null || typeof it !== "object");
  return new Map(plain.slice(0, MOST_PLAIN));
}

function stringKeys(value: PickleValue | undefined): ReadonlyMap<string, PickleValue> {
  const entries = [...(entriesOf(value) ?? [])];
  return new Map(entries.filter((each): each is [string, PickleValue] => typeof each[0] === "string"));
}
