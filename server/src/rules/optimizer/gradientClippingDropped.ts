import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { equals } from "../../python/compare";
import { isDict } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setNested } from "../kit/nestedValue";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "gradient-clipping-dropped",
  phase: "optimizer",
  severity: "information",
  outcome: "wrong",
  evidence: "ran",
  keys: ["gradient_clipping"],
  holds: since("5c5fb945"),
  neox: { at: "megatron/neox_arguments/arguments.py:get_parent_class_value_dict_extra_ds" },
  onlyIn: "training",
  summary: "`gradient_clipping: 1.0` does not clip",
  sources: [
    "megatron/neox_arguments/arguments.py:719:get_parent_class_value_dict_extra_ds",
    "megatron/neox_arguments/deepspeed_args.py:117:NeoXArgsDeepspeedConfig",
  ],
  explain: `NeoX gives DeepSpeed only what differs from its own defaults. Its default of \`gradient_clipping\` is 1.0,
DeepSpeed's is 0, no clipping at all: so exactly 1.0 is the value that never arrives. Any other value arrives, and so
does 1.0 under \`deepspeed_extra_args\`. Seen by running DeeperSpeed 91d1c55b on a CPU.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    gradient_clipping: 1.0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    gradient_clipping: 0.5
  `,
  check(launch, report) {
    const setting = launch.settings.get("gradient_clipping");
    const extra = launch.get("deepspeed_extra_args");
    if (setting === undefined || !equals(setting.value, 1)) return;
    if (isDict(extra) ? extra.has("gradient_clipping") : extra !== null && extra !== undefined) return;
    report({
      at: "gradient_clipping",
      message: t(
        "Gradients are not clipped: 1.0 is NeoX's default, which it does not give to DeepSpeed, whose own is 0.",
      ),
      fixes: () => [
        {
          title: t("deepspeed_extra_args: {gradient_clipping: 1.0}"),
          keepsMeaning: true,
          ...(isDict(extra)
            ? { edits: setNested(launch, ["deepspeed_extra_args", "gradient_clipping"], 1) }
            : { set: { deepspeed_extra_args: new Map([["gradient_clipping", 1]]) } }),
        },
        {
          title: t("gradient_clipping: {0}, which reaches DeepSpeed", "0.9999"),
          keepsMeaning: true,
          set: { gradient_clipping: 0.9999 },
        },
      ],
    });
  },
});
