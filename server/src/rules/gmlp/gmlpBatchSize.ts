import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gmlp-batch-size",
  phase: "forward",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["attention_config", "train_micro_batch_size_per_gpu", "seq_length"],
  neox: { at: "megatron/model/gmlp.py:forward", raises: "RuntimeError" },
  summary: "gMLP layers need a micro batch at least as large as the sequence is long",
  sources: ["megatron/model/gmlp.py:71-83:forward"],
  explain: `The gate takes the batch dimension for the sequence: \`mat1 and mat2 shapes cannot be multiplied\`. A
micro batch as large as the sequence is long fits; in practice use another kind of layer.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["gmlp"], 12]]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    attention_config: [[["global"], 12]]
  `,
  check(launch, report) {
    const kinds = layerKinds(launch);
    if (!kinds?.has("gmlp") && !kinds?.has("amlp")) return;
    const microBatchSize = positiveInt(launch, "train_micro_batch_size_per_gpu");
    const seqLength = positiveInt(launch, "seq_length");
    if (microBatchSize === undefined || seqLength === undefined || microBatchSize >= seqLength) return;
    report({
      at: "attention_config",
      message: t(
        "gMLP layers take the micro batch ({0}) for the sequence ({1}), and their gate does not fit.",
        microBatchSize,
        seqLength,
      ),
    });
  },
});
