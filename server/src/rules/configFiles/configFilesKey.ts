import { t } from "../../base/l10n";
import { defineRule } from "../kit/defineRule";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "config-files-key",
  phase: "args",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: ["config_files"],
  tag: "unnecessary",
  neox: { at: "megatron/neox_arguments/arguments.py:from_ymls" },
  summary: "`config_files` is dropped",
  sources: ["megatron/neox_arguments/arguments.py:266:from_ymls"],
  explain: `NeoX keeps the texts of the config files under this name, and so replaces what a file sets. Remove the
key.`,
  bad: yaml`config_files: {}`,
  good: yaml`seed: 1`,
  check(launch, report) {
    if (!launch.settings.has("config_files")) return;
    report({
      at: { key: "config_files" },
      message: t("NeoX replaces config_files by the texts of the files it loads."),
      fixes: () => [{ title: t("Remove config_files"), preferred: true, remove: ["config_files"] }],
    });
  },
});
