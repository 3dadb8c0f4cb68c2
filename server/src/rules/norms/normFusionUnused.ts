import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import { since } from "../../launch/windows";
import { isSwitchedOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

/** The norm each fused kernel is for (megatron/model/norms.py:20-36). */
const FUSED_NORMS: Readonly<Record<string, readonly string[]>> = {
  layernorm_fusion: ["layernorm", "non_parametric_layernorm"],
  rmsnorm_fusion: ["rmsnorm"],
};

export default defineRule({
  id: "norm-fusion-unused",
  phase: "model",
  outcome: "ignored",
  evidence: "ran",
  keys: ["layernorm_fusion", "rmsnorm_fusion", "norm"],
  idle: ["layernorm_fusion", "rmsnorm_fusion"],
  asked: isSwitchedOn,
  holds: since("3d8fec02"),
  neox: { at: "megatron/model/norms.py:get_norm" },
  summary: "Each fused norm kernel is for one norm",
  sources: ["megatron/model/norms.py:20:get_norm"],
  explain: `\`layernorm_fusion\` is looked at for layernorm and \`rmsnorm_fusion\` for rmsnorm; with another \`norm\`
the flag does nothing.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    norm: rmsnorm
    layernorm_fusion: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    norm: rmsnorm
    rmsnorm_fusion: true
  `,
  message: (launch, key) => {
    const norm = launch.get("norm");
    if (typeof norm !== "string" || ownValue(FUSED_NORMS, key)?.includes(norm.toLowerCase()))
      return undefined;
    return t("{0} has no effect with norm {1}.", key, norm);
  },
});
