import { t } from "../base/l10n";
import { ownValue } from "../base/ownValue";
import { catalogueOfTarget, createLaunch } from "../launch/createLaunch";
import type { Launch } from "../launch/launch";
import type { Target } from "../launch/target";
import { denseMlp } from "../model/denseMlp";
import { modelParameters, parametersTotal } from "../model/parameters/modelParameters";
import { readYaml } from "../yaml/read";
import { writeScalar } from "../yaml/write";
import { countModel } from "./countModel";
import type { Decoder, Oddity } from "./decoder";
import { differencesFromNeox } from "./differences";
import { type KeyNames, namesOf } from "./family";
import type { Keys } from "./keys";
import { type NeoxValues, neoxValues } from "./neoxValues";
import { type Model, readModel } from "./readModel";
import { valuesOfVersion } from "./versions";

/** A Hugging Face model as NeoX builds it, or as near as it comes. */
export interface Translation {
  readonly model: Model;
  /** Parameters of the model itself; undefined where its type is not known here. */
  readonly modelParameters: number | undefined;
  /** The keys of the config; undefined where NeoX builds nothing near. */
  readonly values: NeoxValues | undefined;
  /** Parameters of what NeoX builds with them; undefined where it builds nothing. */
  readonly parameters: number | undefined;
  /** What NeoX does not build as the model has it; nothing where both are the same. */
  readonly inexpressible: readonly Oddity[];
}

export interface TranslationOptions {
  readonly target: Target;
  /** Tokens of the model's tokenizer, where known. */
  readonly tokens?: number | undefined;
}

/** Translates the value of a parsed `config.json`. Throws a `NoModel` for one that describes no model. */
export function fromHuggingFace(json: unknown, { target, tokens }: TranslationOptions): Translation {
  const model = readModel(json);
  const { decoder, family, oddities } = model;
  if (decoder === undefined || family === undefined)
    return {
      model,
      modelParameters: undefined,
      values: undefined,
      parameters: undefined,
      inexpressible: oddities,
    };
  const names = namesOf(family);
  const catalogue = catalogueOfTarget(target);
  const hasMlpType = catalogue.get("mlp_type") !== undefined;
  const { values, lost } = valuesOfVersion(neoxValues(decoder, { hasMlpType, tokens }), catalogue);
  const launch = launchOfValues(values, target);
  const parameters = modelParameters(launch, tokens ?? decoder.vocabularySize);
  return {
    model,
    modelParameters: model.isCounted ? countModel(decoder) : undefined,
    values,
    parameters: parameters && parametersTotal(parameters),
    inexpressible: [
      ...differencesFromNeox(decoder, family, model.keys, tokens),
      ...oddities,
      ...lost.map((it) => inItsWords(it, model.keys, names)),
      ...widths(decoder, launch, names.innerSize),
    ],
  };
}

/** A key of NeoX that says what a key of the file says, as that one. */
function inItsWords(oddity: Oddity, keys: Keys, names: KeyNames): Oddity {
  const name = ownValue(SAME_MEANING, oddity.key);
  const key = name && names[name];
  return key === undefined ? oddity : { ...oddity, key, value: keys.raw(key) ?? oddity.value };
}

const SAME_MEANING: Readonly<Record<string, keyof KeyNames>> = {
  num_kv_heads: "kvHeads",
  intermediate_size: "innerSize",
  activation: "activation",
  use_bias_in_attn_linear: "attentionBias",
  use_bias_in_mlp: "mlpBias",
  sliding_window_width: "window",
  rms_norm_epsilon: "epsilon",
};

/** The keys as lines of YAML. */
export function yamlOf(values: NeoxValues): string {
  return [...values].map(([name, value]) => `${name}: ${writeScalar(value)}\n`).join("");
}

/** What NeoX makes of the keys. */
export function launchOfValues(values: NeoxValues, target: Target): Launch {
  return createLaunch({ files: [{ path: "", document: readYaml(yamlOf(values)) }], target, scope: "model" });
}

/** A version that rounds the widths of an MLP may make others than the model has. */
function widths({ innerSize }: Decoder, launch: Launch, key: string): readonly Oddity[] {
  const built = denseMlp(launch)?.widths.secondInput;
  if (built === undefined || built === innerSize) return [];
  return [{ key, value: innerSize, reason: t("This NeoX builds a width of {0}.", built) }];
}
