import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { repr } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey, setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

/** What DeepSpeed's launcher takes (deepspeed/launcher/runner.py:181). */
const WAYS = ["tune", "run"];

export default defineRule({
  id: "autotuning-run",
  phase: "launcher",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["autotuning_run"],
  neox: { at: "deepy.py:main", raises: "SystemExit" },
  summary: "`autotuning_run` is `tune` or `run`",
  sources: ["megatron/neox_arguments/arguments.py:544:get_deepspeed_main_args"],
  explain: `NeoX hands it to DeepSpeed's launcher as \`--autotuning\`, which refuses any other text and starts nothing. It is usually
given on the command line of deepy.py; left out, nothing is tuned.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    autotuning_run: true-run
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    autotuning: {enabled: false}
  `,
  message: (launch) => {
    const way = launch.settings.get("autotuning_run")?.value;
    return typeof way === "string" && !WAYS.includes(way)
      ? t(
          "DeepSpeed's launcher refuses --autotuning {0} and starts nothing: it takes tune or run.",
          repr(way),
        )
      : undefined;
  },
  fixes: () => [removeKey("autotuning_run", false), setValue("autotuning_run", "run", false)],
});
