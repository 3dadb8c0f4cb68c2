/** `NewConfigParams` to the text of a config to begin with, a snippet with tab stops. */
export const NEW_CONFIG_REQUEST = "neoxConfig/newConfig";
/** The sizes that there are, `NewConfigSize[]`. */
export const NEW_CONFIG_SIZES_REQUEST = "neoxConfig/newConfigSizes";

/** `HuggingFaceModel` to the config that builds it, a `NewHuggingFaceConfig`. */
export const NEW_FROM_HUGGING_FACE_REQUEST = "neoxConfig/newFromHuggingFace";

/** A model's `config.json`. */
export interface HuggingFaceModel {
  /** Of its folder. */
  readonly name: string;
  readonly text: string;
  /** Where it lies: the config is for the NeoX that configs there are for. */
  readonly uri: string;
}

/** A config, or why the file describes no model. `unlike`: what NeoX builds otherwise than the model has it. */
export type NewHuggingFaceConfig =
  | { readonly text: string; readonly unlike: number }
  | { readonly problem: string };

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
