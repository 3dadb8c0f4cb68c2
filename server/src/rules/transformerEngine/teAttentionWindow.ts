import { t } from "../../base/l10n";
import { hasTeAttention } from "../../model/teLayers";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey, setValue } from "../kit/simpleFixes";
import { SINCE_TRANSFORMER_ENGINE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "te-attention-window",
  phase: "model",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["sliding_window_width", "te_mha", "te_fp8_mha"],
  holds: SINCE_TRANSFORMER_ENGINE,
  neox: { at: "megatron/model/transformer_engine.py:__init__", raises: "TypeError" },
  summary: "`te_mha` does not go with `sliding_window_width`",
  sources: ["megatron/model/transformer_engine.py:581:__init__"],
  explain: `TransformerEngine wants a pair of widths, and NeoX passes one number.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        te_mha: true
        pos_emb: rotary
        sliding_window_width: 1024
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
    if (!hasTeAttention(launch)) return;
    if (typeof launch.get("sliding_window_width") !== "bigint") return;
    report({
      at: "sliding_window_width",
      message: t("TransformerEngine wants a pair of window widths, and NeoX passes one number."),
      fixes: () => [setValue("te_mha", false, false), removeKey("sliding_window_width", false)],
    });
  },
});
