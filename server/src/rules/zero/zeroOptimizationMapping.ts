import { t } from "../../l10n";
import { repr } from "../../python/text";
import { crashesOf } from "../crash/crashes";
import { defineRule } from "../rule";

export default defineRule({
  id: "zero-optimization-mapping",
  phase: "args",
  severity: "error",
  keys: ["zero_optimization"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "TypeError" },
  summary: "`zero_optimization` is a mapping",
  explain: `NeoX reads the \`stage\` inside of \`zero_optimization\` (\`megatron/neox_arguments/arguments.py:1018\`).`,
  bad: "zero_optimization: 1\n",
  good: "zero_optimization:\n  stage: 1\n",
  check(launch, report) {
    const [crash] = crashesOf(launch, "zero-optimization-mapping");
    if (crash === undefined) return;
    const given = launch.get("zero_optimization") ?? null;
    const stage = typeof given === "bigint" && given >= 0n && given <= 3n ? given : 0n;
    report({
      at: "zero_optimization",
      message: t("zero_optimization is {0} and no mapping, so NeoX stops: {1}.", repr(given), crash.message),
      neox: { at: crash.at, raises: crash.type },
      fixes: () => [
        {
          title: t("zero_optimization with stage {0}", Number(stage)),
          preferred: true,
          set: { zero_optimization: new Map([["stage", stage]]) },
        },
      ],
    });
  },
});
