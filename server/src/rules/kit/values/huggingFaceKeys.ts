import { t } from "../../../base/l10n";
import type { Launch } from "../../../launch/launch";
import { positiveInt } from "../../../model/sizes";
import { exactInt, type PythonValue } from "../../../yaml/value";
import { numberIn } from "./numberIn";
import { type Replacement, renamed, type Today } from "./replacement";

/** What keys of a `config.json` of Hugging Face mean in NeoX, where another name alone would say something else. */
export const HUGGING_FACE_KEYS: Readonly<Record<string, Replacement>> = {
  hidden_act: activation(),
  hidden_activation: activation(),
  activation_function: activation(),
  rope_theta: {
    means: (base) => {
      const whole = typeof base === "number" && Number.isInteger(base) ? BigInt(base) : exactInt(base);
      return whole === undefined ? undefined : { rotary_emb_base: BigInt(whole) };
    },
    advice: () => t("NeoX calls it rotary_emb_base, a whole number."),
  },
  rope_scaling: {
    means: (block) => (block === null ? {} : undefined),
    advice: () => t("NeoX does not scale the frequencies of rotary embeddings."),
  },
  partial_rotary_factor: renamed("rotary_pct"),
  rotary_dim: {
    means: (dims, launch) => {
      const [hiddenSize, heads] = ["hidden_size", "num_attention_heads"].map((it) => positiveInt(launch, it));
      const width = exactInt(dims);
      if (width === undefined || hiddenSize === undefined || heads === undefined) return undefined;
      return { rotary_pct: (width * heads) / hiddenSize };
    },
    advice: () => t("NeoX takes the share of a head instead, rotary_pct."),
  },
  rms_norm_eps: {
    means: (written) => {
      // As every config.json has it, 1e-5, it is text to PyYAML.
      const epsilon = numberIn(written);
      return typeof epsilon === "number" ? { norm: "rmsnorm", rms_norm_epsilon: epsilon } : undefined;
    },
    advice: () => t("NeoX calls it rms_norm_epsilon, of norm: rmsnorm."),
  },
  layer_norm_epsilon: renamed("layernorm_epsilon"),
  attention_bias: renamed("use_bias_in_attn_linear"),
  mlp_bias: renamed("use_bias_in_mlp"),
  use_parallel_residual: renamed("gpt_j_residual"),
  sliding_window: {
    means: (width, launch) => {
      if (width === null) return {};
      const window: Today = { sliding_window_width: width };
      const flash: Today = { attention_config: [[["flash"], "all"]] };
      return launch.settings.has("attention_config") ? window : { ...window, ...flash };
    },
    advice: () => t("NeoX calls it sliding_window_width, which only flash attention reads."),
  },
  torch_dtype: precision(),
  dtype: precision(),
  initializer_range: renamed("init_method_std"),
  hidden_dropout_prob: renamed("hidden_dropout"),
  resid_pdrop: renamed("hidden_dropout"),
  attn_pdrop: renamed("attention_dropout"),
  multi_query: {
    values: [
      [true, { num_kv_heads: 1n }],
      [false, {}],
    ],
    advice: () => t("NeoX calls it {0}.", "num_kv_heads: 1"),
  },
  vocab_size: {
    advice: () =>
      t(
        "The tokenizer tells it, padded to a multiple of make_vocab_size_divisible_by times model_parallel_size.",
      ),
  },
};

const PRECISIONS: ReadonlyMap<string, string> = new Map([
  ["float32", "fp32"],
  ["float16", "fp16"],
  ["bfloat16", "bfloat16"],
]);

function precision(): Replacement {
  return {
    means: (type) => {
      const found = typeof type === "string" ? PRECISIONS.get(type.replace(/^torch\./, "")) : undefined;
      return found === undefined ? undefined : { precision: found };
    },
    advice: () => t("NeoX calls it {0}.", "precision"),
  };
}

/** Names of activations without a gate; models with the others in `config.json` have one, but for its name. */
const ACTIVATIONS: ReadonlyMap<PythonValue, Today> = new Map<PythonValue, Today>([
  ["gelu", { activation: "gelu" }],
  ["gelu_new", { activation: "gelu", bias_gelu_fusion: true }],
  ["gelu_fast", { activation: "gelu", bias_gelu_fusion: true }],
  ["gelu_pytorch_tanh", { activation: "gelu", bias_gelu_fusion: true }],
  ["relu", { activation: "relu" }],
]);

function activation(): Replacement {
  return {
    means: (name, launch) => (name === "silu" ? gated(launch) : ACTIVATIONS.get(name)),
    changes: ["intermediate_size"],
    advice: () => t("NeoX calls it activation, and silu with a gate, as in LLaMA, is swiglu."),
  };
}

/** A gate is seldom wider than this times the hidden size, and NeoX's number, three times its width, seldom narrower. */
const WIDEST_GATE = 6;

/** LLaMA's MLP. A width of `config.json` beside it is the gate's own, a third of NeoX's number. */
function gated(launch: Launch): Today {
  const gate: Today = { activation: "swiglu", use_bias_in_mlp: false };
  // Who names the gate has given NeoX's number with it.
  if (launch.get("activation") === "swiglu") return gate;
  const hiddenSize = positiveInt(launch, "hidden_size");
  const width = positiveInt(launch, "intermediate_size");
  if (hiddenSize === undefined || width === undefined || width >= WIDEST_GATE * hiddenSize) return gate;
  return { ...gate, intermediate_size: BigInt(3 * width) };
}
