import { t } from "../../base/l10n";
import { attentionShape } from "../../model/attention";
import { rotaryDims } from "../../model/positions";
import { realNumber, transformerSizes } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rotary-dims-few",
  phase: "forward",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["rotary_pct", "pos_emb", "hidden_size", "num_attention_heads"],
  at: "rotary_pct",
  neox: { at: "megatron/model/transformer.py:__init__" },
  summary: "A `rotary_pct` of no dimension, or of one, gives no usable positions",
  sources: [
    "megatron/model/transformer.py:387:__init__",
    "megatron/model/positional_embeddings.py:116:apply_rotary_pos_emb",
  ],
  explain: `NeoX turns \`int(head_dim * rotary_pct)\` dimensions of each head. With none the model has no position
information at all; a single one is broadcast and widens queries and keys by one. Nothing is said in either case.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rotary
    rotary_pct: 0.0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    pos_emb: rotary
    rotary_pct: 0.25
  `,
  message: (launch) => {
    const sizes = transformerSizes(launch);
    const share = realNumber(launch, "rotary_pct");
    if (sizes === undefined || share === undefined || share < 0 || launch.get("pos_emb") !== "rotary")
      return undefined;
    const { headDim } = attentionShape(sizes);
    if (!Number.isInteger(headDim) || rotaryDims(headDim, share) > 1) return undefined;
    return rotaryDims(headDim, share) === 0
      ? t("rotary_pct {0} of head_dim {1} is no dimension: the model gets no positions.", share, headDim)
      : t("rotary_pct {0} of head_dim {1} is one dimension, which widens queries and keys.", share, headDim);
  },
  fixes: () => [setValue("rotary_pct", 0.25)],
});
