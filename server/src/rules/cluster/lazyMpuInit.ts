import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "lazy-mpu-init",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["lazy_mpu_init"],
  neox: { at: "megatron/initialize.py:initialize_megatron", raises: "AssertionError" },
  summary: "`lazy_mpu_init` leaves NeoX without process groups",
  sources: ["megatron/initialize.py:65:initialize_megatron"],
  explain: `The function that would finish the initialisation is returned and never called: \`data parallel group is
not initialized\`.`,
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
