import { t } from "../../base/l10n";
import { splitPart, splitParts, sum } from "../../model/data/split";
import { isInference } from "../../model/run/isTraining";
import { scalarText } from "../../python/scalarText";
import { isGiven } from "../kit/dataSources";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { withoutBrackets } from "../kit/values/withoutBrackets";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "split-format",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["split"],
  neox: { at: "megatron/data/data_utils.py:get_train_valid_test_split_", raises: "ValueError" },
  summary: "`split` is three numbers with commas between",
  sources: ["megatron/data/data_utils.py:242-253:get_train_valid_test_split_"],
  explain: `NeoX cuts the string at commas, or else at slashes, and turns each part into a float; their sum must be
above zero. Seen by running NeoX's own loaders.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    split: 90-5-5
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    split: 90,5,5
  `,
  isCertain: (launch) => !isInference(launch) && isGiven(launch, "data_path"),
  message: (launch) => {
    const parts = splitParts(launch);
    if (parts === undefined || !launch.settings.has("split")) return undefined;
    // Beside lists of paths NeoX does not read it.
    if (["train_data_paths", "pos_train_data_paths"].some((key) => isGiven(launch, key))) return undefined;
    if (parts.some(Number.isNaN))
      return t(
        "NeoX cannot read split as numbers with commas between: {0}.",
        scalarText(launch.get("split")),
      );
    return sum(parts.slice(0, 3)) <= 0 ? t("The parts of split must add up to more than 0.") : undefined;
  },
  fixes: (launch) => {
    const shares = sharesIn(scalarText(launch.get("split")));
    return shares === undefined ? [] : [setValue("split", shares.join(","))];
  },
});

/** In characters: nobody writes more for three parts. */
const LONGEST_SPLIT = 100;

/** What people write between shares. */
const SEPARATORS = [";", ":", ",", "/", "-", " "] as const;

/** The texts of three shares with one separator between; undefined where what is written may be other numbers. */
function sharesIn(split: string): readonly string[] | undefined {
  if (split.length > LONGEST_SPLIT) return undefined;
  const text = withoutBrackets(split.trim());
  return SEPARATORS.map((separator) => partsBetween(text, separator)).find(areShares);
}

/** Blanks are one however many; a separator behind the last part, and a percent sign behind each, say nothing. */
function partsBetween(text: string, separator: string): readonly string[] {
  const cut = text.split(separator).map((part) => part.trim());
  const parts =
    separator === " " ? cut.filter((part) => part !== "") : cut.at(-1) === "" ? cut.slice(0, -1) : cut;
  return parts.every((part) => part.endsWith("%")) ? parts.map((part) => part.slice(0, -1)) : parts;
}

function areShares(parts: readonly string[]): boolean {
  const numbers = parts.map(splitPart);
  return numbers.length === 3 && numbers.every((it) => it >= 0) && sum(numbers) > 0;
}
