import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { realNumber } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const SPARSE = ["local", "sparse_fixed", "sparse_variable", "bigbird", "bslongformer"];
const LOCAL = `${EXAMPLE_MODEL}attention_config: [[["local", "global"], 6]]\n`;

export default defineRule({
  id: "sparse-dropout-unused",
  phase: "forward",
  outcome: "ignored",
  evidence: "read",
  keys: ["attention_dropout", "attention_config"],
  idle: ["attention_dropout"],
  asked: (launch) => (realNumber(launch, "attention_dropout") ?? 0) > 0,
  holds: until("50e74cdd"),
  neox: { at: "megatron/model/transformer.py:sparse_attention" },
  summary: "Sparse layers had no `attention_dropout`",
  explain: `Until {50e74cdd} only global and flash layers applied it; since then sparse layers cannot be
trained ([sparse-attention-dropout](sparse-attention-dropout.md)).`,
  bad: {
    files: {
      "model.yml": yaml`
        ${LOCAL}
        attention_dropout: 0.1
      `,
    },
    neox: "2024-10-31",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${LOCAL}
        attention_dropout: 0
      `,
    },
    neox: "2024-10-31",
  },
  message: (launch) => {
    const found = SPARSE.find((kind) => layerKinds(launch)?.has(kind));
    return found === undefined || launch.target.kind === "unknown"
      ? undefined
      : t("attention_dropout does not reach the {0} layers.", found);
  },
});
