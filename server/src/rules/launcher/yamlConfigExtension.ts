import { baseName } from "../../base/baseName";
import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";

import { EXAMPLE_MODEL } from "../kit/exampleModel";

export default defineRule({
  id: "yaml-config-extension",
  phase: "launcher",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: [],
  neox: { at: "megatron/neox_arguments/arguments.py:consume_deepy_args", raises: "FileNotFoundError" },
  summary: "A config's name ends in `.yml`",
  sources: ["megatron/neox_arguments/arguments.py:420:consume_deepy_args"],
  explain: `\`deepy.py\` adds \`.yml\` to a name that ends in neither \`.yml\` nor \`.json\`, and does not find
\`model.yaml.yml\`.`,
  bad: { files: { "model.yaml": EXAMPLE_MODEL }, launched: true },
  good: { files: { "model.yml": EXAMPLE_MODEL }, launched: true },
  check(launch, report) {
    for (const file of launch.scope === "launch" ? launch.files : []) {
      if (!file.path.endsWith(".yaml")) continue;
      const name = baseName(file.path);
      report({
        at: { file, span: { start: 0, end: 0 } },
        message: t("deepy.py looks for {0}.yml; rename the file to end in .yml.", name),
      });
    }
  },
});
