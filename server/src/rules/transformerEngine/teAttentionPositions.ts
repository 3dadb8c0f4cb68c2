import { t } from "../../base/l10n";
import { hasTeAttention } from "../../model/teLayers";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-attention-positions",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["pos_emb", "te_mha"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:forward", raises: "AttributeError" },
  summary: "`te_mha` works with rotary positions only",
  sources: [
    "megatron/model/transformer_engine.py:598:__init__",
    "megatron/model/transformer_engine.py:628:forward",
  ],
  explain: `Its forward pass reads the rotary table whether there is one or not.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: none
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const positions = launch.get("pos_emb");
    // FP8 stops before anybody asks for the table (te-fp8-attention).
    if (!hasTeAttention(launch) || launch.get("te_fp8_mha") === true) return;
    if ((typeof positions !== "string" && positions !== null) || positions === "rotary") return;
    report({
      at: "pos_emb",
      message: t("te_mha reads a rotary table, and pos_emb is {0}.", str(positions)),
      fixes: () => [setValue("pos_emb", "rotary"), setValue("te_mha", false, false)],
    });
  },
});
