import { type Cause, type Stop, stoppedBy } from "../cause";
import type { NeoxModel } from "../neoxModel";
import type { Tensors } from "../stateDict";
import { type Conversion, SCRIPT } from "./conversion";
import { filesCause } from "./weightCauses";

/** The weights of a checkpoint, as a converter that trusts the given config reads them. */
export class Weights {
  readonly model: NeoxModel;
  readonly #isSequential: boolean;
  /** Ranks whose files are read. */
  readonly ranks: number;

  constructor(
    readonly conversion: Conversion,
    layout: "as given" | "as saved",
  ) {
    const { given, model } = conversion;
    this.model = model;
    const isGiven = layout === "as given";
    this.#isSequential = isGiven ? given.number("pipe_parallel_size", 1n) === 0 : !model.isPipeline;
    this.ranks = isGiven ? (given.number("model_parallel_size") ?? 1) : model.modelParallelSize;
  }

  /** What a rank holds of a layer; undefined where it has none. */
  layer(place: number): Tensors | undefined {
    return this.model.places.get(place);
  }

  /** Why the files of a layer cannot be read (`load_partitions`, `get_state`). */
  fileStop(place: number): Stop | undefined {
    const { model, conversion } = this;
    const folder = conversion.flags.get("--input_dir");
    const missing = (name: string, keys: readonly string[]): Stop => {
      return stoppedBy(
        {
          type: "FileNotFoundError",
          message: `[Errno 2] No such file or directory: '${folder === undefined ? "" : `${folder}/`}${name}'`,
          at: `${SCRIPT}:210:<listcomp>`,
        },
        filesCause(keys, this.model),
      );
    };
    if (this.#isSequential) {
      const held = model.isPipeline ? model.ranks : model.modelParallelSize;
      if (this.ranks > held)
        return missing(`mp_rank_${padded(held)}_model_states.pt`, ["model_parallel_size"]);
      if (!model.isPipeline) return undefined;
      return stoppedBy(
        {
          type: "TypeError",
          message: "'NoneType' object is not subscriptable",
          at: `${SCRIPT}:232:<listcomp>`,
        },
        filesCause(["pipe_parallel_size"], model),
      );
    }
    const file = (rank: number) => `layer_${padded(place)}-model_${padded(rank)}-model_states.pt`;
    if (!model.isPipeline) return missing(file(0), ["pipe_parallel_size"]);
    if (this.layer(place) === undefined) return missing(file(0), placeKeys(place, model, conversion));
    return this.ranks > model.modelParallelSize
      ? missing(file(model.modelParallelSize), ["model_parallel_size"])
      : undefined;
  }

  /** The KeyError of a tensor that a layer does not have. */
  keyStop(place: number, name: string, causes: readonly Cause[]): Stop {
    const key = this.#isSequential ? `sequential.${place}.${name}` : name;
    return {
      type: "KeyError",
      message: `'${key}'`,
      at: `${SCRIPT}:${this.#isSequential ? 232 : 238}:<listcomp>`,
      when: "convert",
      causes,
    };
  }

  get isSequential(): boolean {
    return this.#isSequential;
  }
}

function padded(number: number): string {
  return String(number).padStart(2, "0");
}

/** Which key makes the converter look for a layer that is not there. */
function placeKeys(place: number, model: NeoxModel, { given }: Conversion): readonly string[] {
  const isOutput = place === model.numLayers + 4 && given.number("num_layers") === model.numLayers;
  return [isOutput ? "no_weight_tying" : "num_layers"];
}
