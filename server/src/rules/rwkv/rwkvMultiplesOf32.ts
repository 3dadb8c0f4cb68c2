import { t } from "../../base/l10n";
import { layerKinds } from "../../model/layerKinds";
import { positiveInt } from "../../model/sizes";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { SINCE_RWKV } from "../kit/windows";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "rwkv-multiples-of-32",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["hidden_size", "dim_att", "attention_config"],
  holds: SINCE_RWKV,
  neox: { at: "megatron/model/rwkv/v6/rwkv.py:__init__", raises: "AssertionError" },
  summary: "rwkv layers need `hidden_size` and `dim_att` in multiples of 32",
  sources: ["megatron/model/rwkv/v6/rwkv.py:292-293:__init__"],
  explain: `NeoX asserts it without a message.`,
  bad: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        precision: bfloat16
        dim_att: 780
      `,
    },
    neox: "main",
  },
  good: {
    files: {
      "model.yml": yaml`
        ${EXAMPLE_MODEL}
        attention_config: [[["rwkv"], 12]]
        precision: bfloat16
        dim_att: 768
      `,
    },
    neox: "main",
  },
  check(launch, report) {
    if (!layerKinds(launch)?.has("rwkv")) return;
    const heads = positiveInt(launch, "num_attention_heads") ?? 1;
    for (const key of ["hidden_size", "dim_att"]) {
      const value = positiveInt(launch, key);
      if (value === undefined || value % 32 === 0) continue;
      const near = [Math.floor(value / 32) * 32, Math.ceil(value / 32) * 32];
      const whole = near.filter((it) => it > 0 && it % heads === 0);
      report({
        at: key,
        message: t("{0} {1} is no multiple of 32, which rwkv layers assert.", key, value),
        operands: [key],
        fixes: () => whole.map((it, index) => setValue(key, BigInt(it), index === 0)),
      });
    }
  },
});
