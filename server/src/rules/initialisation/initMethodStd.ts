import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Report } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isAskedFor } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { positiveInt } from "../../model/sizes";
import { scalarText } from "../../python/scalarText";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { GOES_ON, stopsAtNan } from "../kit/nanLoss";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const METHODS = ["init_method", "output_layer_init_method"] as const;

/** By method, for how many residuals a layer it draws less wide; those that do not read the key are not here. */
const RESIDUALS: Readonly<Record<string, number | null>> = {
  normal: null,
  scaled_normal: 2,
  single_residual_scaled_normal: 1,
};

/** The largest number of a precision. */
const LARGEST: Readonly<Record<string, number>> = {
  fp16: 65_504,
  bfloat16: 2 ** 127 * (2 - 2 ** -7),
  fp32: 2 ** 127 * (2 - 2 ** -23),
};

/** After so many skipped steps in a row NeoX gives up. */
const MOST_SKIPPED = 50;

export default defineRule({
  id: "init-method-std",
  phase: "train",
  severity: "error",
  outcome: "wrong",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["init_method_std", ...METHODS, "precision", "zero_optimization", "load"],
  neox: { at: "megatron/training.py:train_step", raises: "AssertionError" },
  summary: "`init_method_std` is above 0, and no larger than the numbers of its precision",
  sources: [
    "megatron/model/init_functions.py:35:init_",
    "megatron/model/init_functions.py:61:init_",
    "megatron/training.py:1357:train_step",
    "megatron/utils.py:378:check",
  ],
  explain: `\`normal\` and \`scaled_normal\` draw the first weights with it. PyTorch refuses one below 0. Above the largest
number of the precision (65504 in fp16, 3.4e38 in bfloat16 and fp32) a third of the weights is infinite and the loss nan from
the first step on; with 0 every gradient is 0 and nothing is learned, but for sinusoidal positions. The run then goes on and ends
with exit code 0; bfloat16 without ZeRO stops in the first step, at an assertion on the gradients' norm, and fp16 after 50
skipped steps. Seen at 1e39 in each precision.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    zero_optimization: {stage: 0}
    train_iters: 1000
    init_method_std: 1.0e+39
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: bfloat16
    zero_optimization: {stage: 0}
    train_iters: 1000
    init_method_std: 0.02
  `,
  check(launch, report) {
    const found = faultOf(launch);
    if (found === undefined) return;
    report({ at: "init_method_std", ...found, fixes: () => [setValue("init_method_std", 0.02)] });
  },
});

function faultOf(launch: Launch): Omit<Report, "at"> | undefined {
  const value = launch.get("init_method_std");
  if (typeof value !== "number" && typeof value !== "bigint") return undefined;
  const [std, said] = [Number(value), str(value)];
  const widths = widthsOf(launch, std);
  if (widths.length === 0) return undefined;
  if (!(std >= 0))
    return {
      keys: ["init_method_std", ...METHODS],
      phase: "model",
      neox: { at: "megatron/model/init_functions.py:init_", raises: "RuntimeError" },
      message: t("init_method_std is {0}, and PyTorch draws weights with 0 or more alone.", said),
    };
  // The weights of a checkpoint come in their place.
  if (!isTraining(launch) || isAskedFor(launch, "load")) return undefined;
  const precision = scalarText(launch.derivation.get("precision"));
  const largest = ownValue(LARGEST, precision);
  if (largest !== undefined && widths.some((width) => width > largest))
    return tooWide(launch, precision, said);
  const isZero = std === 0 && residualsOf(launch, "init_method") !== undefined;
  return isZero && launch.get("pos_emb") !== "sinusoidal" ? allZero(launch) : undefined;
}

/** With which deviations weights are drawn that are drawn with this one. */
function widthsOf(launch: Launch, std: number): readonly number[] {
  return METHODS.flatMap((key) => {
    const residuals = residualsOf(launch, key);
    if (residuals === undefined) return [];
    if (residuals === null) return [std];
    const numLayers = positiveInt(launch, "num_layers");
    return numLayers === undefined ? [] : [std / Math.sqrt(residuals * numLayers)];
  });
}

function residualsOf(launch: Launch, key: (typeof METHODS)[number]): number | null | undefined {
  return ownValue(RESIDUALS, scalarText(launch.get(key)));
}

function tooWide(launch: Launch, precision: string, std: string): Omit<Report, "at"> {
  if (stopsAtNan(launch))
    return {
      message: t(
        "Drawn with init_method_std {0} the first weights are infinite in {1}: the loss is nan, and the first step stops.",
        std,
        precision,
      ),
    };
  if (precision === "fp16" && (positiveInt(launch, "train_iters") ?? 0) > MOST_SKIPPED)
    return {
      neox: { at: "megatron/training.py:train", raises: "Exception" },
      message: t(
        "Drawn with init_method_std {0} the first weights are infinite in {1}: the loss is nan, every step is skipped, and NeoX stops after at most {2}.",
        std,
        precision,
        MOST_SKIPPED,
      ),
    };
  return {
    ...GOES_ON,
    message: t(
      "Drawn with init_method_std {0} the first weights are infinite in {1}: the loss is nan from the first step on. The run ends with exit code 0: a queue sees success.",
      std,
      precision,
    ),
  };
}

function allZero(launch: Launch): Omit<Report, "at"> {
  if (stopsAtNan(launch))
    return { message: t("With init_method_std 0 every gradient is 0, and the first step stops.") };
  return {
    ...GOES_ON,
    message: t(
      "With init_method_std 0 every gradient is 0: nothing is learned, and the loss stays as it is.",
    ),
  };
}
