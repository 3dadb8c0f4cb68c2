import { t } from "../../base/l10n";
import { hasExperts } from "../../model/hasExperts";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";
import { SINCE_EXPERTS } from "../kit/windows";

export default defineIgnoredKeys({
  id: "experts-ignore-mlp-keys",
  phase: "model",
  severity: "information",
  keys: ["expansion_factor", "mlp_multiple_of", "moe_num_experts"],
  idle: ["expansion_factor", "mlp_multiple_of"],
  holds: SINCE_EXPERTS,
  neox: { at: "megatron/model/moe_mlp.py:__init__" },
  summary: "Experts take their width from `intermediate_size` alone",
  explain: `It is \`intermediate_size\`, or four times \`hidden_size\`, rounded up to 256
(\`megatron/model/moe_mlp.py:160\`); layers without experts still read these keys.`,
  bad: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nexpansion_factor: 2.0\n` },
    neox: "main",
  },
  good: {
    files: { "model.yml": `${EXAMPLE_MODEL}moe_num_experts: 8\nintermediate_size: 1536\n` },
    neox: "main",
  },
  because: (launch, key) =>
    hasExperts(launch) && launch.int("moe_expert_interval") === 1
      ? t("{0} has no effect: every layer has experts, whose width is intermediate_size.", key)
      : undefined,
});
