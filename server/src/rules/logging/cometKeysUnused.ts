import { t } from "../../base/l10n";
import { since } from "../../launch/windows";
import { isOn } from "../../model/asked";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

const COMET = [
  "comet_workspace",
  "comet_project",
  "comet_experiment_name",
  "comet_tags",
  "comet_others",
] as const;

export default defineRule({
  id: "comet-keys-unused",
  phase: "train",
  severity: "information",
  outcome: "ignored",
  evidence: "read",
  keys: [...COMET, "use_comet"],
  idle: COMET,
  holds: since("17fb83f2"),
  neox: { at: "megatron/neox_arguments/arguments.py:initialize_comet" },
  summary: "`comet_*` keys without `use_comet`",
  sources: ["megatron/neox_arguments/arguments.py:183:initialize_comet"],
  explain: "NeoX starts Comet only with `use_comet`.",
  bad: yaml`
    ${EXAMPLE_MODEL}
    comet_project: big
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    use_comet: true
    comet_project: big
  `,
  message: (launch, key) => {
    const value = launch.get("use_comet");
    return value === false || (value === null && isOn(launch, "use_comet") === false)
      ? t("{0} has no effect: use_comet is not set.", key)
      : undefined;
  },
  fixes: () => [setValue("use_comet", true)],
});
