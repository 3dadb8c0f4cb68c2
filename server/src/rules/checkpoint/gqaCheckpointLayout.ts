import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { attentionSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const GROUPED = `${EXAMPLE_MODEL}num_kv_heads: 4\nfinetune: true\n`;

export default defineRule({
  id: "gqa-checkpoint-layout",
  phase: "resume",
  severity: "hint",
  outcome: "wrong",
  evidence: "read",
  keys: ["load", "num_kv_heads", "num_attention_heads", "finetune"],
  at: "load",
  holds: since("96c242eb"),
  neox: { at: "megatron/model/transformer.py:gqa_project" },
  summary: "Grouped heads changed their layout in checkpoints with {96c242eb}",
  explain: `The projection's columns are interleaved in another way since then, and its shape is the same: a checkpoint
from before, or converted with \`convert_raw_llama_weights_to_neox.py\`, or with \`convert_hf_llama_to_neox.py\` before
{4c9f1081}, loads without a word and computes nonsense. Convert it again. It is told where a launch begins
with another run's checkpoint.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${GROUPED}
        load: checkpoints/llama
      `,
    },
    neox: "main",
  },
  good: { files: { "model.yml": GROUPED }, neox: "main" },
  message: (launch) =>
    hasGroupedHeads(launch) && beginsElsewhere(launch)
      ? t("A checkpoint with grouped heads from before 2024-11-13 loads here without an error and is wrong.")
      : undefined,
});

function hasGroupedHeads(launch: Launch): boolean {
  const { numKvHeads, numAttentionHeads = 0 } = attentionSizes(launch) ?? {};
  return numKvHeads !== undefined && numKvHeads < numAttentionHeads;
}

function beginsElsewhere(launch: Launch): boolean {
  return isSwitchedOn(launch, "finetune") && typeof launch.get("load") === "string";
}
