import { t } from "../../base/l10n";
import { AT_MAIN, since } from "../../launch/windows";
import { isAskedFor } from "../../model/asked";
import { isTraining } from "../../model/run/isTraining";
import { scalarText } from "../../python/scalarText";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { removeKey, setValue } from "../kit/simpleFixes";
import { yaml } from "../kit/yaml";

import { SAVE } from "./saving";

export default defineRule({
  id: "s3-path-scheme",
  phase: "save",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: ["s3_path", "save"],
  holds: since("f9503b7d"),
  neox: { at: "megatron/checkpointing.py:upload_checkpoint", raises: "IndexError" },
  summary: "`s3_path` begins with `s3://`",
  sources: ["megatron/checkpointing.py:265:_upload"],
  explain: `NeoX cuts the path behind \`s3://\` at the first save; it needs boto3 and hf_transfer, too.`,
  bad: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 1000
    s3_path: bucket/run
  `,
  good: yaml`
    ${EXAMPLE_MODEL}
    ${SAVE}
    checkpoint_factor: 1000
    s3_path: s3://bucket/run
  `,
  isCertain: (launch) => isAskedFor(launch, "save") && isTraining(launch),
  message: (launch) => {
    const path = launch.settings.get("s3_path")?.value;
    return typeof path === "string" && !path.startsWith("s3://") && !/[$]|\{\{/.test(path)
      ? t("s3_path must begin with s3://; the first save stops with an IndexError.")
      : undefined;
  },
  fixes: (launch) => {
    const path = launch.get("s3_path");
    // An empty path is no null: NeoX uploads to it all the same (megatron/checkpointing.py:363).
    return [path === "" ? removeKey("s3_path") : setValue("s3_path", `s3://${scalarText(path)}`)];
  },
});
