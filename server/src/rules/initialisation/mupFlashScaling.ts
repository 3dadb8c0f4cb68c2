import { t } from "../../base/l10n";
import { hasLayers } from "../../model/hasLayers";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSilentRule } from "../kit/silentRule";

/** What muP can scale. */
const ALL_GLOBAL = [[["global"], "all"]];

export default defineSilentRule({
  id: "mup-flash-scaling",
  phase: "forward",
  severity: "warning",
  keys: ["use_mup", "attention_config"],
  at: "use_mup",
  neox: { at: "megatron/model/transformer.py:flash_attention" },
  summary: "Flash layers lose the attention scale of muP",
  explain: `muP scales attention by 1/head_dim; flash layers always take one over its root
(\`megatron/model/transformer.py:369\`, \`:650\`). Take global layers.`,
  bad: `${EXAMPLE_MODEL}precision: fp16\nuse_mup: true\nattention_config: [[["flash"], 12]]\n`,
  good: `${EXAMPLE_MODEL}precision: fp16\nuse_mup: true\nattention_config: [[["global"], 12]]\n`,
  instead: (launch) =>
    launch.get("use_mup") === true && hasLayers(launch, "flash")
      ? t("Flash layers do not scale by 1/head_dim, as muP needs.")
      : undefined,
  mend: (launch) =>
    hasLayers(launch, "mamba", "rwkv", "gmlp", "amlp") ? [] : [["attention_config", ALL_GLOBAL]],
});
