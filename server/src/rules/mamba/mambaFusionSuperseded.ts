import { t } from "../../base/l10n";
import { isOn, isSwitchedOn } from "../../model/asked";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineIgnoredKeys } from "../kit/ignoredKeys";
import { SINCE_MAMBA } from "../kit/windows";

export default defineIgnoredKeys({
  id: "mamba-fusion-superseded",
  phase: "model",
  keys: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion", "mamba_inner_func_fusion"],
  idle: ["mamba_selective_scan_fusion", "mamba_causal_conv_fusion"],
  asked: isSwitchedOn,
  holds: SINCE_MAMBA,
  neox: { at: "megatron/model/mamba/mamba.py:forward" },
  summary: "`mamba_inner_func_fusion` replaces the other two Mamba fusions",
  explain: `The fused inner function holds the convolution and the scan (\`megatron/model/mamba/mamba.py:264\`).`,
  bad: `${EXAMPLE_MODEL}mamba_inner_func_fusion: true\nmamba_causal_conv_fusion: true\n`,
  good: `${EXAMPLE_MODEL}mamba_inner_func_fusion: true\n`,
  because: (launch, key) =>
    isOn(launch, "mamba_inner_func_fusion") === true
      ? t("{0} has no effect: mamba_inner_func_fusion does its work too.", key)
      : undefined,
});
