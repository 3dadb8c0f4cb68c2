import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { hasOnly } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** Local and global layers by turns, as GPT-3 has them. */
const BY_TURNS = [[["local", "global"], "all"]];

export default defineRule({
  id: "local-layers-only",
  phase: "forward",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["attention_config"],
  holds: until("50e74cdd"),
  neox: { at: "megatron/model/utils.py:configure_sparse_attention" },
  summary: "A model whose layers are all `local`",
  sources: ["megatron/model/utils.py:296:configure_sparse_attention"],
  explain: `A \`local\` layer looks at its own few blocks only, so that with nothing else no token reaches back
farther than the window times the layers. Upstream's own \`sparse.yml\` said so for a month and meant local and global
layers by turns (23581142). Later versions cannot train local layers at all.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["local"], "all"]]
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["local", "global"], 6]]
      `,
    },
    neox: "2024-10-31",
  },
  message: (launch) =>
    hasOnly(launch, "local")
      ? t("All layers are local: none looks farther back than its own blocks.")
      : undefined,
  fixes: () => [setValue("attention_config", BY_TURNS)],
});
