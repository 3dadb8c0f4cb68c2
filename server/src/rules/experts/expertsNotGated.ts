import { t } from "../../base/l10n";
import { isGated } from "../../model/activations";
import { hasExperts } from "../../model/experts";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "experts-not-gated",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["activation", "moe_num_experts"],
  at: "activation",
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/moe.py:forward" },
  summary: "Experts do not gate",
  sources: ["megatron/model/moe.py:56:__init__", "megatron/model/moe_mlp.py:148:__init__"],
  explain: `Of a gated activation, experts apply the inner function only; the gated expert's class is never used.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        activation: swiglu
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        activation: gelu
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    isGated(launch) && hasExperts(launch)
      ? t(
          "Experts apply the inner function of {0} only, without a gate.",
          scalarText(launch.get("activation")),
        )
      : undefined,
  fixes: () => [setValue("activation", "gelu")],
});
