import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import { loadingOf } from "../../resume/loading";
import type { LoadStop } from "../../resume/stop";
import { defineRule } from "../kit/defineRule";
import { exampleCheckpoint, RESUMED_CHECKPOINT, RESUMED_MODEL } from "../kit/exampleCheckpoint";

const EXAMPLE = { said: RESUMED_CHECKPOINT, facts: exampleCheckpoint };

export default defineRule({
  id: "load-layout",
  phase: "resume",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["load"],
  neox: { at: "megatron/checkpointing.py:load_checkpoint", raises: "KeyError" },
  summary: "The checkpoint was saved by another layout of GPUs",
  explain: `What a checkpoint of one layout loads into, as NeoX's runs showed (DeeperSpeed 0.16.5):

- \`pipe_parallel_size: 0\` and 1 and more keep their weights in different files, and neither loads the other;
- another \`model_parallel_size\` never loads: DeepSpeed merges and splits only layers with Megatron's names;
- another number of pipeline stages loads its weights alone, with \`finetune\` where the optimizer can;
- ZeRO's optimizer loads on as many data-parallel ranks as saved it; weights alone load on any number;
- ZeRO 3 loads nothing but ZeRO 3, and nothing else loads it.

\`tools/ckpts/convert_neox_to_hf.py\` and back again makes another layout, without the optimizer's state.`,
  bad: {
    files: { "model.yml": RESUMED_MODEL.replace("pipe_parallel_size: 0", "pipe_parallel_size: 1") },
    loads: EXAMPLE,
  },
  good: { files: { "model.yml": RESUMED_MODEL }, loads: EXAMPLE },
  check(launch, report) {
    const loading = loadingOf(launch);
    const found = loading.outcome === "stops" ? LAYOUTS[loading.stop.kind]?.(loading.stop) : undefined;
    if (found === undefined) return;
    const { key, message, fix } = found;
    report({ at: key, keys: [key], operands: ["load", key], message, fixes: () => (fix ? [fix] : []) });
  },
});

interface Told {
  readonly key: string;
  readonly message: string;
  readonly fix?: Fix;
}

const LAYOUTS: Readonly<Partial<Record<LoadStop["kind"], (stop: LoadStop) => Told | undefined>>> = {
  pipeline: (stop) =>
    stop.kind === "pipeline"
      ? {
          key: "pipe_parallel_size",
          message: stop.isSaved
            ? t(
                "A pipeline saved this checkpoint, one file a layer, and a model without one (pipe_parallel_size: 0) cannot load it.",
              )
            : t(
                "This checkpoint was saved without a pipeline (pipe_parallel_size: 0), and a pipeline cannot load it, one of a single stage neither.",
              ),
          fix: take("pipe_parallel_size", stop.isSaved ? 1 : 0),
        }
      : undefined,
  "model-parallel": (stop) =>
    stop.kind === "model-parallel"
      ? {
          key: "model_parallel_size",
          message: t(
            "The checkpoint was saved with model_parallel_size {0} and does not load with {1}: nothing joins or splits NeoX's layers.",
            stop.saved,
            stop.launched,
          ),
          fix: take("model_parallel_size", stop.saved),
        }
      : undefined,
  stages: (stop) =>
    stop.kind === "stages"
      ? {
          key: "pipe_parallel_size",
          message: t(
            "The optimizer's state was saved by {0} pipeline stages and does not load into {1}; weights alone would, with finetune.",
            stop.saved,
            stop.launched,
          ),
          fix: take("pipe_parallel_size", stop.saved),
        }
      : undefined,
  "data-parallel": (stop) =>
    stop.kind === "data-parallel"
      ? {
          key: "load",
          message: t(
            "ZeRO's optimizer was saved by {0} data-parallel ranks, and {1} would load it: DeepSpeed does not share it out anew. Weights alone load, with finetune.",
            stop.saved,
            stop.launched,
          ),
        }
      : undefined,
  "zero-3": (stop) =>
    stop.kind === "zero-3"
      ? {
          key: "zero_optimization",
          message: stop.isSaved
            ? t("ZeRO 3 saved this checkpoint, and only ZeRO 3 loads it.")
            : t("ZeRO 3 loads only what ZeRO 3 saved."),
        }
      : undefined,
};

function take(key: string, value: number): Fix {
  return {
    title: t("Take the checkpoint's: {0}", `${key}: ${value}`),
    preferred: true,
    set: { [key]: BigInt(value) },
  };
}
