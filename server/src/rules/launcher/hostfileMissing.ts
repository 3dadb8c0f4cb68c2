import { t } from "../../base/l10n";
import { absentNamedFiles } from "../../launch/namedFiles";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

const NODES = `${EXAMPLE_MODEL}hostfile: cluster/hosts\n`;

export default defineRule({
  id: "hostfile-missing",
  phase: "launcher",
  severity: "warning",
  outcome: "wrong",
  evidence: "ran",
  keys: ["hostfile"],
  neox: { at: "megatron/utils.py:obtain_resource_pool" },
  summary: "Without its `hostfile` the job runs on one machine",
  sources: ["megatron/utils.py:196-202:obtain_resource_pool"],
  explain: `DeepSpeed only logs that there is no such file; NeoX then counts the GPUs of the machine that launches and
runs there alone, or stops with RuntimeError where it has none. It is told when the folder exists here and the file in
it does not.`,
  bad: { files: { "model.yml": NODES }, absentFiles: ["cluster/hosts"] },
  good: { files: { "model.yml": NODES }, absentFiles: [] },
  check(launch, report) {
    for (const { key, path } of absentNamedFiles(launch)) {
      if (key !== "hostfile") continue;
      report({
        at: key,
        message: t(
          "{0} is not there, though its folder is: NeoX would run on the launching machine alone.",
          path,
        ),
      });
    }
  },
});
