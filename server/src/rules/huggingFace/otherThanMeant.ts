import { grouped } from "../../../../protocol/figures";
import { nearestName } from "../../arguments/suggestName";
import { t } from "../../base/l10n";
import type { Fix, Place, Report } from "../../engine/rule";
import { MODEL_KEYS } from "../../huggingface/differingKeys";
import { NoModel } from "../../huggingface/keys";
import { PUBLISHED_NAMES, publishedModel } from "../../huggingface/published";
import { type Likeness, likenessTo, type WrongKey } from "../../huggingface/sameModel";
import type { Launch } from "../../launch/launch";
import type { FoundModel } from "../../launch/loads";
import { meantModels } from "../../launches/comments/sameAs";
import { writeScalar } from "../../yaml/write";
import { defineRule } from "../kit/defineRule";
import { removeKey, setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "other-model-than-meant",
  phase: "model",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: [...new Set(MODEL_KEYS)],
  neox: { at: "megatron/model/gpt2_model.py:init_specs" },
  summary: "The launch says that it builds a published model, and builds another one",
  explain: [
    "`# neox-config: same-as NAME_OR_PATH` in a file, or `--same-as` on the command line, names the model of Hugging Face",
    "that the launch is meant to build: a published one by its name, such as `EleutherAI/pythia-70m`, or a folder with a",
    "`config.json`. Each key that makes another model is told, by NeoX's own meaning of the numbers. Nothing is downloaded;",
    "of a name that is not in the table of this project nothing is known.",
  ].join("\n"),
  bad: yaml`
    # neox-config: same-as EleutherAI/pythia-14m
    num_layers: 6
    hidden_size: 128
    num_attention_heads: 4
    seq_length: 512
    max_position_embeddings: 512
    pos_emb: rotary
    rotary_pct: 0.5
    no_weight_tying: true
    gpt_j_residual: true
  `,
  good: yaml`
    # neox-config: same-as EleutherAI/pythia-14m
    num_layers: 6
    hidden_size: 128
    num_attention_heads: 4
    seq_length: 512
    max_position_embeddings: 512
    pos_emb: rotary
    rotary_pct: 0.25
    no_weight_tying: true
    gpt_j_residual: true
  `,
  check(launch, report) {
    const { sameAs } = launch;
    const named = [
      ...meantModels(launch.files),
      ...(sameAs === undefined ? [] : [{ name: sameAs, at: "num_layers" }]),
    ];
    // Many names may lead to one model.
    const parsed = new Map<FoundModel, unknown>();
    for (const meant of named) {
      const at: Place = "at" in meant ? meant.at : { file: meant.file, span: meant.span };
      for (const found of compared(launch, meant.name, at, parsed)) report(found);
    }
  },
});

function compared(
  launch: Launch,
  name: string,
  at: Place,
  parsed: Map<FoundModel, unknown>,
): readonly Report[] {
  const config = publishedModel(name);
  if (config === "unconfirmed") return [];
  const { models } = launch.loads;
  const read = models?.get(name);
  if (config === undefined && read === undefined) return models === undefined ? [] : [unread(name, at)];
  if (config === undefined && read === "absent") return [unknownName(name, at)];
  if (typeof read === "object" && !parsed.has(read)) parsed.set(read, read.json);
  const json = config ?? (read && parsed.get(read));
  try {
    return told(likenessTo(launch, json), name, at);
  } catch (error) {
    if (!(error instanceof NoModel)) throw error;
    return [{ at, keys: [], operands: [], message: t("{0} describes no model: {1}.", name, error.message) }];
  }
}

/** Whoever named it waits for an answer. */
function unread(name: string, at: Place): Report {
  const message = t("{0} cannot be read here, so nothing is compared with it.", name);
  return { at, keys: [], operands: [], severity: "information", message };
}

function unknownName(name: string, at: Place): Report {
  const near = nearestName(name, PUBLISHED_NAMES);
  const message =
    near === undefined
      ? t("{0} is no published model that is known here, and no config.json lies there.", name)
      : t("{0} is no published model that is known here. Did you mean {1}?", name, near);
  return { at, keys: [], operands: [], severity: "information", message };
}

function told(likeness: Likeness | undefined, name: string, at: Place): readonly Report[] {
  if (likeness === undefined) return [];
  const { wrong, inexpressible } = likeness;
  const reports = wrong.map((it) => wrongKey(it, likeness, name));
  if (inexpressible.length === 0) return reports;
  const keys = inexpressible.map(({ key }) => key).join("; ");
  const message = t("GPT-NeoX cannot build {0} exactly, whatever the keys: {1}.", name, keys);
  return [...reports, { at, keys: [], operands: [], severity: "information", message }];
}

function wrongKey({ key, right }: WrongKey, { own, model }: Likeness, name: string): Report {
  const counts = [own, model].map((count) => (count === undefined ? "?" : grouped(count)));
  const there = { at: key, keys: [key], operands: [] };
  if (right === undefined) {
    const message = t("{0} has no {1}: {2} parameters here, {3} there.", name, key, ...counts);
    return { ...there, message, fixes: (): readonly Fix[] => [removeKey(key)] };
  }
  const written = `${key}: ${writeScalar(right)}`;
  const message = t("{0} is built with {1}: {2} parameters here, {3} there.", name, written, ...counts);
  // Spelt as YAML wants it: 1e-05 would be a string there.
  return { ...there, message, fixes: (): readonly Fix[] => [{ ...setValue(key, right), title: written }] };
}
