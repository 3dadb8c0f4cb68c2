import { t } from "../../base/l10n";
import { hasLayers } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { RWKV_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_INTERMEDIATE_SIZE } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-ffn-rounded",
  phase: "model",
  severity: "information",
  outcome: "wrong",
  evidence: "read",
  keys: ["intermediate_size", "attention_config"],
  at: "intermediate_size",
  holds: SINCE_INTERMEDIATE_SIZE,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__" },
  summary: "RWKV rounds `intermediate_size` down to a multiple of 32",
  explain: "`megatron/model/rwkv/v6/rwkv.py:284-291`.",
  bad: {
    files: {
      "model.yml": yaml`
        ${RWKV_MODEL}
        dim_att: 768
        intermediate_size: 2700
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${RWKV_MODEL}
        dim_att: 768
        intermediate_size: 2688
      `,
    },
    neox: "main",
  },
  message: (launch) => {
    const size = positiveInt(launch, "intermediate_size");
    if (size === undefined || size % 32 === 0 || !hasLayers(launch, "rwkv")) return undefined;
    return t("RWKV's layers take {0}, the multiple of 32 below {1}.", size - (size % 32), size);
  },
  fixes: (launch) => {
    const width = Math.floor((positiveInt(launch, "intermediate_size") ?? 0) / 32) * 32;
    return width === 0 ? [] : [setValue("intermediate_size", BigInt(width))];
  },
});
