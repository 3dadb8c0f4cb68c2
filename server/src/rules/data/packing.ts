import { t } from "../../l10n";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { removeKey, setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isGiven, SPLITS } from "./paths";

const REWARDS = SPLITS.map((split) => `${split}_reward_data_paths`);

/** How documents are put into sequences. */
export const packingRules: readonly Rule[] = [
  defineSingleFinding({
    id: "reward-needs-unpacked",
    phase: "data",
    severity: "warning",
    keys: [...REWARDS, "pack_impl"],
    holds: { from: "2024-09-14", since: "d79c5331" },
    neox: { at: "megatron/data/gpt2_dataset.py:__init__", raises: "AssertionError" },
    summary: "Rewards need `pack_impl: unpacked`",
    explain: "A reward belongs to one document (`megatron/data/gpt2_dataset.py:59`).",
    bad: `${EXAMPLE_MODEL}train_reward_data_paths: [r]\n`,
    good: `${EXAMPLE_MODEL}train_reward_data_paths: [r]\npack_impl: unpacked\n`,
    says: (launch) => {
      const packing = launch.get("pack_impl");
      return REWARDS.some((key) => isGiven(launch, key)) &&
        typeof packing === "string" &&
        packing !== "unpacked"
        ? t("Rewards need pack_impl unpacked, and it is {0}.", packing)
        : undefined;
    },
    fixes: () => [setValue("pack_impl", "unpacked")],
  }),
  defineSingleFinding({
    id: "pairwise-needs-unpacked",
    phase: "data",
    severity: "warning",
    keys: ["dataset_impl", "pack_impl"],
    holds: { from: "2024-09-08", since: "77e8158a" },
    neox: { at: "megatron/data/pairwise_dataset.py:__init__", raises: "AssertionError" },
    summary: "Pairs cannot be packed",
    explain: `\`packed\` is the default, and NeoX refuses it with \`dataset_impl: pairwise\`
(\`megatron/data/pairwise_dataset.py:66\`).`,
    bad: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\n`,
    good: `${EXAMPLE_MODEL}train_impl: dpo\ndataset_impl: pairwise\npack_impl: unpacked\n`,
    says: (launch) =>
      launch.settings.get("dataset_impl")?.value === "pairwise" && launch.get("pack_impl") === "packed"
        ? t("Pairwise data cannot be packed, and pack_impl is packed.")
        : undefined,
    fixes: () => [setValue("pack_impl", "unpacked")],
  }),
  defineSingleFinding({
    id: "allow-chopped-packed",
    phase: "data",
    severity: "information",
    keys: ["allow_chopped", "pack_impl"],
    tag: "unnecessary",
    holds: { from: "2024-08-27", since: "c7863673" },
    neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings" },
    summary: "`allow_chopped: false` has no effect on packed data",
    explain: `Packed sequences always cut documents (\`megatron/data/gpt2_dataset.py:259\`); take \`unpacked\` or
\`pack_until_overflow\` to keep them whole.`,
    bad: `${EXAMPLE_MODEL}allow_chopped: false\n`,
    good: `${EXAMPLE_MODEL}allow_chopped: false\npack_impl: unpacked\n`,
    says: (launch) =>
      launch.settings.get("allow_chopped")?.value === false && launch.get("pack_impl") === "packed"
        ? t("allow_chopped has no effect: pack_impl packed cuts documents anyway.")
        : undefined,
    fixes: () => [removeKey("allow_chopped", false)],
  }),
];
