import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const FLASH = `${EXAMPLE_MODEL.replace("768", "1024").replace("heads: 12", "heads: 16")}attention_config: [[["flash"], 12]]\nprecision: fp16\n`;

export default defineRule({
  id: "flash-alibi-version",
  phase: "args",
  severity: "hint",
  outcome: "crash",
  evidence: "read",
  keys: ["pos_emb", "attention_config"],
  at: "pos_emb",
  holds: since("03186dec"),
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived" },
  summary: "ALiBi in `flash` layers wants flash-attn 2.4.0.post1 or newer",
  sources: ["megatron/neox_arguments/arguments.py:1144:calculate_derived"],
  explain: `With an older flash-attn NeoX prints a warning and takes the slower kernel written in Triton.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${FLASH}
        pos_emb: alibi
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${FLASH}
        pos_emb: rotary
      `,
    },
    neox: "main",
  },
  message: (launch) =>
    launch.get("pos_emb") === "alibi" && layerKinds(launch)?.has("flash") === true
      ? t("ALiBi in flash layers is fast with flash-attn 2.4.0.post1 or newer only.")
      : undefined,
});
