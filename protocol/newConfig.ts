/** `NewConfigParams` to the text of a config to begin with, a snippet with tab stops. */
export const NEW_CONFIG_REQUEST = "neoxConfig/newConfig";
/** The sizes that there are, `NewConfigSize[]`. */
export const NEW_CONFIG_SIZES_REQUEST = "neoxConfig/newConfigSizes";

/** A training from scratch or from a checkpoint, generating text, or the file of a place that a launch adds. */
export type NewConfigKind = "training" | "finetuning" | "generation" | "launch";

export interface NewConfigParams {
  readonly kind: NewConfigKind;
  /** The name of a size; a launch has none. */
  readonly size?: string;
}

export interface NewConfigSize {
  readonly name: string;
  readonly layers: number;
  readonly hiddenSize: number;
  readonly heads: number;
}
