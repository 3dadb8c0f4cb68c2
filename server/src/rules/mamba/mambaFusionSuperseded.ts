import { t } from "../../base/l10n";
import { isOn, isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { SINCE_MAMBA } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "mamba-fusion-superseded",
  phase: "model",
  outcome: "ignored",
  evidence: "read",
  keys: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion", "mamba_inner_func_fusion"],
  idle: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion"],
  asked: isSwitchedOn,
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:forward" },
  summary: "`mamba_inner_func_fusion` replaces the other two Mamba fusions",
  sources: ["megatron/model/mamba/mamba.py:264:forward"],
  explain: `The fused inner function holds the convolution and the scan.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    mamba_inner_func_fusion: true
    mamba_causal_conv_fusion: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    mamba_inner_func_fusion: true
  `,
  message: (launch, key) =>
    isOn(launch, "mamba_inner_func_fusion") === true
      ? t("{0} has no effect: mamba_inner_func_fusion does its work too.", key)
      : undefined,
});
