import { t } from "../../base/l10n";
import { ownValue } from "../../base/ownValue";
import type { Launch } from "../../launch/launch";
import { isOn } from "../../model/asked";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { typedValues } from "../kit/values/typedValue";
import { yaml } from "../kit/yaml";

type Reads = (launch: Launch, value: number) => boolean;

const always: Reads = () => true;
const choice =
  (key: string, ...readers: readonly string[]): Reads =>
  (launch) =>
    readers.some((reader) => launch.named(key) === reader);
const withMup: Reads = (launch) => isOn(launch, "use_mup") === true;

/**
 * The numbers that enter what is trained, each with the launches in which it does, but for that of `init-method-std`. Of the
 * others an infinite one means something: `gradient_clipping: .inf` clips nothing, `temperature: .inf` draws any token, and an infinite
 * `peak_theoretical_tflops` is only printed.
 */
const READ: Readonly<Record<string, Reads>> = {
  "optimizer.params.lr": always,
  weight_decay: always,
  // Beside other schedules than the cosine, -inf and nan are no bound (megatron/learning_rates.py:89)
  min_lr: (launch, value) => value === Number.POSITIVE_INFINITY || launch.get("lr_decay_style") === "cosine",
  // megatron/model/norms.py:20-56
  layernorm_epsilon: choice("norm", "layernorm", "non_parametric_layernorm", "te_layernorm"),
  rms_norm_epsilon: choice("norm", "rmsnorm", "te_rmsnorm"),
  scalenorm_epsilon: choice("norm", "scalenorm"),
  // megatron/model/word_embeddings.py:150; megatron/model/init_functions.py:32
  mup_rp_embedding_mult: choice("pos_emb", "learned", "sinusoidal"),
  mup_init_scale: withMup,
  // megatron/training.py:588-853
  dpo_beta: choice("train_impl", "dpo"),
  kto_beta: choice("train_impl", "kto"),
  kto_desirable_weight: choice("train_impl", "kto"),
  kto_undesirable_weight: choice("train_impl", "kto"),
  kl_div_beta: choice("train_impl", "reinforce"),
  z_loss: choice("train_impl", "rm"),
};

export default defineRule({
  id: "number-not-finite",
  phase: "load",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_types" },
  summary: "`.nan` and `.inf` pass every check",
  sources: ["megatron/neox_arguments/arguments.py:1378:validate_types"],
  explain: `They are floats to NeoX, and training with them computes nothing of meaning. It is told of the numbers
that enter what is trained: \`gradient_clipping: .inf\`, for one, just clips nothing.`,
  bad: yaml`weight_decay: .nan`,
  good: yaml`weight_decay: 0.1`,
  check(launch, report) {
    for (const { path, file, node, value, setting } of typedValues(launch)) {
      if (typeof value !== "number" || Number.isFinite(value)) continue;
      if (ownValue(READ, path)?.(launch, value) !== true) continue;
      report({
        at: { file, span: node.span },
        message: t("{0} is {1}: NeoX accepts it and computes nothing of meaning with it.", path, str(value)),
        keys: [setting.name],
        operands: [],
      });
    }
  },
});
