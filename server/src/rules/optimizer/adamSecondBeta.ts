import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { optimizerClass } from "../../model/run/optimizerValues";
import { scalarNumber } from "../../python/scalarText";
import { isList } from "../../yaml/value";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { GOES_ON, stopsAtNan } from "../kit/nanLoss";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";
import { BETAS } from "./betaFixes";

export default defineRule({
  id: "adam-second-beta",
  phase: "train",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["optimizer", "precision", "zero_optimization"],
  neox: { at: "megatron/training.py:train_step", raises: "AssertionError" },
  onlyIn: "training",
  summary: "Adam with a second beta of 1 or above makes the loss nan",
  sources: ["megatron/training.py:1357:train_step"],
  explain: `Adam divides by the square root of an average of squared gradients, which the second beta weighs: with 1 the average
and its correction stay 0, and above 1 it falls below. From the second step on the loss is nan. The run goes on and ends
with exit code 0; only bfloat16 without ZeRO stops, at an assertion on the gradients' norm.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    zero_optimization: {stage: 0}
    optimizer: {type: Adam, params: {lr: 0.0006, betas: [0.9, 1.0]}}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    zero_optimization: {stage: 0}
    optimizer: {type: Adam, params: {lr: 0.0006, betas: [0.9, 0.95]}}
  `,
  check(launch, report) {
    const betas = blockValue(launch, BETAS);
    const place = nestedPlace(launch, BETAS);
    const [first, second] = isList(betas) && betas.length === 2 ? betas.map(scalarNumber) : [];
    if (optimizerClass(launch) !== "adam" || place === undefined) return;
    if (first === undefined || second === undefined || !(second >= 1)) return;
    const stops = stopsAtNan(launch);
    report({
      at: place,
      ...(!stops && GOES_ON),
      message: stops
        ? t("A second beta of {0} makes the loss nan, and the second step stops.", second)
        : t(
            "A second beta of {0} makes the loss nan from the second step on. The run ends with exit code 0: a queue sees success.",
            second,
          ),
      fixes: () => [
        {
          title: t("betas: [{0}, {1}]", first, 0.95),
          preferred: true,
          edits: setNested(launch, BETAS, [first, 0.95]),
        },
      ],
    });
  },
});
