import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { optimizerType } from "../../model/run/optimizerType";
import { repr } from "../../python/text";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

const PATH = ["fp16", "loss_scale"] as const;

export default defineRule({
  id: "static-loss-scale",
  phase: "train",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["fp16", "precision", "zero_optimization", "optimizer"],
  neox: { at: "megatron/training.py:train_step", raises: "TypeError" },
  summary: "A fixed `loss_scale` needs ZeRO, or another optimizer than Adam",
  sources: [
    "megatron/training.py:1357:train_step",
    "deepspeed/runtime/engine.py:1472:_configure_fp16_optimizer at DeeperSpeed 91d1c55b",
  ],
  explain: `With fp16, Adam and without ZeRO, DeepSpeed builds its fused optimizer for a fixed scale without timers and calls
them in the first step: \`TypeError: 'NoneType' object is not callable\`. With \`loss_scale: 0\` the scale is found while
it trains.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    fp16: {enabled: true, loss_scale: 128}
    zero_optimization: {stage: 0}
    optimizer: {type: Adam, params: {lr: 0.0006}}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    fp16: {enabled: true, loss_scale: 0}
    zero_optimization: {stage: 0}
    optimizer: {type: Adam, params: {lr: 0.0006}}
  `,
  check(launch, report) {
    const scale = blockValue(launch, PATH);
    const place = nestedPlace(launch, PATH);
    if (
      place === undefined ||
      (typeof scale !== "bigint" && typeof scale !== "number") ||
      Number(scale) === 0
    )
      return;
    if (launch.derivation.get("precision") !== "fp16" || launch.derivation.int("zero_stage") !== 0) return;
    if (optimizerType(launch) !== "adam" || isInference(launch) || launch.get("no_load_optim") !== false)
      return;
    report({
      at: place,
      message: t(
        "With loss_scale {0}, Adam and no ZeRO, DeepSpeed stops in the first step with a TypeError.",
        repr(scale),
      ),
      fixes: () => [
        { title: t("{0}: {1}", "loss_scale", "0"), preferred: true, edits: setNested(launch, PATH, 0n) },
      ],
    });
  },
});
