import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { isOn } from "../../model/asked";
import { layerKinds } from "../../model/layerKinds";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

interface WithoutCache {
  readonly key: string;
  readonly applies: (launch: Launch) => boolean;
  readonly effect: () => string;
}

const hasLayers = (launch: Launch, ...kinds: readonly string[]) =>
  kinds.some((kind) => layerKinds(launch)?.has(kind) === true);

const wrongText = () => t("the text is wrong, without a message");

/** What does not work with the cache of keys and values, with the place that shows it. */
const WITHOUT_CACHE: readonly WithoutCache[] = [
  // megatron/model/transformer.py:844: every new token is rotated as position 0
  { key: "rope_fusion", applies: (launch) => isOn(launch, "rope_fusion") === true, effect: wrongText },
  // megatron/model/transformer.py:527, megatron/model/positional_embeddings.py:27: positions begin at 0 again
  {
    key: "pos_emb",
    applies: (launch) => ["rpe", "sinusoidal"].includes(scalarText(launch.get("pos_emb"))),
    effect: wrongText,
  },
  // megatron/text_generation_utils.py:310: these layers keep no cache
  {
    key: "attention_config",
    applies: (launch) => hasLayers(launch, "rwkv", "gmlp", "amlp"),
    effect: wrongText,
  },
  // megatron/neox_arguments/neox_args.py:1590
  {
    key: "attention_config",
    applies: (launch) =>
      hasLayers(launch, "sparse_fixed", "sparse_variable", "local", "bigbird", "bslongformer"),
    effect: () => t("sparse layers have other shapes"),
  },
  // megatron/model/transformer.py:1089, :1130
  {
    key: "te_mha",
    applies: (launch) => isOn(launch, "te_mha") === true || isOn(launch, "te_fp8_mha") === true,
    effect: () => t("the attention's output does not unpack"),
  },
];

export default defineRule({
  id: "generation-cache",
  phase: "generate",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["recompute", "rope_fusion", "pos_emb", "attention_config", "te_mha", "te_fp8_mha"],
  neox: { at: "megatron/text_generation_utils.py:stream_tokens" },
  onlyIn: "generation",
  summary: "Some layers and positions generate only with `recompute: true`",
  sources: [
    "megatron/model/transformer.py:844:forward",
    "megatron/neox_arguments/neox_args.py:1590:NeoXArgsTextgen",
    "megatron/text_generation_utils.py:310:stream_tokens",
    "megatron/text_generation_utils.py:527:generate_samples_from_prompt",
  ],
  explain: `NeoX keeps keys and values of earlier tokens unless \`recompute\` is true. Fused rotary embeddings,
relative and sinusoidal positions, sparse layers, layers without a cache such as RWKV and gMLP and
Transformer Engine's attention do not work with it.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: unconditional
    pos_emb: sinusoidal
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: unconditional
    pos_emb: sinusoidal
    recompute: true
  `,
  check(launch, report) {
    if (launch.get("recompute") !== false) return;
    const found = WITHOUT_CACHE.find(({ applies }) => applies(launch));
    if (found === undefined) return;
    report({
      at: found.key,
      keys: [found.key, "recompute"],
      message: t("With {0} and recompute off, {1}.", found.key, found.effect()),
      fixes: () => [setValue("recompute", true)],
    });
  },
});
