import { t } from "../../base/l10n";
import { holdsFor } from "../../launch/target";
import { denseMlp } from "../../model/denseMlp";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_INTERMEDIATE_SIZE } from "../kit/windows";
import { yaml } from "../kit/yaml";

/** A gated MLP has mostly 8/3 times the hidden size, and 4/3 with NeoX's defaults; less is hardly what anybody means. */
const NARROW = 5 / 4;

export default defineRule({
  id: "gated-mlp-third",
  phase: "model",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["intermediate_size", "expansion_factor", "activation"],
  holds: SINCE_INTERMEDIATE_SIZE,
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "With a gated activation the MLP is a third of `intermediate_size` wide",
  sources: ["megatron/model/transformer.py:133-135:__init__"],
  explain: `NeoX takes two thirds of \`intermediate_size\` and splits them into value and gate: 11008 builds an inner
width of 3669, where Hugging Face's \`intermediate_size: 11008\` is the inner width itself. Write three times the
width that is meant. It is reported where the inner width would be below 5/4 of \`hidden_size\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: swiglu
        intermediate_size: 2304
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        activation: swiglu
        intermediate_size: 6912
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const mlp = denseMlp(launch);
    const size = launch.int("intermediate_size");
    if (mlp === undefined || size === undefined || !mlp.isGated || !launch.settings.has("intermediate_size"))
      return;
    if (holdsFor(mlp.holds, launch.target) === "never" || launch.get("mlp_type") === "llama") return;
    // Rounded up to a multiple of the width itself, as post-training configs do, it is the width.
    const { activated, secondInput } = mlp.widths;
    if (activated !== secondInput || secondInput >= NARROW * mlp.hiddenSize) return;
    report({
      at: "intermediate_size",
      message: t(
        "With {0}, intermediate_size {1} makes an MLP {2} wide, about a third of it; for {1}, write {3}.",
        mlp.activation,
        size,
        secondInput,
        3 * size,
      ),
      fixes: () => [
        {
          title: t("intermediate_size: {0}, an MLP {1} wide", 3 * size, size),
          preferred: true,
          set: { intermediate_size: BigInt(3 * size) },
        },
      ],
    });
  },
});
