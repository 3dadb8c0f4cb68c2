import { t } from "../../base/l10n";
import { lcm } from "../../base/lcm";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "sequence-parallel-length",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["seq_length", "model_parallel_size", "sequence_parallel"],
  holds: since("8b43196f"),
  neox: { at: "megatron/mpu/utils.py:ensure_divisibility", raises: "AssertionError" },
  summary: "With `sequence_parallel`, `seq_length` must be divisible by `model_parallel_size`",
  sources: [
    "megatron/model/word_embeddings.py:170:forward",
    "megatron/mpu/mappings.py:202:_reduce_scatter_along_seq_dim",
  ],
  explain: `Every rank gets an equal part of the sequence.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        sequence_parallel: true
        model_parallel_size: 3
      `,
    },
    neox: "main",
    gpus: 6,
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        sequence_parallel: true
        model_parallel_size: 2
      `,
    },
    neox: "main",
    gpus: 6,
  },
  check(launch, report) {
    const seqLength = positiveInt(launch, "seq_length");
    const modelParallelSize = positiveInt(launch, "model_parallel_size");
    if (seqLength === undefined || modelParallelSize === undefined) return;
    if (launch.get("sequence_parallel") !== true || seqLength % modelParallelSize === 0) return;
    report({
      at: "seq_length",
      message: t("seq_length {0} is not divisible by model_parallel_size {1}.", seqLength, modelParallelSize),
      fixes: () => [
        divided(launch, seqLength, modelParallelSize),
        setValue("sequence_parallel", false, false),
      ],
    });
  },
});

/** How far a length may lie from the one in the file for the sake of a round number. */
const NEAR = 0.02;

/** A near length that divides, as round as may be, with a table of positions that holds it. */
function divided(launch: Launch, seqLength: number, ranks: number): Fix {
  const multiples = [64, 8, 1]
    .map((step) => lcm(step, ranks))
    .map((unit) => Math.max(1, Math.round(seqLength / unit)) * unit);
  const isNear = (length: number) => Math.abs(length / seqLength - 1) < NEAR;
  const length = BigInt(multiples.find(isNear) ?? multiples.at(-1) ?? ranks);
  const positions = positiveInt(launch, "max_position_embeddings");
  const isShort = positions !== undefined && positions < length;
  const set = { seq_length: length, ...(isShort && { max_position_embeddings: length }) };
  const title = Object.entries(set)
    .map(([key, value]) => `${key}: ${value}`)
    .join(", ");
  return { title, preferred: true, set };
}
