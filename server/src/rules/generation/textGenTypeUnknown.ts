import { t } from "../../base/l10n";
import { AT_MAIN } from "../../launch/windows";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { TEXT_GEN_TYPES } from "./textGeneration";

export default defineRule({
  id: "text-gen-type-unknown",
  phase: "generate",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["text_gen_type"],
  neox: { at: "generate.py:main", raises: "ValueError" },
  onlyIn: "generation",
  summary: "`text_gen_type` is one of four",
  sources: ["generate.py:90:main"],
  explain: `\`unconditional\`, \`input-file\`, \`interactive\` or \`precompute\`; NeoX notices another one after it
has loaded the model.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: file
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    text_gen_type: input-file
    sample_input_file: prompts.txt
  `,
  message: (launch) => {
    const type = launch.settings.get("text_gen_type")?.value;
    return typeof type === "string" && !TEXT_GEN_TYPES.includes(type)
      ? t("text_gen_type is one of {0}, and not {1}.", TEXT_GEN_TYPES.join(t(", ")), type)
      : undefined;
  },
  fixes: (launch) => {
    const type = scalarText(launch.get("text_gen_type")).replaceAll("_", "-").toLowerCase();
    const meant = TEXT_GEN_TYPES.find((it) => it === type);
    return meant === undefined ? [] : [setValue("text_gen_type", meant)];
  },
});
