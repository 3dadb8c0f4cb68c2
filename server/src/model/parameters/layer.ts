import type { Launch } from "../../launch/launch";
import { ATTENTION_TYPES } from "../attentionTypes";
import { expertsOf } from "../experts";
import { isTransformerLayer } from "../layerKinds";
import type { Count } from "./count";
import { gmlpLayer, mambaLayer, rwkvLayer } from "./otherLayers";
import { transformerLayer } from "./transformerLayer";

/** What a layer is made of. `mixer`: what stands in for attention in Mamba and RWKV; `gating`: the spatial gate of gMLP. */
export type PartName = "attention" | "mlp" | "experts" | "mixer" | "gating" | "norms";

export interface Part {
  readonly name: PartName;
  readonly count: Count;
}

/** One layer by its type of `attention_config`, and whether its MLP is a mixture of experts. */
export interface LayerKind {
  /** The type, with ` + experts` where the layer has them. */
  readonly name: string;
  readonly type: string;
  readonly hasExperts: boolean;
}

/** The kind of every layer; undefined while the number of layers or their types are unknown. */
export function layersOf(launch: Launch): readonly LayerKind[] | undefined {
  const experts = expertsOf(launch);
  return launch.derivation.attentionTypes?.map((type, layer) => {
    const hasExperts =
      isTransformerLayer(type) && experts !== undefined && layer % (experts.interval ?? 1) === 0;
    return { name: hasExperts ? `${type} + experts` : type, type, hasExperts };
  });
}

/** The parts of a layer (megatron/model/gpt2_model.py:219-263); undefined while a size is unknown or does not divide. */
export function layerParts(launch: Launch, { type, hasExperts }: LayerKind): readonly Part[] | undefined {
  switch (type) {
    case "gmlp":
    case "amlp":
      return gmlpLayer(launch, type === "amlp");
    case "mamba":
      return mambaLayer(launch);
    case "rwkv":
      return rwkvLayer(launch);
    default:
      // Of a layer that this project does not know nobody can say what it holds.
      return ATTENTION_TYPES.has(type) ? transformerLayer(launch, hasExperts) : undefined;
  }
}
