import { t } from "../../base/l10n";
import { isOn } from "../../model/asked";
import { layerKinds } from "../../model/layerKinds";
import { sparseKinds } from "../../model/sparsity";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sparsity-config-unused",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: ["sparsity_config", "attention_config"],
  idle: ["sparsity_config"],
  asked: (launch) => isOn(launch, "sparsity_config") === true,
  neox: { at: "megatron/model/utils.py:configure_sparse_attention" },
  summary: "`sparsity_config` is for sparse layers, and there is none",
  sources: ["megatron/model/utils.py:261:configure_sparse_attention"],
  explain: `Only layers of the types local, sparse_fixed, sparse_variable, bigbird and bslongformer read it; they are
named in \`attention_config\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        sparsity_config:
          block: 16
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["local", "global"], 6]]
        sparsity_config:
          block: 16
      `,
    },
    neox: "2024-10-31",
  },
  message: (launch) => {
    // With grouped queries NeoX refuses the block, and that is told by itself.
    if (launch.get("num_kv_heads") !== null) return undefined;
    if (layerKinds(launch) === undefined || sparseKinds(launch).length > 0) return undefined;
    return t("sparsity_config has no effect: no layer is of a sparse type.");
  },
});
