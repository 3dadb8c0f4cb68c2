import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "non-parametric-norm-torch",
  phase: "model",
  severity: "hint",
  outcome: "crash",
  evidence: "read",
  keys: ["norm"],
  holds: since("9eaec64d"),
  neox: { at: "megatron/model/norms.py:__init__", raises: "TypeError" },
  summary: "`non_parametric_layernorm` needs PyTorch 2.1",
  sources: ["megatron/model/norms.py:115:__init__"],
  explain: `NeoX passes \`bias=False\` to PyTorch's LayerNorm, which knows that argument since PyTorch 2.1: before,
\`LayerNorm.__init__() got an unexpected keyword argument 'bias'\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        norm: non_parametric_layernorm
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        norm: layernorm
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (launch.get("norm") !== "non_parametric_layernorm" || launch.get("layernorm_fusion") === true) return;
    report({ at: "norm", message: t("non_parametric_layernorm needs PyTorch 2.1 or newer.") });
  },
});
