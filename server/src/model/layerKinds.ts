import type { Launch } from "../launch/launch";
import { isList, type PythonValue } from "../yaml/value";

/** Layers that are no `ParallelTransformerLayer` (megatron/model/gpt2_model.py:219-249 at ea7aefd8). */
const OTHER_LAYERS: ReadonlySet<string> = new Set(["gmlp", "amlp", "rwkv", "mamba"]);

/**
 * The kinds of layers a launch has. The default is known even where the number of layers is not;
 * undefined when the file that says it is not at hand, or says something that does not expand.
 */
export function layerKinds(launch: Launch): ReadonlySet<string> | undefined {
  if (!kindsByLaunch.has(launch)) kindsByLaunch.set(launch, kindsOf(launch));
  return kindsByLaunch.get(launch);
}

/** Many rules ask, and a launch never changes. */
const kindsByLaunch = new WeakMap<Launch, ReadonlySet<string> | undefined>();

/** Launches that differ in a width share their list of types. */
const kindsByTypes = new WeakMap<readonly string[], ReadonlySet<string>>();

function kindsAmong(types: readonly string[]): ReadonlySet<string> {
  const kinds = kindsByTypes.get(types) ?? new Set(types);
  kindsByTypes.set(types, kinds);
  return kinds;
}

function kindsOf(launch: Launch): ReadonlySet<string> | undefined {
  const types = launch.derivation.attentionTypes;
  if (types !== undefined) return kindsAmong(types);
  const config = launch.get("attention_config");
  if (config === null) return new Set(["global"]);
  if (!isList(config)) return undefined;
  // Many pairs may share one long list.
  const patterns = new Set<readonly PythonValue[]>();
  for (const item of config) {
    const pattern = isList(item) ? item[0] : undefined;
    if (!isList(pattern)) return undefined;
    patterns.add(pattern);
  }
  const kinds = new Set<string>();
  for (const pattern of patterns) {
    for (const name of pattern) {
      if (typeof name !== "string") return undefined;
      kinds.add(name);
    }
  }
  return kinds;
}

/** Whether every layer is of this kind; false where the kinds are not known. */
export function hasOnly(launch: Launch, kind: string): boolean {
  const kinds = layerKinds(launch);
  return kinds?.size === 1 && kinds.has(kind);
}

/** Whether a layer is an ordinary one of attention and MLP. */
export function isTransformerLayer(kind: string): boolean {
  return !OTHER_LAYERS.has(kind);
}

export function hasTransformerLayer(kinds: ReadonlySet<string>): boolean {
  return [...kinds].some(isTransformerLayer);
}

/** Whether a layer is of one of these kinds. */
export function hasLayers(launch: Launch, ...kinds: readonly string[]): boolean {
  const present = layerKinds(launch);
  return present !== undefined && kinds.some((kind) => present.has(kind));
}
