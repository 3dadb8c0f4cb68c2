import { t } from "../../l10n";
import type { Launch } from "../../launch/launch";
import { isAskedFor } from "../asked";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isGiven } from "./paths";

/** The parts of `split` as NeoX cuts it (megatron/data/data_utils.py:242-250), NaN where it is no number. */
export function splitParts(launch: Launch): readonly number[] | undefined {
  const split = launch.get("split");
  if (typeof split !== "string") return undefined;
  const separator = split.includes(",") ? "," : "/";
  return split
    .split(separator)
    .map((part) => (/^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(part) ? Number(part) : Number.NaN));
}

function sum(parts: readonly number[]): number {
  return parts.reduce((total, part) => total + part, 0);
}

/** How one set of documents is cut into train, valid and test. */
export const splitRules: readonly Rule[] = [
  defineSingleFinding({
    id: "split-format",
    phase: "data",
    severity: "warning",
    keys: ["split"],
    neox: { at: "megatron/data/data_utils.py:get_train_valid_test_split_", raises: "ValueError" },
    summary: "`split` is three numbers with commas between",
    explain: `NeoX cuts the string at commas, or else at slashes, and turns each part into a float; their sum must be above
zero (\`megatron/data/data_utils.py:242-253\`).`,
    bad: `${EXAMPLE_MODEL}split: 90-5-5\n`,
    good: `${EXAMPLE_MODEL}split: 90,5,5\n`,
    says: (launch) => {
      const parts = splitParts(launch);
      if (parts === undefined || !launch.settings.has("split")) return undefined;
      if (parts.some(Number.isNaN))
        return t("NeoX cannot read split as numbers with commas between: {0}.", String(launch.get("split")));
      return sum(parts.slice(0, 3)) <= 0 ? t("The parts of split must add up to more than 0.") : undefined;
    },
    fixes: (launch) => {
      const digits = String(launch.get("split")).match(/\d+(\.\d+)?/g);
      return digits?.length === 3 && sum(digits.map(Number)) > 0 ? [setValue("split", digits.join(","))] : [];
    },
  }),
  defineSingleFinding({
    id: "split-extra-parts",
    phase: "data",
    severity: "warning",
    keys: ["split"],
    neox: { at: "megatron/data/data_utils.py:get_train_valid_test_split_" },
    summary: "`split` has three parts, none below zero",
    explain: `NeoX drops every part after the third, before it normalises them (\`megatron/data/data_utils.py:252\`), and a
negative part takes documents from its neighbours.`,
    bad: `${EXAMPLE_MODEL}split: 90,5,4,1\n`,
    good: `${EXAMPLE_MODEL}split: 90,5,5\n`,
    says: (launch) => {
      const parts = splitParts(launch);
      if (parts === undefined || parts.some(Number.isNaN) || sum(parts.slice(0, 3)) <= 0) return undefined;
      if (parts.length > 3)
        return t("NeoX reads the first three parts of split and drops {0}.", parts.slice(3).join(", "));
      return parts.some((part) => part < 0) ? t("A part of split is below 0.") : undefined;
    },
    fixes: (launch) => {
      const parts = splitParts(launch)?.slice(0, 3) ?? [];
      return parts.every((part) => part >= 0) ? [setValue("split", parts.join(","))] : [];
    },
  }),
  defineSingleFinding({
    id: "split-ignored-with-paths",
    phase: "data",
    severity: "hint",
    keys: ["split", "train_data_paths"],
    tag: "unnecessary",
    neox: { at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders" },
    summary: "`split` has no effect beside lists of paths",
    explain: "Lists name the data of each split themselves (`megatron/data/data_utils.py:608`).",
    bad: `${EXAMPLE_MODEL}split: 90,5,5
train_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n`,
    good: `${EXAMPLE_MODEL}train_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n`,
    says: (launch) =>
      isAskedFor(launch, "split") && isGiven(launch, "train_data_paths")
        ? t("split has no effect: the lists of paths name the data of each split.")
        : undefined,
    fixes: () => [removeKey("split", false)],
  }),
];
