import { t } from "../../base/l10n";
import { until } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { removeKey } from "../kit/simpleFixes";

import { FINETUNING, TRAINING, trainsWithout } from "./noLoadOptim";

export default defineRule({
  id: "v2-no-load-optim",
  phase: "optimizer",
  severity: "warning",
  outcome: "crash",
  evidence: "read",
  keys: ["no_load_optim"],
  holds: until("77e8158a"),
  neox: { at: "megatron/training.py:get_optimizer", raises: "AttributeError" },
  summary: "With `no_load_optim` there was no optimizer to train with",
  explain: `Until 77e8158a NeoX built none at all (v2.0, \`megatron/training.py:439\`), and training stopped. To start from
weights alone take \`finetune: true\`.`,
  bad: { files: { "model.yml": TRAINING }, neox: "2024-01-31" },
  good: { files: { "model.yml": FINETUNING }, neox: "2024-01-31" },
  message: (launch) =>
    trainsWithout(launch) && launch.target.kind !== "unknown"
      ? t("With no_load_optim this version builds no optimizer, and training stops.")
      : undefined,
  fixes: () => [removeKey("no_load_optim")],
});
