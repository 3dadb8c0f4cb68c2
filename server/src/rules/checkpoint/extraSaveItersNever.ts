import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { numberOf } from "../../python/compare";
import { repr } from "../../python/text";
import { isList } from "../../yaml/value";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

import { SAVE } from "./saving";

export default defineRule({
  id: "extra-save-iters-never",
  phase: "train",
  severity: "warning",
  outcome: "ignored",
  evidence: "ran",
  keys: ["extra_save_iters", "train_iters"],
  neox: { at: "megatron/training.py:is_save_iter" },
  summary: "`extra_save_iters` are ints within the training",
  sources: ["megatron/training.py:1409:is_save_iter"],
  explain: `NeoX looks for the iteration, an int, in the list: a string or an iteration after \`train_iters\` is never
met.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    extra_save_iters: ["10"]
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    extra_save_iters: [10]
  `,
  message: (launch) => {
    const list = launch.settings.get("extra_save_iters")?.value;
    const last = positiveInt(launch, "train_iters") ?? Number.POSITIVE_INFINITY;
    const never = isList(list)
      ? list.find((it) => !(Number.isInteger(Number(numberOf(it) ?? 0.5)) && Number(numberOf(it)) <= last))
      : undefined;
    return never === undefined
      ? undefined
      : t("{0} of extra_save_iters is never an iteration of this run.", repr(never));
  },
});
