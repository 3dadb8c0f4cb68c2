import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "num-unique-layers",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["num_unique_layers", "num_layers"],
  neox: { at: "megatron/neox_arguments/arguments.py:validate_values", raises: "ValueError" },
  summary: "`num_unique_layers` must divide `num_layers`",
  sources: ["megatron/neox_arguments/arguments.py:1291-1311:validate_values"],
  explain: `NeoX checks it, though nothing else reads the key: the model has \`num_layers\` layers of its own. Remove
it.`,
  bad: yaml`
    num_layers: 12
    num_unique_layers: 5
  `,
  good: yaml`num_layers: 12`,
  check(launch, report) {
    const [unique, layers] = [launch.int("num_unique_layers"), launch.int("num_layers")];
    if (unique === undefined || layers === undefined || unique === 0) return;
    if (unique <= layers && layers % unique === 0) return;
    report({
      at: "num_unique_layers",
      message: t("num_unique_layers {0} does not divide num_layers {1}.", unique, layers),
      fixes: () => [
        {
          title: t("Remove num_unique_layers, which nothing reads"),
          preferred: true,
          remove: ["num_unique_layers"],
        },
      ],
    });
  },
});
