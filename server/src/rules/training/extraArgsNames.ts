import { t } from "../../l10n";
import { isDict } from "../../yaml/value";
import { defineRule } from "../rule";

const DICT_METHODS = new Set([
  ...[
    "clear",
    "copy",
    "fromkeys",
    "get",
    "items",
    "keys",
    "pop",
    "popitem",
    "setdefault",
    "update",
    "values",
  ],
]);

export default defineRule({
  id: "extra-args-names",
  phase: "launcher",
  severity: "error",
  keys: ["deepspeed_extra_args"],
  holds: { from: "2023-03-26", since: "5c5fb945" },
  neox: { at: "megatron/neox_arguments/arguments.py:get_extra_deepspeed_args", raises: "ValueError" },
  summary: "`deepspeed_extra_args` may not have a key named like a method of Python's dict",
  explain: `NeoX means to refuse keys that are set elsewhere, but asks a dict whether it has an attribute of that name
(\`megatron/neox_arguments/arguments.py:533\`): \`keys\`, \`values\`, \`copy\` and the like always stop the launcher, and
real duplicates never do.`,
  bad: "deepspeed_extra_args:\n  values: 1\n",
  good: "deepspeed_extra_args:\n  comms_logger:\n    enabled: true\n",
  check(launch, report) {
    const extra = launch.get("deepspeed_extra_args");
    if (!isDict(extra)) return;
    for (const key of extra.keys()) {
      if (typeof key !== "string" || !DICT_METHODS.has(key)) continue;
      report({
        at: "deepspeed_extra_args",
        message: t(
          "NeoX takes the key {0} of deepspeed_extra_args for one that is set elsewhere, and stops.",
          key,
        ),
      });
    }
  },
});
