import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { total } from "../../model/parameters/count";
import {
  type ModelParameters,
  modelParameters,
  parametersTotal,
  totalWithoutEmbeddings,
} from "../../model/parameters/modelParameters";
import { defineRule } from "../kit/defineRule";
import { unknownSettings } from "../kit/values/unknownSettings";
import { yaml } from "../kit/yaml";
import { statedSizes } from "./statedSizes";

/** A name that is off by more than this share is not rounding. */
const TOLERANCE = 0.15;

/** Tokens of the largest usual tokenizer, for a vocabulary that only its file would tell. */
const LARGEST_VOCABULARY = 262_144;

export default defineRule({
  id: "size-name-mismatch",
  phase: "model",
  severity: "hint",
  outcome: "style",
  evidence: "read",
  keys: ["num_layers", "hidden_size", "num_attention_heads", "num_kv_heads", "intermediate_size"],
  neox: { at: "megatron/model/gpt2_model.py:init_specs" },
  summary: "The name of the file states a size that the model does not have.",
  explain: `The name of a file is no setting, so NeoX builds what the keys say. Where the name states a size (\`34B\`,
\`160M\`) that the build misses by more than 15 %, one of the two is likely wrong: often \`intermediate_size\`, of which a
gated MLP keeps a third for each of its matrices (megatron/model/transformer.py:127-143), or the number of layers.

Sizes are compared with the parameters in all, with the embeddings counted once, and without embeddings: names are given
in each of these ways. Rename the file or mend the sizes.`,
  bad: {
    files: {
      "7B.yml": yaml`
        num_layers: 16
        hidden_size: 4096
        num_attention_heads: 32
        pos_emb: rotary
        seq_length: 2048
        max_position_embeddings: 2048
      `,
    },
  },
  good: {
    files: {
      "7B.yml": yaml`
        num_layers: 32
        hidden_size: 4096
        num_attention_heads: 32
        pos_emb: rotary
        seq_length: 2048
        max_position_embeddings: 2048
      `,
    },
  },
  check(launch, report) {
    const file = launch.settings.get("num_layers")?.file;
    const stated = file === undefined ? [] : statedSizes(baseName(file.path));
    const [first] = stated;
    // `mlp_type` was another MLP, in versions whose sizes are not computed here.
    if (first === undefined || launch.settings.has("mlp_type")) return;
    // A key of a fork may say anything of the sizes.
    if (unknownSettings(launch).length > 0) return;
    const parameters = modelParameters(launch);
    // The name of a mixture of experts often states the size of the dense model it grew from.
    if (parameters === undefined || parameters.layers.some(({ hasExperts }) => hasExperts)) return;
    const ranges = plausibleTotals(launch, parameters);
    const isNear = (size: number) =>
      ranges.some(([from, to]) => upTo(size) > from / (1 + TOLERANCE) && size < to / (1 - TOLERANCE));
    if (stated.some(isNear)) return;
    const built = parametersTotal(parameters) ?? totalWithoutEmbeddings(parameters);
    report({
      at: "num_layers",
      message: t(
        "The name {0} states {1} B parameters, but these sizes build {2} B.",
        baseName(file?.path ?? ""),
        billions(first),
        billions(built),
      ),
    });
  },
});

/** The sizes a person may call this model by, from and to: without, with one, and with both embeddings. */
function plausibleTotals(launch: Launch, parameters: ModelParameters): (readonly [number, number])[] {
  const without = totalWithoutEmbeddings(parameters);
  if (parametersTotal(parameters) === undefined) {
    return [[without, without + 2 * LARGEST_VOCABULARY * parameters.hiddenSize]];
  }
  const one = parameters.inputEmbedding ? total(parameters.inputEmbedding) : 0;
  const head = launch.get("no_weight_tying") === true ? one : 0;
  return [without, without + one, without + one + head].map((size) => [size, size] as const);
}

/** With one digit, half of the next is within what a name says: what is called 1b has up to 1.5 billion. */
function upTo(size: number): number {
  return size < 10e9 && size % 1e9 === 0 ? size + 0.5e9 : size;
}

function billions(size: number): string {
  return String(Number((size / 1e9).toPrecision(3)));
}
