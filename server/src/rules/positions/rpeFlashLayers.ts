import { t } from "../../base/l10n";
import { hasLayers } from "../../model/hasLayers";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";

export default defineSilentRule({
  id: "rpe-flash-layers",
  phase: "forward",
  severity: "warning",
  keys: ["pos_emb", "attention_config"],
  at: "pos_emb",
  neox: { at: "megatron/model/transformer.py:flash_attention" },
  summary: "`pos_emb: rpe` does not reach flash layers",
  explain: `The relative bias is added in the unfused path only (\`megatron/model/transformer.py:526\`, \`:573\`): flash
layers have no position information.`,
  bad: `${EXAMPLE_MODEL}precision: fp16\npos_emb: rpe\nattention_config: [[["flash"], 12]]\n`,
  good: `${EXAMPLE_MODEL}precision: fp16\npos_emb: rotary\nattention_config: [[["flash"], 12]]\n`,
  instead: (launch) =>
    launch.get("pos_emb") === "rpe" && hasLayers(launch, "flash")
      ? t("Flash layers do not add the relative bias of rpe: they have no positions.")
      : undefined,
  mend: () => [["pos_emb", "rotary"]],
});
