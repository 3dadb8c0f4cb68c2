import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { scalarText } from "../../python/scalarText";
import { blamed } from "../../resume/blame";
import { stopOf } from "../../resume/loading";
import type { Misfit, TraitName } from "../../resume/traits";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-misfit",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "RuntimeError" },
  summary: "The weights in `load` do not fit the model",
  explain: `Names and shapes of the checkpoint's tensors must be those of the model
(\`torch/nn/modules/module.py:load_state_dict\`), also with \`finetune\`: the number of layers, widths, key/value heads,
norms, biases, positions, the output layer, and the vocabulary padded to a multiple of \`make_vocab_size_divisible_by\`
times \`model_parallel_size\`. To train another model from these weights convert the checkpoint first.`,
  bad: { files: { "model.yml": RESUMED_MODEL.replace("num_layers: 12", "num_layers: 24") }, loads: EXAMPLE },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const stop = stopOf(launch, "misfits");
    for (const misfit of stop?.misfits ?? []) {
      const { trait, saved } = misfit;
      const [key = "load", ...others] = stop ? blamed(stop.context, trait.keys) : [];
      report({
        at: key,
        keys: [key, ...others],
        operands: ["load", key, ...others],
        message: t(
          "The checkpoint's weights do not fit: {0}.",
          SAID[trait.name](said(misfit.saved), said(misfit.launched)),
        ),
        fixes: () =>
          fixes(misfit, trait.fix?.(saved), stop?.context.savedLaunch?.settings.get(key)?.value, key),
      });
    }
  },
});

function fixes(
  { trait }: Misfit,
  own: ReturnType<NonNullable<Misfit["trait"]["fix"]>>,
  savedValue: Parameters<typeof asSaved>[1] | undefined,
  key: string,
): readonly Fix[] {
  if (own !== undefined)
    return [{ title: t("Take the checkpoint's: {0}", listed(own)), preferred: true, set: own }];
  return savedValue === undefined || !trait.keys.includes(key) ? [] : [asSaved(key, savedValue)];
}

function asSaved(key: string, value: NonNullable<Fix["set"]>[string]): Fix {
  const set = { [key]: value };
  return { title: t("Take the checkpoint's: {0}", listed(set)), preferred: true, set };
}

function listed(values: NonNullable<Fix["set"]>): string {
  return Object.entries(values)
    .map(([key, value]) => `${key}: ${scalarText(value)}`)
    .join(t(", "));
}

function said(value: Misfit["saved"]): string {
  if (typeof value === "boolean") return value ? t("yes") : t("no");
  return value === "" ? t("none that is saved") : scalarText(value);
}

/** What a trait is, with the checkpoint's and the launch's. */
const SAID: Readonly<Record<TraitName, (saved: string, launched: string) => string>> = {
  layers: (saved, launched) => t("it has {0} layers, and the model {1}", saved, launched),
  "hidden-size": (saved, launched) => t("its hidden size is {0}, and the model's {1}", saved, launched),
  vocabulary: (saved, launched) =>
    t("its padded vocabulary has {0} tokens, and the model's {1}", saved, launched),
  "attention-width": (saved, launched) =>
    t("its query, key and value projection is {0} wide, and the model's {1}", saved, launched),
  "mlp-names": (saved, launched) =>
    t("its MLP holds {0}, and this NeoX looks for {1}: it was saved by another version", saved, launched),
  "mlp-width": (saved, launched) =>
    t("the first projection of its MLP is {0} wide, and the model's {1}", saved, launched),
  "mlp-input": (saved, launched) =>
    t("the second projection of its MLP takes {0} inputs, and the model's {1}", saved, launched),
  norm: (saved, launched) => t("its norm is {0}, and the model's {1}", saved, launched),
  "attention-bias": (saved, launched) =>
    t("biases in attention: {0} there, {1} in the model", saved, launched),
  "mlp-bias": (saved, launched) => t("biases in the MLP: {0} there, {1} in the model", saved, launched),
  "query-key-norm": (saved, launched) =>
    t("a norm of queries and keys: {0} there, {1} in the model", saved, launched),
  positions: (saved, launched) => t("positions: {0} there, {1} in the model", saved, launched),
  "position-rows": (saved, launched) => t("it has {0} positions, and the model {1}", saved, launched),
  "rotary-buffer": (saved, launched) =>
    t("saved rotary frequencies: {0} there, {1} in the model", saved, launched),
  "output-layer": (saved, launched) =>
    t("an output layer of its own: {0} there, {1} in the model", saved, launched),
};
