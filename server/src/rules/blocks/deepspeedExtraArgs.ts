import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { since } from "../../launch/windows";
import { equals } from "../../python/compare";
import type { PythonValue } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { nestedEntries } from "../kit/nestedEntries";
import { yaml } from "../kit/yaml";

/** Arguments that NeoX hands to DeepSpeed and also works with itself. */
const READ_BY_BOTH: ReadonlySet<string> = new Set([
  "fp16",
  "gradient_accumulation_steps",
  "gradient_clipping",
  "optimizer",
  "steps_per_print",
  "train_batch_size",
  "train_micro_batch_size_per_gpu",
  "zero_optimization",
]);

export default defineRule({
  id: "deepspeed-extra-args",
  phase: "launcher",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["deepspeed_extra_args"],
  holds: since("5c5fb945"),
  neox: { at: "megatron/neox_arguments/arguments.py:get_extra_deepspeed_args" },
  summary: "A key under `deepspeed_extra_args` that is an argument of NeoX too.",
  sources: [
    "megatron/neox_arguments/arguments.py:725:get_parent_class_value_dict_extra_ds",
    "megatron/neox_arguments/arguments.py:529:get_extra_deepspeed_args",
  ],
  explain: `What is under \`deepspeed_extra_args\` goes over the DeepSpeed config that NeoX makes. A key that NeoX has
as an argument then has two values: DeepSpeed's and NeoX's own. NeoX means to refuse that, but its test asks a dict
for an attribute and never finds one.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    deepspeed_extra_args: { gradient_clipping: 0.5 }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    gradient_clipping: 0.5
  `,
  check(launch, report) {
    for (const { file, entry, key } of nestedEntries(launch, ["deepspeed_extra_args"])) {
      const { value } = entry.value;
      if (!(READ_BY_BOTH.has(key) ? isOther(launch, key, value) : isSetTwice(launch, key, value))) continue;
      report({
        at: { file, span: entry.key.span },
        message: t("DeepSpeed gets this {0}, but NeoX keeps its own; set it at top level.", key),
        operands: [key],
      });
    }
  },
});

/** Whether NeoX holds another value of its own; that it holds the same is no harm, and the way to clip at 1.0. */
function isOther(launch: Launch, name: string, value: PythonValue): boolean {
  const own = launch.derivation.get(name) ?? launch.catalogue.get(name)?.default;
  return own === undefined || !equals(own, value);
}

/** Whether the same argument has another value at top level. */
function isSetTwice(launch: Launch, name: string, value: PythonValue): boolean {
  const setting = launch.settings.get(name);
  return setting !== undefined && launch.catalogue.get(name) !== undefined && !equals(setting.value, value);
}
