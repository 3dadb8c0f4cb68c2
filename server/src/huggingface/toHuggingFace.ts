import { t } from "../base/l10n";
import type { Launch } from "../launch/launch";
import type { Json } from "../python/json";
import { differingParts } from "./compareDecoders";
import { type ConverterArchitecture, converterConfig } from "./converterConfig";
import type { Activation, Decoder } from "./decoder";
import { differingKeys } from "./differingKeys";
import { ALL_FAMILIES } from "./families/registry";
import { type Family, namesOf } from "./family";
import { decoderOf, isDecoder, type Unsaid } from "./fromLaunch";
import { NoModel } from "./keys";
import { type Model, readModel } from "./readModel";

export type HfConfig = Readonly<Record<string, Json>>;

/** A launch's model as a `config.json`. */
export interface Exported {
  /** The converter's `--architecture`. */
  readonly architecture: ConverterArchitecture;
  /** What the converter writes. */
  readonly converter: HfConfig;
  /** What describes the model; null where no type of transformers does. */
  readonly right: HfConfig | null;
  /** Why none does. */
  readonly reason?: string;
}

/**
 * Describes the model of a launch to transformers. `tokens`: of the tokenizer, where nothing else tells. Undefined where
 * a size of the model is not known.
 */
export function toHuggingFace(
  launch: Launch,
  wanted: ConverterArchitecture | undefined,
  tokens?: number,
): Exported | undefined {
  const decoder = decoderOf(launch, tokens);
  if (decoder === undefined) return undefined;
  const rows = isDecoder(decoder) ? decoder.vocabularySize : undefined;
  const found = isDecoder(decoder) ? rightConfig(decoder) : undefined;
  const architecture = wanted ?? architectureFor(found?.family.type, launch);
  const converter = converterConfig(launch, architecture, rows);
  if (found !== undefined) return { architecture, converter, right: found.config };
  return { architecture, converter, right: null, reason: whyNone(decoder) };
}

/** The converter knows three; the others are nearest to one of these. */
function architectureFor(type: string | undefined, launch: Launch): ConverterArchitecture {
  if (type === "mistral") return "mistral";
  return type === "llama" || (type !== "gpt_neox" && launch.get("norm") === "rmsnorm") ? "llama" : "neox";
}

/** What a family's `config.json` makes of a model. */
interface Attempt {
  readonly family: Family;
  readonly config: HfConfig;
  readonly decoder: Decoder;
}

/** A family describes a model where its reading of what is written gives the same model again. */
function rightConfig(decoder: Decoder): Attempt | undefined {
  for (const attempt of attempts(decoder))
    if (differingParts(decoder, attempt.decoder).length === 0) return attempt;
  return undefined;
}

function* attempts(decoder: Decoder): Iterable<Attempt> {
  for (const { family, config, read } of readBack(decoder))
    if (!(read instanceof NoModel) && read.oddities.length === 0 && read.decoder !== undefined)
      yield { family, config, decoder: read.decoder };
}

/** What a family's `config.json` would say, and what is read of that: it may say what is no model's. */
interface Written {
  readonly family: Family;
  readonly config: HfConfig;
  readonly read: Model | NoModel;
}

function* readBack(decoder: Decoder): Iterable<Written> {
  if (Number.isNaN(decoder.innerSize)) return;
  for (const family of ALL_FAMILIES) {
    if ((family.mixer ?? "attention") !== decoder.mixer) continue;
    const config = family.writes && written(decoder, family);
    if (config === undefined) continue;
    const { vocabularySize = PLACEHOLDER } = decoder;
    yield { family, config, read: readOrRefused({ ...config, vocab_size: vocabularySize }) };
  }
}

function readOrRefused(config: HfConfig): Model | NoModel {
  try {
    return readModel(config);
  } catch (error) {
    if (error instanceof NoModel) return error;
    throw error;
  }
}

function whyNone(decoder: Decoder | Unsaid): string {
  if (!isDecoder(decoder))
    return t("No model of transformers that is known here has what {0} makes.", decoder.key);
  const refused = refusal(decoder);
  if (refused !== undefined) return t("A config.json cannot say it: {0}.", refused.message);
  const differing = [...attempts(decoder)]
    .map((it) => ({ type: it.family.type, keys: differingKeys(decoder, it.decoder) }))
    .filter(({ keys }) => keys.length > 0);
  const [nearest] = differing.sort((one, other) => one.keys.length - other.keys.length);
  if (nearest !== undefined)
    return t(
      "No model of transformers that is known here is built so. The nearest is {0}, but for {1}.",
      nearest.type,
      nearest.keys.join(t(", ")),
    );
  const key = Number.isNaN(decoder.innerSize) ? "intermediate_size" : "activation";
  return t("No model of transformers that is known here has what {0} makes.", key);
}

/** Of the families that cannot be asked for it, one with the same norm tells by its own keys. */
function refusal(decoder: Decoder): NoModel | undefined {
  const refused = [...readBack(decoder)].flatMap(({ family, read }) =>
    read instanceof NoModel ? [{ family, read }] : [],
  );
  return (refused.find(({ family }) => family.norm === decoder.norm) ?? refused[0])?.read;
}

/** Stands for a vocabulary that is not known. */
const PLACEHOLDER = 1;

/** The spelling that transformers uses most, for families without one of their own. */
const ACTIVATIONS: Readonly<Record<Activation, string | undefined>> = {
  gelu: "gelu",
  gelu_tanh: "gelu_new",
  relu: "relu",
  silu: "silu",
  mish: "mish",
  sigmoid: "sigmoid",
  identity: "linear",
  softsign: undefined,
};

function written(decoder: Decoder, family: Family): HfConfig | undefined {
  const { activation } = decoder;
  const spelt = activation && (family.spells?.[activation] ?? ACTIVATIONS[activation]);
  if (spelt === undefined) return undefined;
  const names = namesOf(family);
  const { positions } = decoder;
  const entries: readonly (readonly [string, Json | undefined])[] = [
    ["model_type", family.type],
    ["architectures", [family.architecture]],
    ["vocab_size", decoder.vocabularySize],
    [names.hiddenSize, decoder.hiddenSize],
    [names.layers, decoder.layers],
    ...(decoder.mixer === "attention" ? [[names.heads, decoder.heads] as const] : []),
    [names.innerSize, decoder.mixer === "attention" ? decoder.innerSize : undefined],
    [names.activation, spelt],
    [names.longest, decoder.mixer === "attention" ? decoder.longest : undefined],
    [names.epsilon, family.hasFixedEpsilon ? undefined : decoder.epsilon],
    ...(positions.kind === "rotary"
      ? ([
          [names.rotaryBase, positions.base],
          [names.rotaryShare, needsShare(family, positions.share) ? positions.share : undefined],
        ] as const)
      : []),
    [names.tied, decoder.isTied],
    ...Object.entries(family.writes?.(decoder) ?? {}),
  ];
  return Object.fromEntries(
    entries.filter((entry): entry is readonly [string, Json] => entry[1] !== undefined),
  );
}

/** A share of 1 goes without saying in families whose class has no other. */
function needsShare(family: Family, share: number): boolean {
  return share !== 1 || family.defaults[namesOf(family).rotaryShare] !== undefined;
}
