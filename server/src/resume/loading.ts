import type { Checkpoint } from "../checkpoints/checkpoint";
import type { Launch } from "../launch/launch";
import { checkpointOf } from "../launch/loads";
import { contextOf, type LoadContext } from "./context";
import { STEPS } from "./loadSteps";
import type { LoadStop } from "./stop";

/** What becomes of `load` when the launch is started. */
export type Loading =
  /** Nothing is loaded, or nothing is known of it. */
  | { readonly outcome: "unknown" }
  /** NeoX says so in one line of its log, and trains on new weights. */
  | { readonly outcome: "from-scratch"; readonly checkpoint: Checkpoint; readonly why: NothingToLoad }
  | { readonly outcome: "stops"; readonly context: LoadContext; readonly stop: LoadStop }
  | { readonly outcome: "loads"; readonly context: LoadContext };

export type NothingToLoad = "no-folder" | "no-latest" | "step-folder";

/**
 * Loads a checkpoint as NeoX and DeepSpeed do, step by step and by names and shapes alone
 * (megatron/checkpointing.py:load_checkpoint at ea7aefd8, deepspeed/runtime/engine.py:load_checkpoint at DeeperSpeed 91d1c55b).
 */
export function loadingOf(launch: Launch): Loading {
  const found = known.get(launch) ?? load(launch);
  known.set(launch, found);
  return found;
}

/** Why a launch stops while it loads its checkpoint, where it is for one of these reasons. */
export function stopOf<Kind extends LoadStop["kind"]>(
  launch: Launch,
  ...kinds: readonly Kind[]
): (Extract<LoadStop, { readonly kind: Kind }> & { readonly context: LoadContext }) | undefined {
  const loading = loadingOf(launch);
  if (loading.outcome !== "stops" || !isOneOf(loading.stop, kinds)) return undefined;
  return { ...loading.stop, context: loading.context };
}

function isOneOf<Kind extends LoadStop["kind"]>(
  stop: LoadStop,
  kinds: readonly Kind[],
): stop is Extract<LoadStop, { readonly kind: Kind }> {
  return kinds.some((kind) => kind === stop.kind);
}

/** Several rules ask. */
const known = new WeakMap<Launch, Loading>();

const UNKNOWN: Loading = { outcome: "unknown" };

function load(launch: Launch): Loading {
  const checkpoint = checkpointOf(launch);
  if (checkpoint === undefined) return UNKNOWN;
  const isUniversal = launch.loads.checkpoint?.request.isUniversal === true;
  const context = contextOf(launch, checkpoint);
  if (checkpoint.tag === undefined)
    return isUniversal
      ? { outcome: "stops", context, stop: { kind: "no-universal" } }
      : { outcome: "from-scratch", checkpoint, why: nothingToLoad(checkpoint) };
  for (const step of STEPS) {
    const stop = step(context);
    if (stop === "unknown") return UNKNOWN;
    if (stop !== undefined) return { outcome: "stops", context, stop };
  }
  return context.model === undefined || isUniversal ? UNKNOWN : { outcome: "loads", context };
}

function nothingToLoad({ isThere, folder }: Checkpoint): NothingToLoad {
  if (!isThere) return "no-folder";
  return /(?:^|\/)global_step\d+$/.test(folder) ? "step-folder" : "no-latest";
}
