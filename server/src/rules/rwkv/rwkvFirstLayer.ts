import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-first-layer",
  phase: "forward",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["attention_config", "pipe_parallel_size"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:forward", raises: "NameError" },
  summary: "rwkv loads its kernel in layer 0 only",
  sources: ["megatron/model/rwkv/v6/rwkv.py:315:__init__"],
  explain: `The layer with number 0 compiles and loads the CUDA kernel; a model whose first layer is of another kind,
or a later pipeline stage, never does: \`name 'wkv_cuda' is not defined\`.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["global", "rwkv"], 6]]
        precision: bfloat16
        dim_att: 768
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv", "global"], 6]]
        precision: bfloat16
        dim_att: 768
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    const types = launch.derivation.attentionTypes;
    if (types === undefined || !types.includes("rwkv")) return;
    const stages = positiveInt(launch, "pipe_parallel_size") ?? 1;
    if (types[0] === "rwkv" && stages < 2) return;
    report({
      at: types[0] === "rwkv" ? "pipe_parallel_size" : "attention_config",
      message:
        types[0] === "rwkv"
          ? t("Only the first of {0} pipeline stages loads rwkv's kernel.", stages)
          : t("Only layer 0 loads rwkv's kernel, and it is of kind {0}.", types[0] ?? ""),
    });
  },
});
