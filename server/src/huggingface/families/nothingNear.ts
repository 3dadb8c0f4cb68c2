import { t } from "../../base/l10n";

/** A kind of models of which NeoX builds nothing near, with its `model_type`s. */
interface Kind {
  readonly types: readonly string[];
  readonly reason: () => string;
}

const KINDS: readonly Kind[] = [
  {
    types: ["rwkv", "rwkv5", "rwkv7"],
    reason: () => t("attention_config rwkv builds version 6 only: other time mixing and other parameters."),
  },
  {
    types: ["rwkv6"],
    reason: () =>
      t(
        "attention_config rwkv builds version 6, but without the norm behind the embedding: the first layer's own norm is taken twice. Its config.json is not translated.",
      ),
  },
  { types: ["mamba2"], reason: () => t("attention_config mamba builds the first version only.") },
  { types: ["falcon_mamba"], reason: () => t("Its mixers have norms of their own, which NeoX's have not.") },
  {
    types: [
      ...["bamba", "falcon_h1", "granitemoehybrid", "jamba", "lfm2", "mamba_ssm", "nemotron_h"],
      ...["qwen3_next", "recurrent_gemma", "zamba", "zamba2"],
    ],
    reason: () => t("It has attention beside recurrent layers that are not NeoX's."),
  },
  {
    types: ["deepseek_v2", "deepseek_v3", "kimi_k2", "longcat_flash", "minicpm3"],
    reason: () => t("NeoX has no latent attention."),
  },
  {
    types: [
      ...["arctic", "dbrx", "deepseek", "ernie4_5_moe", "flex_olmo", "glm4_moe", "gpt_oss", "granitemoe"],
      ...["grok-1", "hunyuan_v1_moe", "jetmoe", "llama4_text", "minimax", "olmoe", "phimoe"],
      ...["qwen2_moe", "qwen3_moe"],
    ],
    reason: () =>
      t("NeoX's experts are the dropless ones of megablocks, two matrices each and without a gate."),
  },
  {
    types: [
      ...["albert", "bart", "bert", "big_bird", "camembert", "deberta", "deberta-v2", "distilbert"],
      ...[
        "electra",
        "esm",
        "longformer",
        "m2m_100",
        "marian",
        "mbart",
        "modernbert",
        "mt5",
        "nomic_bert",
        "pegasus",
      ],
      ...["roberta", "switch_transformers", "t5", "t5gemma", "umt5", "whisper", "xlm-roberta", "xlnet"],
    ],
    reason: () => t("NeoX builds decoders that see only what came before, and no encoder."),
  },
];

/** Types of models of which NeoX builds nothing near, with what it says of them. */
export const NOTHING_NEAR: ReadonlyMap<string, () => string> = new Map(
  KINDS.flatMap(({ types, reason }) => types.map((type) => [type, reason] as const)),
);
