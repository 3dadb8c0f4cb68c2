import { t } from "../../base/l10n";
import { hasLayers } from "../../model/hasLayers";
import { positiveInt } from "../../model/sizes";
import { RWKV_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";
import { SINCE_INTERMEDIATE_SIZE } from "../kit/windows";

export default defineSilentRule({
  id: "rwkv-ffn-rounded",
  phase: "model",
  severity: "information",
  keys: ["intermediate_size", "attention_config"],
  at: "intermediate_size",
  holds: SINCE_INTERMEDIATE_SIZE,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__" },
  summary: "RWKV rounds `intermediate_size` down to a multiple of 32",
  explain: "`megatron/model/rwkv/v6/rwkv.py:284-291`.",
  bad: { files: { "model.yml": `${RWKV_MODEL}dim_att: 768\nintermediate_size: 2700\n` }, neox: "main" },
  good: { files: { "model.yml": `${RWKV_MODEL}dim_att: 768\nintermediate_size: 2688\n` }, neox: "main" },
  instead: (launch) => {
    const size = positiveInt(launch, "intermediate_size");
    if (size === undefined || size % 32 === 0 || !hasLayers(launch, "rwkv")) return undefined;
    return t("RWKV's layers take {0}, the multiple of 32 below {1}.", size - (size % 32), size);
  },
  mend: (launch) => {
    const width = Math.floor((positiveInt(launch, "intermediate_size") ?? 0) / 32) * 32;
    return width === 0 ? [] : [["intermediate_size", BigInt(width)]];
  },
});
