import { t } from "../../base/l10n";
import { positiveInt } from "../../model/sizes";
import { numberOf } from "../../python/compare";
import { repr } from "../../python/text";
import { isList } from "../../yaml/value";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { defineSingleFinding } from "../kit/singleFinding";
import { SAVE } from "./saving";

export default defineSingleFinding({
  id: "extra-save-iters-never",
  phase: "train",
  severity: "warning",
  keys: ["extra_save_iters", "train_iters"],
  neox: { at: "megatron/training.py:is_save_iter" },
  summary: "`extra_save_iters` are ints within the training",
  explain: `NeoX looks for the iteration, an int, in the list (\`megatron/training.py:1409\`): a string or an iteration after
\`train_iters\` is never met.`,
  bad: `${EXAMPLE_MODEL}${SAVE}extra_save_iters: ["10"]\n`,
  good: `${EXAMPLE_MODEL}${SAVE}extra_save_iters: [10]\n`,
  says: (launch) => {
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
