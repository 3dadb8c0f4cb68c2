import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "flashattn-swiglu-unused",
  phase: "model",
  outcome: "ignored",
  evidence: "ran",
  keys: ["use_flashattn_swiglu", "activation"],
  idle: ["use_flashattn_swiglu"],
  asked: isSwitchedOn,
  holds: since("4a2e726c"),
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "`use_flashattn_swiglu` is for `activation: swiglu` only",
  sources: ["megatron/model/transformer.py:51:<module>", "megatron/model/transformer.py:129:__init__"],
  explain: `NeoX takes flash-attn's fused SwiGLU only for that activation, and only where the package is there.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    use_flashattn_swiglu: true
    activation: gelu
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    activation: gelu
  `,
  message: (launch) => {
    const activation = launch.get("activation");
    if (typeof activation !== "string" || activation === "swiglu") return undefined;
    return t("use_flashattn_swiglu has no effect with activation {0}.", activation);
  },
});
