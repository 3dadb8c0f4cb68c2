import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { removeKey } from "../kit/simpleFixes";

import { FINETUNING, TRAINING, trainsWithout } from "./noLoadOptim";

export default defineRule({
  id: "no-load-optim-trains-nothing",
  phase: "optimizer",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["no_load_optim"],
  holds: since("77e8158a"),
  neox: { at: "megatron/training.py:get_optimizer" },
  summary: "With `no_load_optim` only one tensor is trained",
  sources: ["megatron/training.py:958:get_optimizer", "megatron/training.py:987:get_optimizer"],
  explain: `NeoX then builds a stand-in: Adam over the first parameter, the word embedding, whose learning rate the
schedule sets as ever. Nothing else changes. To start from weights alone take \`finetune: true\`.`,
  bad: { files: { "model.yml": TRAINING }, neox: "main" },
  good: { files: { "model.yml": FINETUNING }, neox: "main" },
  message: (launch) =>
    trainsWithout(launch)
      ? t("With no_load_optim the optimizer is a stand-in over the word embedding, and trains nothing else.")
      : undefined,
  fixes: () => [removeKey("no_load_optim")],
});
