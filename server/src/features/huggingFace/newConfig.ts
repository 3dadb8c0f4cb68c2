import type { NewHuggingFaceConfig } from "../../../../protocol/newConfig";
import { t } from "../../base/l10n";
import { NoModel } from "../../huggingface/keys";
import type { Target } from "../../launch/target";
import { configText, translate } from "./translate";

/** The text of a config that builds the model of a `config.json`. */
export function newConfigFrom(json: unknown, name: string, target: Target): NewHuggingFaceConfig {
  try {
    const translation = translate(json, { target });
    return { text: configText(translation, name), unlike: translation.inexpressible.length };
  } catch (error) {
    if (!(error instanceof NoModel)) throw error;
    return { problem: t("{0} describes no model: {1}.", name, error.message) };
  }
}
