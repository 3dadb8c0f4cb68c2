import type { Launch } from "../launch/launch";
import { vocabularyOf } from "../model/parameters/vocabulary";
import { positiveInt } from "../model/sizes";
import type { Verdict } from "./cause";
import { assumedHfModel, type HfModel, hfModelOf } from "./hfToNeox/hfModel";
import { hfToNeox } from "./hfToNeox/hfToNeox";
import { type NeoxModel, neoxModelOf } from "./neoxModel";
import type { TransformersVersion } from "./neoxToHf/conversion";
import { GivenConfig } from "./neoxToHf/givenConfig";
import { neoxToHf } from "./neoxToHf/neoxToHf";
import type { ToolCall } from "./tool";

/** What a conversion is asked about. */
export interface ConversionRequest {
  readonly call: ToolCall;
  /** The launch whose model is in the checkpoint, or loads it. */
  readonly launch: Launch;
  /** What `--config_file` names, where it is not the same. */
  readonly given?: Launch;
  /** The `config.json` of the model that becomes one of NeoX, where it is at hand. */
  readonly hfConfig?: unknown;
  /** Names in the folder of raw weights, where it is at hand. */
  readonly rawFiles?: readonly string[];
  readonly transformers: TransformersVersion;
}

/** Each has its tensors, which are compared by name. */
const MOST_LAYERS = 10_000;

/** What becomes of the model; undefined while the config does not tell its sizes, and for more layers than anybody has. */
export function convert(request: ConversionRequest): Verdict | undefined {
  const { call, launch, given = launch, transformers } = request;
  const model = neoxModelOf(launch);
  if (model === undefined) return undefined;
  if (call.tool.writes === "neox") {
    const hf = hfModelOf(request.hfConfig) ?? assumedHfModel(model);
    if (!(hf.numLayers <= MOST_LAYERS)) return undefined;
    const loading = neoxModelOf(launch, rowsFor(hf, model)) ?? model;
    return hfToNeox({ ...call, model: loading, hf, rawFiles: request.rawFiles });
  }
  return neoxToHf({
    flags: call.flags,
    model,
    given: new GivenConfig(given),
    givenRows:
      given === launch ? model.vocabularyRows : (vocabularyOf(given)?.paddedSize ?? otherRows(given, model)),
    transformers,
  });
}

/** Without the tokenizer, rows that are padded to another multiple are others, though nobody knows how many. */
function otherRows(given: Launch, { launch }: NeoxModel): number | undefined {
  const multiple = (of: Launch) =>
    (positiveInt(of, "make_vocab_size_divisible_by") ?? 1) * (positiveInt(of, "model_parallel_size") ?? 1);
  return multiple(given) === multiple(launch) ? undefined : Number.NaN;
}

/**
 * The tokens that NeoX pads when it loads a converted model: those of the tokenizer, where they are known. A config that
 * pads nothing leaves its embedding to the model, as long as the tokens fit.
 */
function rowsFor(hf: HfModel, { tokens, launch }: NeoxModel): number | undefined {
  const padsNothing = positiveInt(launch, "make_vocab_size_divisible_by") === 1;
  return tokens === undefined || (padsNothing && tokens <= hf.vocabularyRows) ? hf.vocabularyRows : undefined;
}
