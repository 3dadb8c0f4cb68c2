import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { hasLayers } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { RWKV_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-attention-width",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["dim_att", "hidden_size", "attention_config"],
  at: "dim_att",
  holds: since("32720325"),
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:forward" },
  summary: "RWKV's `dim_att` must be `hidden_size`",
  sources: ["megatron/model/rwkv/v6/rwkv.py:214-226:jit_func_2"],
  explain: `The kernel and the reshape after it take \`hidden_size\`: any other width gives a wrong memory layout.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${RWKV_MODEL}
        dim_att: 384
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${RWKV_MODEL}
        dim_att: 768
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const [width, hiddenSize] = [positiveInt(launch, "dim_att"), positiveInt(launch, "hidden_size")];
    if (width === undefined || hiddenSize === undefined || width === hiddenSize) return undefined;
    // Other widths are refused, and that is told by itself.
    const isBuilt = width % 32 === 0 && width % (positiveInt(launch, "num_attention_heads") ?? 1) === 0;
    if (!isBuilt || !hasLayers(launch, "rwkv")) return undefined;
    return t(
      "RWKV's kernel takes hidden_size {0}, not dim_att {1}: the memory layout is wrong.",
      hiddenSize,
      width,
    );
  },
  fixes: (launch) => [setValue("dim_att", launch.get("hidden_size") ?? null)],
});
