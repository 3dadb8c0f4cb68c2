import { isRecord } from "../base/isRecord";
import { t } from "../base/l10n";
import { ownValue } from "../base/ownValue";
import type { Json } from "../python/json";
import type { Activation, Biases, Decoder, Oddity, Positions } from "./decoder";
import { NESTED_SIZES } from "./families/nestedSizes";
import { NOTHING_NEAR } from "./families/nothingNear";
import { familyOf, familyOfArchitecture } from "./families/registry";
import { type Family, type KeyNames, namesOf, USUAL_NAMES } from "./family";
import { Keys, NoModel } from "./keys";
import { ofMambaSsm } from "./mambaSsm";
import { ODDITIES } from "./reasons";

/** A model as its `config.json` describes it. */
export interface Model {
  readonly type: string;
  /** Undefined with the decoder. */
  readonly family: Family | undefined;
  /** Undefined where NeoX builds nothing near it, or its type is not known here. */
  readonly decoder: Decoder | undefined;
  /** Whether its parameters are those of the decoder. */
  readonly isCounted: boolean;
  /** What its modules do that a `Decoder` does not say and NeoX's do not. */
  readonly oddities: readonly Oddity[];
  readonly keys: Keys;
}

/** transformers' names of activations (transformers/activations.py). */
const ACTIVATIONS: Readonly<Record<string, Activation>> = {
  gelu: "gelu",
  gelu_python: "gelu",
  gelu_new: "gelu_tanh",
  gelu_fast: "gelu_tanh",
  gelu_tanh: "gelu_tanh",
  gelu_pytorch_tanh: "gelu_tanh",
  gelu_accurate: "gelu_tanh",
  relu: "relu",
  silu: "silu",
  swish: "silu",
  mish: "mish",
  sigmoid: "sigmoid",
  linear: "identity",
};

/** Reads the value of a parsed `config.json`. Throws a `NoModel` for one that describes no model. */
export function readModel(json: unknown): Model {
  if (!isRecord(json)) throw new NoModel("it is no JSON object");
  const text = isRecord(json.text_config) ? json.text_config : undefined;
  const config = text ?? ofMambaSsm(json) ?? json;
  const type = typeOf(config);
  if (type === undefined) throw new NoModel("it has neither a known model_type nor known architectures");
  const family = familyOf(type);
  const around = text === undefined ? otherHead(config) : [partOfMore(json)];
  if (family === undefined) return withoutDecoder(type, new Keys(config), around);
  const names = namesOf(family);
  const sizes = text && ownValue(NESTED_SIZES, type);
  const keys = new Keys(config, { ...family.defaults, ...sizes }, otherNames(names));
  const usual = usualDecoder(family, names, keys);
  const decoder = { ...usual, ...family.differs?.(keys, usual) };
  const oddities = (family.oddities?.(keys, decoder) ?? []).filter((it) => it !== false);
  return {
    type,
    family,
    decoder,
    isCounted: (family.isCounted?.(keys, decoder) ?? true) && (text !== undefined || around.length === 0),
    oddities: [...scaling(keys), ...oddities, ...around],
    keys,
  };
}

/** `attribute_map` of transformers' configuration classes: the usual names are taken beside the family's own. */
function otherNames(names: KeyNames): Readonly<Record<string, string>> {
  const usual: Readonly<Record<string, string>> = { ...USUAL_NAMES };
  return Object.fromEntries(Object.entries(names).map(([part, name]) => [name, usual[part] ?? name]));
}

function typeOf(config: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof config.model_type === "string") return config.model_type;
  const [architecture] = Array.isArray(config.architectures) ? config.architectures : [];
  return typeof architecture === "string" ? familyOfArchitecture(architecture)?.type : undefined;
}

function withoutDecoder(type: string, keys: Keys, around: readonly Oddity[]): Model {
  const reason = NOTHING_NEAR.get(type)?.();
  // Types that transformers has are built by its own code, whatever other code lies beside them.
  const code = keys.has("auto_map") ? [ODDITIES.remoteCode(keys.raw("auto_map") ?? null)] : [];
  const oddity =
    reason === undefined ? ODDITIES.notKnownHere(type) : { key: "model_type", value: type, reason };
  const oddities = [oddity, ...code, ...around];
  return { type, family: undefined, decoder: undefined, isCounted: false, oddities, keys };
}

/** Classes with the projection to the tokens, by how their names end. */
const WITH_TOKENS = /(?:ForCausalLM|LMHeadModel|ForConditionalGeneration)$/;

/** A class that ends otherwise, as one that judges, sorts or embeds. */
function otherHead({ architectures }: Readonly<Record<string, unknown>>): readonly Oddity[] {
  const [architecture] = Array.isArray(architectures) ? architectures : [];
  if (typeof architecture !== "string" || WITH_TOKENS.test(architecture)) return [];
  return [ODDITIES.otherHead(architecture)];
}

function partOfMore(json: Readonly<Record<string, unknown>>): Oddity {
  return {
    key: "text_config",
    value: typeof json.model_type === "string" ? json.model_type : null,
    reason: t("Only the language model is translated: NeoX has no parts for images or sound."),
  };
}

function scaling(keys: Keys): readonly Oddity[] {
  const block = keys.raw("rope_scaling") ?? null;
  if (block !== null) return isUnscaled(block) ? [] : [ODDITIES.ropeScaling(block)];
  const type = keys.text("rope_type") ?? "default";
  const value = keys.raw("rope_parameters") ?? type;
  return type === "default" ? [] : [{ ...ODDITIES.ropeScaling(value), key: "rope_parameters" }];
}

function isUnscaled(block: Json): boolean {
  if (!isRecord(block)) return false;
  return (block.rope_type ?? block.type) === "default";
}

/** The model as the keys that most families share tell it. */
function usualDecoder(family: Family, names: KeyNames, keys: Keys): Decoder {
  const hiddenSize = keys.needed(names.hiddenSize);
  // Mamba has no heads; NeoX wants some that divide, and does nothing with them.
  const heads =
    family.mixer === "mamba" ? Math.max(1, Math.floor(hiddenSize / 64)) : keys.needed(names.heads);
  const longest = keys.size(names.longest);
  return {
    mixer: family.mixer ?? "attention",
    layers: keys.needed(names.layers),
    hiddenSize,
    heads,
    kvHeads: keys.size(names.kvHeads) ?? heads,
    headDim: keys.size(names.headDim) ?? hiddenSize / heads,
    innerSize: keys.size(names.innerSize) ?? 4 * hiddenSize,
    isGated: family.isGated,
    activation: ownValue(ACTIVATIONS, keys.text(names.activation) ?? ""),
    norm: family.norm,
    epsilon: keys.number(names.epsilon) ?? 1e-5,
    normsPerLayer: 2,
    positions: usualPositions(family, names, keys),
    longest,
    isParallel: false,
    biases: usualBiases(names, keys),
    queryKeyNorm: "none",
    hasEmbeddingNorm: false,
    isTied: keys.flag(names.tied),
    vocabularySize: keys.needed("vocab_size"),
    window: windowOf(keys.size(names.window), longest),
    experts: undefined,
  };
}

function usualPositions({ positions }: Family, names: KeyNames, keys: Keys): Positions {
  switch (positions) {
    case "rotary":
      return {
        kind: "rotary",
        share: keys.number(names.rotaryShare) ?? 1,
        base: keys.number(names.rotaryBase) ?? 10_000,
      };
    case "learned":
      return { kind: "learned", extra: 0 };
    default:
      return { kind: positions };
  }
}

function usualBiases(names: KeyNames, keys: Keys): Biases {
  const attention = keys.flag(names.attentionBias);
  return {
    queryKeyValue: attention,
    attentionOutput: attention,
    mlp: keys.flag(names.mlpBias),
    output: false,
  };
}

function windowOf(window: number | undefined, longest: number | undefined): number | undefined {
  return window !== undefined && window < (longest ?? Number.POSITIVE_INFINITY) ? window : undefined;
}
