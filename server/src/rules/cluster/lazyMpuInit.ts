import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lazy-mpu-init",
  phase: "data",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["lazy_mpu_init"],
  neox: { at: "megatron/data/gpt2_dataset.py:_build_index_mappings", raises: "ValueError" },
  summary: "`lazy_mpu_init` leaves NeoX without process groups",
  sources: [
    "megatron/initialize.py:65:initialize_megatron",
    "megatron/data/gpt2_dataset.py:244:_build_index_mappings",
  ],
  explain: `The function that would finish the initialisation is returned and never called. The first thing that asks for a group is the
data set: \`Default process group has not been initialized\`.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    lazy_mpu_init: true
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    lazy_mpu_init: false
  `,
  check(launch, report) {
    if (launch.get("lazy_mpu_init") !== true) return;
    report({
      at: "lazy_mpu_init",
      message: t(
        "NeoX never finishes the initialisation that lazy_mpu_init puts off, and stops without process groups.",
      ),
      fixes: () => [setValue("lazy_mpu_init", false)],
    });
  },
});
