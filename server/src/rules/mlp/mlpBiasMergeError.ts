import { t } from "../../base/l10n";
import { holdsFor, type Window } from "../../launch/target";
import { between } from "../../launch/windows";
import { hasDenseMlp } from "../../model/denseMlp";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const WINDOW: Window = between("fc74a0c1", "f5325805");

export default defineRule({
  id: "mlp-bias-merge-error",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["use_bias_in_mlp", "gpt_j_residual"],
  holds: WINDOW,
  neox: { at: "megatron/model/transformer.py:forward", raises: "AssertionError" },
  summary: "From fc74a0c1 to f5325805 (two weeks of November 2024), no MLP may have a bias",
  explain: `A merge error made the condition of an assertion a tuple, which is always true: every layer without
\`gpt_j_residual\` asserts that its MLP has no bias, and \`use_bias_in_mlp\` is true by default. f5325805
(2024-11-27) took it back. Told only for a target of those two weeks.`,
  bad: { files: { "model.yml": EXAMPLE_MODEL }, neox: "2024-11-20" },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        use_bias_in_mlp: false
        activation: swiglu
        intermediate_size: 3072
      `,
    },
    neox: "2024-11-20",
  },
  check(launch, report) {
    if (launch.get("use_bias_in_mlp") === false || launch.get("gpt_j_residual") === true) return;
    if (holdsFor(WINDOW, launch.target) !== "always" || !hasDenseMlp(launch)) return;
    report({
      at: "use_bias_in_mlp",
      message: t(
        "This gpt-neox has a merge error: every layer asserts that its MLP has no bias. Take a version from 2024-11-27 (f5325805) on.",
      ),
    });
  },
});
