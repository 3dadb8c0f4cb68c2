import { t } from "../../base/l10n";
import { hasLayers } from "../../model/layerKinds";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** What muP can scale. */
const ALL_GLOBAL = [[["global"], "all"]];

export default defineRule({
  id: "mup-flash-scaling",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["use_mup", "attention_config"],
  at: "use_mup",
  neox: { at: "megatron/model/transformer.py:flash_attention" },
  summary: "Flash layers lose the attention scale of muP",
  sources: [
    "megatron/model/transformer.py:369:__init__",
    "megatron/model/transformer.py:650:flash_attention",
  ],
  explain: `muP scales attention by 1/head_dim; flash layers always take one over its root. Take global layers.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    use_mup: true
    no_weight_tying: true
    attention_config: [[["flash"], 12]]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    precision: fp16
    use_mup: true
    no_weight_tying: true
    attention_config: [[["global"], 12]]
  `,
  message: (launch) =>
    launch.get("use_mup") === true && hasLayers(launch, "flash")
      ? t("Flash layers do not scale by 1/head_dim, as muP needs.")
      : undefined,
  fixes: (launch) =>
    hasLayers(launch, "mamba", "rwkv", "gmlp", "amlp") ? [] : [setValue("attention_config", ALL_GLOBAL)],
});
