import { t } from "../../base/l10n";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";

const NODES = `${EXAMPLE_MODEL}hostfile: cluster/hosts\n`;

export default defineRule({
  id: "hostfile-refused",
  phase: "launcher",
  severity: "warning",
  outcome: "crash",
  evidence: "ran",
  keys: ["hostfile", "include", "exclude"],
  neox: { at: "megatron/utils.py:obtain_resource_pool", raises: "ValueError" },
  summary: "DeepSpeed refuses the hostfile, or what is picked from it",
  sources: [
    "megatron/utils.py:196:obtain_resource_pool",
    "deepspeed/launcher/runner.py:263:_parse_hostfile at DeeperSpeed 91d1c55b",
  ],
  explain: `A line of a hostfile is \`host slots=N\`, each host on one line only, and there is at least one;
\`include\` and \`exclude\` name hosts and slots of it. It is told of the file as it lies here: one that is written
when the job starts may be another. Seen by running DeepSpeed's own functions.`,
  bad: { files: { "model.yml": NODES }, hostfile: "worker-0 slots=8\nworker-1 gpus=8\n" },
  good: { files: { "model.yml": NODES }, hostfile: "worker-0 slots=8\nworker-1 slots=8\n" },
  check(launch, report) {
    const problem = launch.hostfileProblem;
    if (problem === undefined || problem.isPassedOn) return;
    const { key, line, message } = problem;
    const written = str(launch.get(key) ?? null);
    report({
      at: key,
      message:
        line === undefined
          ? t("DeepSpeed refuses {0} {1}: {2}.", key, written, message)
          : t(
              "DeepSpeed refuses line {0} of {1}: {2}. A line is `host slots=N`.",
              line + 1,
              written,
              message,
            ),
      operands: ["hostfile"],
    });
  },
});
