import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { isSwitchedOn } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { removeKey } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isTraining } from "../training/isTraining";

const TRAINING = `${EXAMPLE_MODEL}train_iters: 1000\nno_load_optim: true\n`;
const FINETUNING = `${EXAMPLE_MODEL}train_iters: 1000\nfinetune: true\n`;

function trainsWithout(launch: Launch): boolean {
  return (
    isSwitchedOn(launch, "no_load_optim") &&
    launch.settings.has("train_iters") &&
    launch.int("train_iters") !== 0 &&
    isTraining(launch)
  );
}

/** `no_load_optim` is for inference; its name promises something else. */
export const noLoadOptimRules: readonly Rule[] = [
  defineSingleFinding({
    id: "no-load-optim-trains-nothing",
    phase: "optimizer",
    severity: "warning",
    keys: ["no_load_optim"],
    holds: { from: "2024-09-08", since: "77e8158a" },
    neox: { at: "megatron/training.py:get_optimizer" },
    summary: "With `no_load_optim` only one tensor is trained",
    explain: `NeoX then builds a stand-in: Adam with learning rate 0 over the first parameter
(\`megatron/training.py:958\`, \`:987\`). To start from weights alone take \`finetune: true\`.`,
    bad: { files: { "model.yml": TRAINING }, neox: "main" },
    good: { files: { "model.yml": FINETUNING }, neox: "main" },
    says: (launch) =>
      trainsWithout(launch)
        ? t("With no_load_optim the optimizer is a stand-in over one parameter: the model does not train.")
        : undefined,
    fixes: () => [removeKey("no_load_optim")],
  }),
  defineSingleFinding({
    id: "v2-no-load-optim",
    phase: "optimizer",
    severity: "warning",
    keys: ["no_load_optim"],
    holds: { until: "2024-09-08", fixedBy: "77e8158a" },
    neox: { at: "megatron/training.py:get_optimizer", raises: "AttributeError" },
    summary: "With `no_load_optim` there was no optimizer to train with",
    explain: `Until 77e8158a NeoX built none at all (v2.0, \`megatron/training.py:439\`), and training stopped. To start from
weights alone take \`finetune: true\`.`,
    bad: { files: { "model.yml": TRAINING }, neox: "2024-01-31" },
    good: { files: { "model.yml": FINETUNING }, neox: "2024-01-31" },
    says: (launch) =>
      trainsWithout(launch) && launch.target.kind !== "unknown"
        ? t("With no_load_optim this version builds no optimizer, and training stops.")
        : undefined,
    fixes: () => [removeKey("no_load_optim")],
  }),
];
