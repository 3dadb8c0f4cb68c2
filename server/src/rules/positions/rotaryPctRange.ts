import { t } from "../../base/l10n";
import { attentionShape } from "../../model/attention";
import { rotaryDims } from "../../model/positions";
import { realNumber, transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rotary-pct-range",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["rotary_pct", "pos_emb"],
  neox: { at: "megatron/model/transformer.py:__init__", raises: "AssertionError" },
  adjust: ["rotary_pct"],
  summary: "`rotary_pct` is a share from 0 to 1",
  sources: ["megatron/model/transformer.py:386:__init__"],
  explain: `\`rotary_pct\` is the share of every head that rotary embeddings turn: 0.25, not 25. NeoX asserts without
a message that it is at most 1, and a negative number of dimensions fails in \`torch.arange\`.`,
  bad: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    rotary_pct: 25
  `,
  good: yaml`
    num_layers: 12
    hidden_size: 768
    num_attention_heads: 12
    max_position_embeddings: 2048
    seq_length: 2048
    pos_emb: rotary
    rotary_pct: 0.25
  `,
  check(launch, report) {
    const sizes = transformerSizes(launch);
    const rotaryPct = realNumber(launch, "rotary_pct");
    if (sizes === undefined || rotaryPct === undefined || launch.get("pos_emb") !== "rotary") return;
    const { headDim } = attentionShape(sizes);
    if (!Number.isInteger(headDim)) return;
    if (!(rotaryPct <= 1)) {
      report({
        at: "rotary_pct",
        message: t("rotary_pct is {0}, and NeoX asserts that it is at most 1.", rotaryPct),
      });
    } else if (rotaryDims(headDim, rotaryPct) < 0) {
      report({
        at: "rotary_pct",
        message: t("rotary_pct {0} of head_dim {1} is a negative number of dimensions.", rotaryPct, headDim),
        neox: { at: "megatron/model/positional_embeddings.py:__init__", raises: "RuntimeError" },
      });
    }
  },
});
