import { t } from "../../base/l10n";
import { isAskedFor, isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const MULTIPLIER = "mup_embedding_mult";

export default defineRule({
  id: "mup-not-applied",
  phase: "model",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["use_mup", MULTIPLIER],
  neox: { at: "megatron/training.py:get_model" },
  summary: "What muP scales inside the layers is left as it is",
  sources: [
    "megatron/training.py:876:get_model",
    "megatron/model/transformer.py:369:__init__",
    "megatron/model/word_embeddings.py:58:__init__",
    "megatron/model/word_embeddings.py:163:forward",
  ],
  explain: `NeoX switches \`use_mup\` off while it builds the model, and the layers look at it only then: attention is
divided by the root of head_dim as ever, not by head_dim, in all kinds of layers, and \`mup_embedding_mult\` multiplies
nothing. What is asked later is applied: the initialisation after the base shapes, the learning rates of muP's Adam and
SGD, and the division of the logits where the weights are tied. \`mup_rp_embedding_mult\` counts with and without
\`use_mup\`. Hyperparameters that were found on a narrow model may not hold on a wide one.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_mup: true
    no_weight_tying: true
    mup_embedding_mult: 10.0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    no_weight_tying: true
  `,
  check(launch, report) {
    if (!isSwitchedOn(launch, "use_mup")) return;
    report({
      at: "use_mup",
      message: t(
        "NeoX builds the layers without muP: attention keeps its scale of one over the root of head_dim.",
      ),
      severity: "information",
      operands: [],
    });
    if (!isAskedFor(launch, MULTIPLIER)) return;
    report({
      at: { key: MULTIPLIER },
      message: t("mup_embedding_mult multiplies nothing: NeoX builds the embedding without muP."),
      operands: ["use_mup"],
    });
  },
});
