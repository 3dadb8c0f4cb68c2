import type { OracleLaunch } from "../../../scripts/oracle/oracle";
import type { Catalogue } from "../../../server/src/arguments/argument";
import { READ_BY_LAUNCHER, READ_THE_MACHINE } from "../../differential/machineArguments";
import { Random } from "../../differential/random";
import { valueFor } from "../../differential/values";
import { BASES } from "./bases";
import { writeFiles } from "./write";

/** A launch, and what was changed to make it. */
export interface GeneratedLaunch extends OracleLaunch {
  readonly base: string;
  readonly mutations: readonly string[];
}

const LEFT_OUT: ReadonlySet<string> = new Set([...READ_THE_MACHINE, ...READ_BY_LAUNCHER]);

const SLIPS = ["hiden_size", "num_head", "gas", "n_layers", "save_interval", "use_flash_attn", "lr"] as const;

/** Other sizes than the base's, plausible beside it or not. */
const SIZES: Readonly<Record<string, readonly [string, ...string[]]>> = {
  num_layers: ["1", "3", "4", "12"],
  hidden_size: ["48", "66", "96", "128", "1024"],
  num_attention_heads: ["1", "2", "3", "8", "16"],
  num_kv_heads: ["1", "2", "3", "4", "8"],
  seq_length: ["16", "64", "2048"],
  max_position_embeddings: ["16", "64", "2048"],
  train_micro_batch_size_per_gpu: ["1", "4", "0"],
  gradient_accumulation_steps: ["1", "2", "8"],
  train_batch_size: ["2", "4", "16", "24"],
  model_parallel_size: ["1", "2", "3", "4", "8"],
  pipe_parallel_size: ["0", "1", "2", "3"],
};

const GPUS = [1, 2, 3, 4, 8, 12, 64] as const;

type Mutate = (draft: Draft, random: Random, catalogue: Catalogue) => string | undefined;

interface Draft {
  gpus: number;
  readonly settings: Map<string, string>;
}

/** The ways to change a launch, each as often as it stands here. */
const MUTATIONS: readonly [Mutate, ...Mutate[]] = [
  setArgument,
  setArgument,
  setArgument,
  setArgument,
  setSize,
  setSize,
  takeFromAnother,
  takeFromAnother,
  removeArgument,
  misspell,
  setGpus,
];

/**
 * The launch of a number, for a version with these arguments: a base, the first of each as it is, the next
 * changed in up to four ways. What the version does not know is left out of the base, what it needs besides is added.
 */
export function generateLaunch(
  number: number,
  catalogue: Catalogue,
  adds: Readonly<Record<string, string>> = {},
): GeneratedLaunch {
  const random = new Random(number * 6151 + 11);
  const base = BASES[number % BASES.length] ?? BASES[0];
  if (base === undefined) throw new Error("there are no bases");
  const known = Object.entries(base.settings).filter(([key]) => catalogue.get(key) !== undefined);
  const draft: Draft = { gpus: base.gpus, settings: new Map([...known, ...Object.entries(adds)]) };
  const count = number < BASES.length ? 0 : random.below(5);
  const mutations = Array.from({ length: count }, () => random.pick(MUTATIONS)(draft, random, catalogue));
  return {
    id: String(number).padStart(5, "0"),
    base: base.name,
    mutations: mutations.filter((it) => it !== undefined),
    gpus: draft.gpus,
    files: writeFiles([...draft.settings], random),
  };
}

function set({ settings }: Draft, key: string, value: string): string {
  settings.set(key, value);
  return `${key}=${value}`;
}

function setArgument(draft: Draft, random: Random, catalogue: Catalogue): string | undefined {
  const argument = catalogue.get(catalogue.names[random.below(catalogue.names.length)] ?? "");
  if (argument === undefined || LEFT_OUT.has(argument.name)) return undefined;
  return set(draft, argument.name, valueFor(argument, random));
}

function setSize(draft: Draft, random: Random, catalogue: Catalogue): string | undefined {
  const keys = Object.keys(SIZES);
  const key = keys[random.below(keys.length)] ?? "";
  const values = SIZES[key];
  return values && catalogue.get(key) ? set(draft, key, random.pick(values)) : undefined;
}

/** One setting of another base: a norm, a precision, a layout that this one has not. */
function takeFromAnother(draft: Draft, random: Random, catalogue: Catalogue): string | undefined {
  const other = Object.entries(BASES[random.below(BASES.length)]?.settings ?? {});
  const differing = other.filter(
    ([key, value]) => draft.settings.get(key) !== value && catalogue.get(key) !== undefined,
  );
  const taken = differing[random.below(differing.length)];
  return taken && set(draft, ...taken);
}

function removeArgument({ settings }: Draft, random: Random): string | undefined {
  const key = [...settings.keys()][random.below(settings.size)];
  if (key === undefined) return undefined;
  settings.delete(key);
  return `-${key}`;
}

function misspell(draft: Draft, random: Random): string {
  return set(draft, random.pick(SLIPS), "1");
}

function setGpus(draft: Draft, random: Random): string {
  draft.gpus = random.pick(GPUS);
  return `gpus=${draft.gpus}`;
}
