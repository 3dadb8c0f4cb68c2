import { t } from "../../base/l10n";
import { hasLayers } from "../../model/layerKinds";
import { isTraining } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { RWKV_MODEL } from "../kit/exampleModel";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

const RWKV = `${RWKV_MODEL}dim_att: 768\nzero_optimization: {stage: 0}\n`;

export default defineRule({
  id: "rwkv-mixes-batch",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "read",
  keys: ["attention_config"],
  at: "attention_config",
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:forward" },
  summary: "rwkv layers mix the samples of a batch instead of the tokens of a text",
  sources: [
    "megatron/model/gpt2_model.py:84:_pre_transformer_block",
    "megatron/model/rwkv/v6/rwkv.py:340:forward",
  ],
  explain: `NeoX turns what layers get to sequence × batch × hidden, and rwkv layers read it as batch × time × hidden:
what should look back in the text looks at the other samples of the micro batch, and no token sees an earlier one.
Seen by running NeoX's own channel mix: the output at a position depends on that position of the other sample, and on
no earlier one. It is told of configs that train.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${RWKV}
        train_iters: 1000
      `,
    },
    neox: "main",
  },
  good: { files: { "model.yml": RWKV }, neox: "main" },
  message: (launch) =>
    isTraining(launch) && hasLayers(launch, "rwkv")
      ? t(
          "rwkv layers take the batch for the time here: tokens see other samples, and nothing earlier in their text.",
        )
      : undefined,
});
