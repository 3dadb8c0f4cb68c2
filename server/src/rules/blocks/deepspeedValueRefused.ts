import { t } from "../../base/l10n";
import type { NeoxFailure, Phase } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { zeroStage } from "../../model/run/zeroStage";
import { repr } from "../../python/text";
import { isDict, type PythonValue } from "../../yaml/value";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { type NestedPath, nestedPlace, setNested } from "../kit/nestedValue";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** A value that DeepSpeed refuses or stops at. */
interface Refused {
  readonly path: NestedPath;
  readonly isRefused: (value: PythonValue) => boolean;
  /** In which launches the value is read. Default: all. */
  readonly when?: (launch: Launch) => boolean;
  readonly phase: Phase;
  readonly neox: NeoxFailure;
  /** A value that works: what is meant, or DeepSpeed's default. */
  readonly instead?: PythonValue;
}

const ENGINE = "megatron/training.py:setup_model_and_optimizer";
const VALIDATED = { phase: "engine", neox: { at: ENGINE, raises: "ValidationError" } } as const;
const DEVICES: ReadonlySet<PythonValue> = new Set<PythonValue>(["none", "cpu", "nvme"]);
/** Where everything is that is not offloaded. */
const GPU: ReadonlySet<PythonValue> = new Set<PythonValue>(["gpu", "cuda"]);

const isBelow = (least: bigint) => (value: PythonValue) => typeof value === "bigint" && value < least;
const isZero = (value: PythonValue) => value === 0n;
const partitionsGradients = (launch: Launch) => [1, 2].includes(zeroStage(launch));
const isFp16 = (launch: Launch) => launch.derivation.get("precision") === "fp16";
const scalesDynamically = (launch: Launch) =>
  isFp16(launch) && [undefined, 0n, 0].includes(asNumber(blockValue(launch, ["fp16", "loss_scale"])));

function asNumber(value: PythonValue | undefined): bigint | number | undefined {
  return typeof value === "bigint" || typeof value === "number" ? value : undefined;
}

/** Quantization of weights that says not which. */
const WITHOUT_GROUPS = {
  path: ["compression_training", "weight_quantization", "shared_parameters", "enabled"],
  when: (launch: Launch) =>
    blockValue(launch, ["compression_training", "weight_quantization", "different_groups"]) === undefined,
  phase: "engine",
} as const;

/** Each was run with DeeperSpeed 91d1c55b. */
const REFUSED: readonly Refused[] = [
  ...["reduce_bucket_size", "allgather_bucket_size"].map((key) => ({
    path: ["zero_optimization", key] as const,
    isRefused: isBelow(0n),
    ...VALIDATED,
    instead: 500_000_000n,
  })),
  {
    path: ["zero_optimization", "reduce_bucket_size"],
    isRefused: isZero,
    when: partitionsGradients,
    phase: "train",
    neox: { at: "megatron/training.py:backward_step", raises: "ZeroDivisionError" },
    instead: 500_000_000n,
  },
  ...["offload_optimizer", "offload_param"].flatMap((key) => [
    {
      path: ["zero_optimization", key] as const,
      isRefused: (value: PythonValue) => value !== null && !isDict(value),
      ...VALIDATED,
    },
    {
      path: ["zero_optimization", key, "device"] as const,
      isRefused: (value: PythonValue) => GPU.has(value),
      ...VALIDATED,
      instead: "none",
    },
    {
      path: ["zero_optimization", key, "device"] as const,
      isRefused: (value: PythonValue) => !DEVICES.has(value) && !GPU.has(value),
      ...VALIDATED,
      instead: "cpu",
    },
  ]),
  {
    path: ["fp16", "loss_scale_window"],
    isRefused: isZero,
    when: scalesDynamically,
    phase: "train",
    neox: { at: "megatron/training.py:train_step", raises: "ZeroDivisionError" },
    instead: 1000n,
  },
  {
    path: ["elasticity", "enabled"],
    isRefused: (value) => value === true,
    when: (launch) => blockValue(launch, ["elasticity", "max_train_batch_size"]) === undefined,
    phase: "engine",
    neox: { at: ENGINE, raises: "ElasticityConfigError" },
    instead: false,
  },
  { ...WITHOUT_GROUPS, isRefused: (value) => value === true, neox: { at: ENGINE, raises: "AssertionError" } },
  // Switched off, its groups are read all the same.
  { ...WITHOUT_GROUPS, isRefused: (value) => value === false, neox: { at: ENGINE, raises: "KeyError" } },
];

export default defineRule({
  id: "deepspeed-value-refused",
  phase: "engine",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["zero_optimization", "fp16", "elasticity", "compression_training"],
  neox: { at: ENGINE, raises: "ValidationError" },
  summary: "A value inside of a block that DeepSpeed refuses",
  sources: [
    "megatron/training.py:1188:setup_model_and_optimizer",
    "deepspeed/runtime/zero/config.py:145:DeepSpeedZeroConfig at DeeperSpeed 91d1c55b",
  ],
  explain: `NeoX hands the blocks on as they are. DeepSpeed validates the sizes of buckets and the devices of offloading when its
engine starts, and divides by a bucket size or a loss scale window of 0 in the first step.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization: {stage: 1, reduce_bucket_size: -1}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    zero_optimization: {stage: 1, reduce_bucket_size: 500000000}
  `,
  check(launch, report) {
    if (isInference(launch)) return;
    for (const { path, isRefused, when, instead, ...stop } of REFUSED) {
      const value = blockValue(launch, path);
      const place = nestedPlace(launch, path);
      if (value === undefined || place === undefined || !isRefused(value) || when?.(launch) === false)
        continue;
      report({
        at: place,
        ...stop,
        keys: [path[0]],
        message: t(
          "DeepSpeed stops at {0} in {1}: {2}.",
          repr(value),
          path.join("."),
          stop.neox.raises ?? "",
        ),
        fixes: () => [
          instead === undefined
            ? { ...removeKey(path[0]), givesUp: path[0] }
            : {
                title: t("{0}: {1}", path.at(-1) ?? "", repr(instead)),
                preferred: true,
                edits: setNested(launch, path, instead),
              },
        ],
      });
    }
  },
});
