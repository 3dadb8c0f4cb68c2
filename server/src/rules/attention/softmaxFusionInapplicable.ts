import { isSwitchedOn } from "../../model/asked";
import { whyNotFused } from "../../model/fusedSoftmax";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const FUSIONS = ["scaled_upper_triang_masked_softmax_fusion", "scaled_masked_softmax_fusion"] as const;

export default defineRule({
  id: "softmax-fusion-inapplicable",
  phase: "forward",
  severity: "hint",
  outcome: "slow",
  evidence: "read",
  keys: [
    ...FUSIONS,
    "seq_length",
    "train_micro_batch_size_per_gpu",
    "num_attention_heads",
    "model_parallel_size",
  ],
  neox: { at: "megatron/model/fused_softmax.py:is_kernel_available" },
  summary: "A fused softmax that its kernel does not take",
  sources: ["megatron/model/fused_softmax.py:151:is_kernel_available"],
  explain: `The kernels want sequences above 16 and up to 2048, a multiple of 4, and a multiple of 4 for micro batch
times heads per rank. Anything else takes PyTorch's softmax, slower and larger, without a word. Flash attention has no
such limits.`,
  bad: yaml`
    ${EXAMPLE_MODEL.replaceAll("2048", "4096")}
    scaled_upper_triang_masked_softmax_fusion: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    scaled_upper_triang_masked_softmax_fusion: true
  `,
  check(launch, report) {
    const flag = FUSIONS.find((key) => isSwitchedOn(launch, key));
    if (flag === undefined || layerKinds(launch)?.has("global") !== true) return;
    const why = whyNotFused(launch);
    if (why !== undefined) report({ at: { key: flag }, message: why });
  },
});
