import { t } from "../../base/l10n";
import { familyOf } from "../../huggingface/families/registry";
import type { Exported, HfConfig } from "../../huggingface/toHuggingFace";
import type { Json } from "../../python/json";

/** A key that the converter writes otherwise than the model is. Null: not at all. */
export interface ConfigDifference {
  readonly key: string;
  readonly converter: Json;
  readonly right: Json;
}

/** Where the converter's `config.json` describes another model; keys that only one of them has are defaults. */
export function configDifferences({ converter, right }: Exported): readonly ConfigDifference[] {
  if (right === null) return [];
  const keys = converter.model_type === right.model_type ? sharedKeys(converter, right) : ["model_type"];
  return keys
    .map((key) => ({ key, converter: converter[key] ?? null, right: right[key] ?? null }))
    .filter((it) => JSON.stringify(it.converter) !== JSON.stringify(it.right));
}

/** A key of the model that the converter leaves to its class counts where the model needs another value than that. */
function sharedKeys(converter: HfConfig, right: HfConfig): readonly string[] {
  const defaults = familyOf(typeof right.model_type === "string" ? right.model_type : "")?.defaults ?? {};
  const isLeftOut = (key: string) => !(key in converter) && right[key] !== defaults[key];
  return Object.keys(right).filter((key) => key in converter || isLeftOut(key));
}

/** What the converter does, in lines for people. */
export function exportLines(exported: Exported): readonly string[] {
  const { architecture, right, reason } = exported;
  const converter = `convert_neox_to_hf.py --architecture ${architecture}`;
  if (right === null) return [t("{0} writes a config.json of another model: {1}", converter, reason ?? "")];
  return configDifferences(exported).map(({ key, ...it }) => {
    const right = JSON.stringify(it.right);
    return it.converter === null
      ? t("{0}: {1} leaves it out, the model has {2}", key, converter, right)
      : t("{0}: {1} writes {2}, the model has {3}", key, converter, JSON.stringify(it.converter), right);
  });
}

/** The answer for programs. */
export function exportJson(exported: Exported) {
  const { architecture, converter, right, reason } = exported;
  const differences = configDifferences(exported);
  return { architecture, converter, right, differences, ...(reason !== undefined && { reason }) };
}
