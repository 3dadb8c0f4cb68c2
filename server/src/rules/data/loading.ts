import { t } from "../../l10n";
import { EXAMPLE_MODEL } from "../exampleModel";
import type { Rule } from "../rule";
import { setValue } from "../simpleFixes";
import { defineSingleFinding } from "../singleFinding";
import { isGiven } from "./paths";

/** How samples are counted and read. */
export const loadingRules: readonly Rule[] = [
  defineSingleFinding({
    id: "eval-interval-zero",
    phase: "data",
    severity: "warning",
    keys: ["eval_interval", "eval_iters"],
    neox: {
      at: "megatron/data/data_utils.py:build_train_valid_test_data_loaders",
      raises: "ZeroDivisionError",
    },
    summary: "`eval_interval` is at least 1; `eval_iters: 0` switches evaluation off",
    explain: "NeoX divides by it to count validation samples (`megatron/data/data_utils.py:595`, `:764`).",
    bad: `${EXAMPLE_MODEL}eval_interval: 0\n`,
    good: `${EXAMPLE_MODEL}eval_interval: 1000\neval_iters: 0\n`,
    says: (launch) => {
      const interval = launch.settings.get("eval_interval")?.value;
      return interval === 0n || interval === null
        ? t("NeoX divides by eval_interval; eval_iters: 0 is what switches evaluation off.")
        : undefined;
    },
    fixes: () => [
      {
        title: t("Evaluation off: {0}", "eval_interval: 1000, eval_iters: 0"),
        preferred: true,
        set: { eval_interval: 1000n, eval_iters: 0n },
      },
    ],
  }),
  defineSingleFinding({
    id: "num-workers-negative",
    phase: "data",
    severity: "warning",
    keys: ["num_workers"],
    neox: { at: "megatron/data/data_utils.py:make_data_loader", raises: "ValueError" },
    summary: "`num_workers` is at least 0",
    explain: "PyTorch's DataLoader refuses a negative number (`megatron/data/data_utils.py:51`).",
    bad: `${EXAMPLE_MODEL}num_workers: -1\n`,
    good: `${EXAMPLE_MODEL}num_workers: 2\n`,
    says: (launch) =>
      (launch.int("num_workers") ?? 0) < 0
        ? t("num_workers is negative, which PyTorch's DataLoader refuses.")
        : undefined,
    fixes: () => [setValue("num_workers", 2n)],
  }),
  defineSingleFinding({
    id: "use-shared-fs-with-lists",
    phase: "data",
    severity: "information",
    keys: ["use_shared_fs", "train_data_paths"],
    neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "FileNotFoundError" },
    summary: "`use_shared_fs: false` does not reach lists of paths",
    explain: `Only the branch of \`data_path\` passes it on (\`megatron/data/data_utils.py:140-157\`), so that one process of the
whole job builds the index files, and other nodes do not find them. Build or copy them before.`,
    bad: `${EXAMPLE_MODEL}use_shared_fs: false
train_data_paths: [a]\nvalid_data_paths: [b]\ntest_data_paths: [c]\n`,
    good: `${EXAMPLE_MODEL}use_shared_fs: false\ndata_path: a\n`,
    says: (launch) =>
      launch.settings.get("use_shared_fs")?.value === false && isGiven(launch, "train_data_paths")
        ? t("use_shared_fs: false does not reach lists of paths: only one node builds their index files.")
        : undefined,
  }),
];
