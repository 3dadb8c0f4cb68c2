import { t } from "../../base/l10n";
import { holdsFor, type Window } from "../../launch/target";
import { between } from "../../launch/windows";
import { hasTransformerLayer, layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const WINDOW: Window = between("0d4bdb96", "01e74f47");

export default defineRule({
  id: "activation-attribute",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["activation", "gpt_j_residual"],
  holds: WINDOW,
  neox: { at: "megatron/model/transformer.py:forward", raises: "AttributeError" },
  summary: "From 0d4bdb96 to 01e74f47 (two days of September 2024), no layer runs without `gpt_j_residual`",
  sources: ["megatron/model/transformer.py:1233:forward at 0d4bdb96"],
  explain: `Its forward pass reads an \`activation\` that the layer does not keep. {01e74f47} added it.
Told only for a target of those days.`,
  bad: { files: { "model.yml": EXAMPLE_MODEL }, neox: "2024-09-07" },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        gpt_j_residual: true
      `,
    },
    neox: "2024-09-07",
  },
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (holdsFor(WINDOW, launch.target) !== "always" || launch.get("gpt_j_residual") === true) return;
    if (kinds === undefined || !hasTransformerLayer(kinds)) return;
    report({
      at: "activation",
      message: t(
        "In this gpt-neox every layer reads an attribute that it does not have. Take a version from 2024-09-08 (01e74f47) on.",
      ),
    });
  },
});
