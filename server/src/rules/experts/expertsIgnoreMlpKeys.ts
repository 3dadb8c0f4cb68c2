import { t } from "../../base/l10n";
import { hasExperts } from "../../model/experts";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_EXPERTS } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "experts-ignore-mlp-keys",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["expansion_factor", "mlp_multiple_of", "moe_num_experts"],
  idle: ["expansion_factor", "mlp_multiple_of"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/moe_mlp.py:__init__" },
  summary: "Experts take their width from `intermediate_size` alone",
  sources: ["megatron/model/moe_mlp.py:160:__init__"],
  explain: `It is \`intermediate_size\`, or four times \`hidden_size\`, rounded up to 256; layers without experts
still read these keys.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        expansion_factor: 2.0
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        moe_num_experts: 8
        intermediate_size: 1536
      `,
    },
    neox: "main",
  },
  message: (launch, key) =>
    hasExperts(launch) && launch.int("moe_expert_interval") === 1
      ? t("{0} has no effect: every layer has experts, whose width is intermediate_size.", key)
      : undefined,
});
