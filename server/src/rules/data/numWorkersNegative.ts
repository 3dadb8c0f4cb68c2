import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "num-workers-negative",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["num_workers"],
  neox: { at: "megatron/data/data_utils.py:make_data_loader", raises: "ValueError" },
  summary: "`num_workers` is at least 0",
  sources: ["megatron/data/data_utils.py:51:make_data_loader"],
  explain: "PyTorch's DataLoader refuses a negative number.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    num_workers: -1
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    num_workers: 2
  `,
  message: (launch) =>
    (launch.int("num_workers") ?? 0) < 0
      ? t("num_workers is negative, which PyTorch's DataLoader refuses.")
      : undefined,
  fixes: () => [setValue("num_workers", 2n)],
});
