import type { NeoxModel } from "../neoxModel";
import type { ToolFlags } from "../tool";
import type { GivenConfig } from "./givenConfig";

/** Versions of transformers with which the converter was run. */
export const TRANSFORMERS = ["4.38.0", "4.56.2"] as const;

export type TransformersVersion = (typeof TRANSFORMERS)[number];

/** One call of `convert_neox_to_hf.py`. */
export interface Conversion {
  readonly flags: ToolFlags;
  /** The model in the checkpoint. */
  readonly model: NeoxModel;
  /** The config that the converter reads, which need not be the checkpoint's. */
  readonly given: GivenConfig;
  /** Rows of the embedding by the given config; undefined without its tokenizer. */
  readonly givenRows: number | undefined;
  readonly transformers: TransformersVersion;
}

/** The script, and functions of it, as sources name them. */
export const SCRIPT = "tools/ckpts/convert_neox_to_hf.py";

export function architectureOf({ flags }: Pick<Conversion, "flags">): string {
  return flags.get("--architecture") ?? "neox";
}

/** The architecture whose layers are most like the model's. */
export function fittingArchitecture({ norm, mlp }: NeoxModel): "neox" | "llama" {
  return norm === "rmsnorm" || mlp?.isGated === true ? "llama" : "neox";
}
