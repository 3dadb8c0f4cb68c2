import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { str } from "../../python/text";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

export default defineRule({
  id: "seed-positive",
  phase: "model",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["seed"],
  neox: { at: "megatron/initialize.py:_set_random_seed", raises: "ValueError" },
  summary: "`seed` must be above 0",
  sources: ["megatron/initialize.py:218:_set_random_seed"],
  explain: `NeoX refuses 0, negative seeds and null: \`Seed (0) should be a positive integer.\` It does so when the
processes have found each other, after the arguments were accepted. A warning, since recorded launches with such seeds
only show that arguments, layers and their first forward pass do not mind. Seen by running NeoX's own function.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    seed: 0
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    seed: 1234
  `,
  check(launch, report) {
    const seed = launch.get("seed");
    if (seed !== null && (typeof seed !== "bigint" || seed > 0n)) return;
    report({
      at: "seed",
      message: t("NeoX takes only seeds above 0, and this is {0}.", str(seed)),
      fixes: () => [setValue("seed", 1234n)],
    });
  },
});
