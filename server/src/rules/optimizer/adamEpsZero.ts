import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { optimizerClass } from "../../model/run/optimizerValues";
import { equals } from "../../python/compare";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { GOES_ON, stopsAtNan } from "../kit/nanLoss";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

const EPS = ["optimizer", "params", "eps"] as const;

export default defineRule({
  id: "adam-eps-zero",
  phase: "train",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer", "no_weight_tying"],
  neox: { at: "megatron/training.py:train_step", raises: "AssertionError" },
  onlyIn: "training",
  summary: "Adam with `eps: 0` divides zero by zero",
  sources: [
    "megatron/training.py:1357:train_step",
    "deepspeed/runtime/bf16_optimizer.py:289:step at DeeperSpeed 91d1c55b",
  ],
  explain: `The gradient of a token that no batch has had is 0 with untied embeddings, and so are both of Adam's averages:
without \`eps\` its update is 0 / 0, and the weights are no numbers after the first step. With bfloat16 and no ZeRO
DeepSpeed then stops in the second step, elsewhere the loss is nan to the end. Seen by running DeeperSpeed 91d1c55b on a CPU.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        no_weight_tying: true
        precision: bfloat16
        optimizer: {type: Adam, params: {lr: 0.0006, eps: 0}}
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        no_weight_tying: true
        precision: bfloat16
        optimizer: {type: Adam, params: {lr: 0.0006, eps: 1.0e-8}}
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const eps = blockValue(launch, EPS);
    if (optimizerClass(launch) !== "adam" || launch.get("no_weight_tying") !== true) return;
    if (eps === undefined || !equals(eps, 0n)) return;
    const stops = stopsAtNan(launch);
    report({
      at: nestedPlace(launch, EPS) ?? "optimizer",
      message: stops
        ? t("With eps 0 Adam divides 0 by 0 for tokens that no batch has had, and the second step stops.")
        : t(
            "With eps 0 Adam divides 0 by 0 for tokens that no batch has had: the loss becomes nan. The run ends with exit code 0: a queue sees success.",
          ),
      ...(!stops && GOES_ON),
      fixes: () => [
        { title: t("{0}: {1}", "eps", "1.0e-8"), preferred: true, edits: setNested(launch, EPS, 1e-8) },
      ],
    });
  },
});
