import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { nestedEntries } from "../kit/nestedEntries";
import { yaml } from "../kit/yaml";

/** What a Python dict has attributes of. */
const DICT_METHODS: ReadonlySet<string> = new Set([
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
]);

export default defineRule({
  id: "extra-args-method-name",
  phase: "launcher",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["deepspeed_extra_args"],
  holds: since("5c5fb945"),
  neox: { at: "megatron/neox_arguments/arguments.py:get_extra_deepspeed_args", raises: "ValueError" },
  summary: "A key under `deepspeed_extra_args` that is named like a method of a dict",
  sources: ["megatron/neox_arguments/arguments.py:532:get_extra_deepspeed_args"],
  explain: `NeoX means to refuse keys that it has as arguments, and asks a dict for an attribute of that name: it
finds its methods only, such as \`keys\` or \`update\`, and stops with ValueError. Seen by running NeoX's own
\`get_deepspeed_main_args\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    deepspeed_extra_args: {update: 1}
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    deepspeed_extra_args: {zero_allow_untested_optimizer: true}
  `,
  check(launch, report) {
    for (const { file, entry, key } of nestedEntries(launch, ["deepspeed_extra_args"])) {
      if (!DICT_METHODS.has(key)) continue;
      report({
        at: { file, span: entry.key.span },
        message: t("NeoX refuses the key {0} here, which is the name of a method of Python's dict.", key),
      });
    }
  },
});
