import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isSwitchedOn } from "../../model/asked";
import { layerKinds } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const FLASH_IGNORES = ["apply_query_key_layer_scaling", "attention_softmax_in_fp32"] as const;

export default defineRule({
  id: "flash-attention-ignores",
  phase: "forward",
  outcome: "ignored",
  evidence: "ran",
  keys: [...FLASH_IGNORES, "attention_config"],
  idle: FLASH_IGNORES,
  asked: isSwitchedOn,
  neox: { at: "megatron/model/transformer.py:flash_attention" },
  summary: "Flash attention has its own scaling and softmax",
  sources: ["megatron/model/transformer.py:650-661:flash_attention"],
  explain: `The flash kernels scale by one over the root of head_dim and keep the softmax in fp32 by themselves:
\`apply_query_key_layer_scaling\` and \`attention_softmax_in_fp32\` do not reach them.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    attention_config: [[["flash"], 12]]
    attention_softmax_in_fp32: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    attention_config: [[["flash"], 12]]
  `,
  message: (launch, key) =>
    areAllLayers(launch, "flash") ? t("{0} has no effect: all layers are flash attention.", key) : undefined,
});

function areAllLayers(launch: Launch, kind: string): boolean {
  const kinds = layerKinds(launch);
  return kinds !== undefined && [...kinds].every((it) => it === kind);
}
