import { grouped } from "../../../../protocol/figures";
import { cut } from "../../base/cut";
import { t } from "../../base/l10n";
import { inOneLine } from "../../base/visible";
import { wrapped } from "../../base/wrapped";
import type { Oddity } from "../../huggingface/decoder";
import { fromHuggingFace, type Translation, yamlOf } from "../../huggingface/fromHuggingFace";
import type { Target } from "../../launch/target";
import { dumps, jsonOf } from "../../python/json";
import { readYaml } from "../../yaml/read";
import { check } from "../check";

export interface TranslateOptions {
  readonly target: Target;
  readonly gpus?: number | undefined;
  /** Tokens of the model's tokenizer, where known. */
  readonly tokens?: number | undefined;
}

/**
 * Translates the value of a parsed `config.json`. Where NeoX would build the same model but stops at the target, that
 * counts as not expressed. Throws a `NoModel` for one that describes no model.
 */
export function translate(json: unknown, options: TranslateOptions): Translation {
  const translation = fromHuggingFace(json, options);
  if (translation.inexpressible.length > 0) return translation;
  return { ...translation, inexpressible: stops(translation, options) };
}

function stops({ values }: Translation, { target, gpus }: TranslateOptions): readonly Oddity[] {
  const files = [{ path: "", document: readYaml(yamlOf(values ?? new Map())) }];
  const { findings } = check({ files, target, scope: "model", ...(gpus !== undefined && { gpus }) });
  return findings
    .filter(({ severity }) => severity === "error")
    .map(({ keys: [key = ""], message }) => {
      const value = [...(values ?? [])].find(([name]) => name === key)?.[1];
      return { key, value: value === undefined ? null : jsonOf(value), reason: message };
    });
}

/** Of a line of comment, which shall be read beside other windows. */
const WIDTH = 80;

/** The config with what is to know of it as comments; `name`: of the file or the folder. */
export function configText(translation: Translation, name: string): string {
  const { values } = translation;
  const head = [headline(translation, name), ...notes(translation)];
  const lines = head.flatMap((line) => wrapped(inOneLine(line), WIDTH, line.startsWith("- ") ? "  " : ""));
  const comments = lines.map((line) => `# ${line}\n`).join("");
  return values === undefined ? comments : `${comments}${yamlOf(values)}`;
}

/** Characters of a value; some say a number for each dimension of a head. */
const LONGEST = 160;

/** What NeoX does not build, a line each. */
export function inexpressibleLines(inexpressible: readonly Oddity[]): readonly string[] {
  return inexpressible.map(({ key, value, reason }) => `${key}: ${cut(dumps(value), LONGEST)} · ${reason}`);
}

function headline({ model, values, parameters, inexpressible, ...own }: Translation, name: string): string {
  const title = `${name} (${model.type})`;
  if (values === undefined) return t("{0}: no config of GPT-NeoX is known for this model.", title);
  const count = parameters === undefined ? "?" : grouped(parameters);
  if (inexpressible.length === 0) return t("{0} as GPT-NeoX builds it: {1} parameters.", title, count);
  return own.modelParameters === undefined || own.modelParameters === parameters
    ? t("The nearest to {0} that GPT-NeoX builds: {1} parameters.", title, count)
    : t(
        "The nearest to {0} that GPT-NeoX builds: {1} parameters, where the model has {2}.",
        title,
        count,
        grouped(own.modelParameters),
      );
}

function notes({ values, inexpressible }: Translation): readonly string[] {
  const reasons = inexpressibleLines(inexpressible).map((line) => `- ${line}`);
  if (values === undefined) return reasons;
  const rows = t(
    "Rows of the vocabulary are padded to make_vocab_size_divisible_by × model_parallel_size: divide it where you split the model.",
  );
  if (inexpressible.length === 0) return [rows];
  return [t("Not as the model has it:"), ...reasons, rows];
}

/** The answer for programs. */
export function translationJson({ values, parameters, inexpressible }: Translation) {
  return {
    config: values === undefined ? null : yamlOf(values),
    parameters: parameters ?? null,
    exact: inexpressible.length === 0,
    inexpressible,
  };
}
