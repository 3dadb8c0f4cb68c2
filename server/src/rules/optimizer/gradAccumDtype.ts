import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import { AT_MAIN, since } from "../../launch/windows";
import { scalarText } from "../../python/scalarText";
import { blockValue } from "../kit/blockValue";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedPlace, setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

const PATH = ["data_types", "grad_accum_dtype"] as const;

/** The sums that DeepSpeed takes for each precision without ZeRO. */
const TAKEN: Readonly<Record<string, string>> = { fp32: "fp32", fp16: "fp16", bfloat16: "fp32" };

const KNOWN_TYPES: ReadonlySet<string> = new Set(["fp32", "fp16", "bf16"]);

const WITHOUT_ZERO = `${EXAMPLE_MODEL}precision: bfloat16\npipe_parallel_size: 0\nzero_optimization: {stage: 0}\n`;

export default defineRule({
  id: "grad-accum-dtype",
  phase: "optimizer",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["data_types", "precision", "zero_optimization", "pipe_parallel_size"],
  holds: since("d9166bfd"),
  neox: { at: "megatron/training.py:setup_model_and_optimizer", raises: "NotImplementedError" },
  summary: "Without ZeRO, DeepSpeed sums gradients in one type for each precision",
  sources: ["deepspeed/runtime/engine.py:1347-1369:_do_optimizer_sanity_check at DeeperSpeed 91d1c55b"],
  explain: `fp32 and bfloat16 go with \`fp32\`, fp16 with \`fp16\`; a pipeline in bfloat16 may also sum in \`bf16\`.
DeepSpeed refuses any other \`grad_accum_dtype\`. With ZeRO it takes them all. Seen by running DeeperSpeed 91d1c55b's
own check on a CPU.`,
  bad: yaml`
    ${WITHOUT_ZERO}
    data_types: {grad_accum_dtype: bf16}
  `,
  good: yaml`
    ${WITHOUT_ZERO}
    data_types: {grad_accum_dtype: fp32}
  `,
  check(launch, report) {
    const type = blockValue(launch, PATH);
    const precision = scalarText(launch.derivation.get("precision"));
    const taken = ownValue(TAKEN, precision);
    const place = nestedPlace(launch, PATH);
    if (typeof type !== "string" || type === taken || taken === undefined || place === undefined) return;
    // Another word is one that DeepSpeed does not look at.
    if (!KNOWN_TYPES.has(type)) return;
    if (launch.derivation.int("zero_stage") !== 0 || mayBePipeline(launch, precision, type)) return;
    report({
      at: place,
      message: t(
        "Without ZeRO, DeepSpeed sums gradients of {0} in {1} only, not in {2}.",
        precision,
        taken,
        type,
      ),
      fixes: () => [
        {
          title: t("{0}: {1}", PATH.join("."), taken),
          preferred: true,
          edits: setNested(launch, PATH, taken),
        },
      ],
    });
  },
});

function mayBePipeline(launch: Launch, precision: string, type: string): boolean {
  return precision === "bfloat16" && type === "bf16" && launch.derivation.get("is_pipe_parallel") !== false;
}
