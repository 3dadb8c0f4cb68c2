import { t } from "../../base/l10n";
import type { Severity } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { isAskedFor } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

interface NeverRead {
  readonly severity: Severity;
  /** What to do instead, as a sentence of its own. */
  readonly advice: () => string;
  /** Whether there is nothing to tell: what is asked for is so anyway, or another rule tells more. */
  readonly isHarmless?: (launch: Launch) => boolean;
}

const nothing = () => t("Nothing takes its place.");

/** Arguments that NeoX declares and, at ea7aefd8, nothing reads to any effect, with the place that shows it. */
const NEVER_READ: Readonly<Record<string, NeverRead>> = {
  // megatron/neox_arguments/arguments.py:1080
  loss_scale: { severity: "warning", advice: () => t("DeepSpeed reads fp16.loss_scale.") },
  loss_scale_window: { severity: "information", advice: () => t("DeepSpeed reads fp16.loss_scale_window.") },
  hysteresis: { severity: "information", advice: () => t("DeepSpeed reads fp16.hysteresis.") },
  min_scale: { severity: "information", advice: () => t("DeepSpeed reads fp16.min_loss_scale.") },
  // megatron/neox_arguments/neox_args.py:1501, :1506
  mup_attn_temp: { severity: "information", advice: nothing },
  mup_output_temp: { severity: "information", advice: nothing },
  // megatron/neox_arguments/arguments.py:1293 checks it, the model does not share
  num_unique_layers: {
    severity: "warning",
    advice: () => t("Every layer has parameters of its own."),
    isHarmless: (launch) => (launch.int("num_layers") ?? 0) % (launch.int("num_unique_layers") || 1) !== 0,
  },
  param_sharing_style: { severity: "information", advice: nothing },
  // megatron/model/transformer_engine.py:654 reads fp8_margin, which is no argument
  te_fp8_margin: { severity: "information", advice: nothing },
  // megatron/model/router.py
  moe_lbl_in_fp32: { severity: "information", advice: nothing },
  // megatron/model/utils.py:261
  sparse_attention: { severity: "information", advice: () => t("NeoX reads sparsity_config.") },
  // megatron/neox_arguments/neox_args.py:448
  use_bias_in_norms: {
    severity: "warning",
    advice: () => t("The norms keep their bias."),
    isHarmless: (launch) => launch.get("norm") !== "layernorm",
  },
};

export default defineRule({
  id: "argument-never-read",
  phase: "model",
  severity: "information",
  outcome: "ignored",
  evidence: "ran",
  keys: Object.keys(NEVER_READ),
  tag: "unnecessary",
  neox: { at: "megatron/neox_arguments/neox_args.py" },
  summary: "Arguments that NeoX declares but never reads",
  sources: [
    "megatron/neox_arguments/neox_args.py:448:NeoXArgsModel",
    "megatron/neox_arguments/neox_args.py:1293:NeoXArgsTraining",
  ],
  explain: `NeoX accepts these keys, and its code does nothing with them: the loss scaler's keys at top level
(\`megatron/neox_arguments/arguments.py:1080\`; the \`fp16\` block is what DeepSpeed reads), \`num_unique_layers\` and
\`param_sharing_style\` (NeoX checks them, every layer still has parameters of its own), \`mup_attn_temp\`,
\`mup_output_temp\`, \`te_fp8_margin\`, \`moe_lbl_in_fp32\`, \`sparse_attention\`, and \`use_bias_in_norms\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    loss_scale: 1024
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    fp16:
      enabled: true
      loss_scale: 0
  `,
  check(launch, report) {
    for (const [key, { severity, advice, isHarmless }] of Object.entries(NEVER_READ)) {
      if (!isAskedFor(launch, key) || launch.catalogue.get(key) === undefined) continue;
      if (isHarmless?.(launch) === true) continue;
      report({
        at: { key },
        message: t("NeoX accepts {0} and never reads it. {1}", key, advice()),
        keys: [key],
        severity,
        fixes: () => [removeKey(key, false)],
      });
    }
  },
});
