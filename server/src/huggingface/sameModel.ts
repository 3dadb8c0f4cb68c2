import type { Launch } from "../launch/launch";
import { modelParameters, parametersTotal } from "../model/parameters/modelParameters";
import { positiveInt } from "../model/sizes";
import type { PythonValue } from "../yaml/value";
import type { Oddity } from "./decoder";
import { differingKeys } from "./differingKeys";
import { fromHuggingFace, launchOfValues } from "./fromHuggingFace";
import { decoderOf, isDecoder } from "./fromLaunch";
import type { NeoxValues } from "./neoxValues";

/** A key with which a launch builds another model than it should. */
export interface WrongKey {
  readonly key: string;
  /** What would build the model; undefined: no such key. */
  readonly right: PythonValue | undefined;
}

/** A launch beside a model of Hugging Face. */
export interface Likeness {
  readonly wrong: readonly WrongKey[];
  /** What of the model NeoX cannot build, whatever the keys say. */
  readonly inexpressible: readonly Oddity[];
  /** Parameters of the launch with the model's vocabulary where it has none of its own; undefined where unknown. */
  readonly own: number | undefined;
  readonly model: number | undefined;
}

/**
 * Compares a launch with the value of a parsed `config.json`; undefined where a size of the launch is not known, or NeoX
 * builds nothing near the model. Throws a `NoModel` for what describes none.
 */
export function likenessTo(launch: Launch, json: unknown): Likeness | undefined {
  const own = decoderOf(launch);
  const { model, values, parameters, inexpressible, ...counted } = fromHuggingFace(json, {
    target: launch.target,
  });
  if (own === undefined || values === undefined) return undefined;
  const near = decoderOf(launchOfValues(values, launch.target));
  if (near === undefined) return undefined;
  const keys = isDecoder(near) ? (isDecoder(own) ? differingKeys(own, near) : [own.key]) : [];
  const ranks = positiveInt(launch, "model_parallel_size") ?? 1;
  const rows = (isDecoder(own) ? own.vocabularySize : undefined) ?? model.decoder?.vocabularySize;
  const built = modelParameters(launch, rows);
  return {
    wrong: [...new Set(keys)]
      .map((key) => ({ key, right: writtenValue(values, key, ranks) }))
      .filter(({ right }) => right !== "padded"),
    inexpressible,
    own: built && parametersTotal(built),
    model: counted.modelParameters ?? parameters,
  };
}

/** What a launch on these ranks needs; `padded`: ranks that cannot share the rows of the vocabulary have more of them. */
function writtenValue(values: NeoxValues, key: string, ranks: number): PythonValue | undefined {
  const value = [...values].find(([name]) => name === key)?.[1];
  if (key !== "make_vocab_size_divisible_by" || typeof value !== "bigint") return value;
  return value % BigInt(ranks) === 0n ? value / BigInt(ranks) : "padded";
}
