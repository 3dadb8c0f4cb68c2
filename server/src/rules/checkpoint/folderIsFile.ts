import { t } from "../../base/l10n";
import type { Launch } from "../../launch/launch";
import { WRITTEN_FOLDERS } from "../../launch/loads";
import { AT_MAIN } from "../../launch/windows";
import { isInference } from "../../model/run/isTraining";
import { defineRule } from "../kit/defineRule";
import { EXAMPLE_MODEL } from "../kit/exampleModel";
import { yaml } from "../kit/yaml";

const SAVES = yaml`
  ${EXAMPLE_MODEL}
  save: runs/first
`;

/** Where NeoX makes the folder. */
const STOPS = {
  save: {
    phase: "save",
    neox: { at: "megatron/checkpointing.py:save_ds_checkpoint", raises: "FileExistsError" },
  },
  tensorboard_dir: {
    phase: "model",
    neox: {
      at: "megatron/neox_arguments/arguments.py:initialize_tensorboard_writer",
      raises: "FileExistsError",
    },
  },
} as const satisfies Record<(typeof WRITTEN_FOLDERS)[number], object>;

export default defineRule({
  id: "folder-is-file",
  phase: "save",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  seen: AT_MAIN,
  keys: [...WRITTEN_FOLDERS],
  neox: STOPS.save.neox,
  summary: "`save` and `tensorboard_dir` are folders, and a file lies there",
  sources: [
    "megatron/checkpointing.py:212:save_ds_checkpoint",
    "megatron/neox_arguments/arguments.py:173:initialize_tensorboard_writer",
  ],
  explain: `NeoX makes these folders when it comes to them: that of TensorBoard before it builds the model, that of the checkpoints
when it saves for the first time, and everything that was trained by then is lost.`,
  bad: {
    files: { "model.yml": SAVES },
    loads: { said: "a file runs/first", facts: () => fileAt("runs/first") },
  },
  good: { files: { "model.yml": SAVES }, loads: { said: "a folder runs/first", facts: () => fileAt() } },
  check(launch, report) {
    for (const key of WRITTEN_FOLDERS) {
      const path = launch.get(key);
      if (typeof path !== "string" || launch.loads.blockedFolders?.has(path) !== true) continue;
      if (key === "save" && isInference(launch)) continue;
      report({
        at: key,
        keys: [key],
        ...STOPS[key],
        message: t("{0} is a file, and NeoX makes a folder there.", path),
      });
    }
  },
});

function fileAt(...paths: readonly string[]): Launch["loads"] {
  return { datasets: new Map(), blockedFolders: new Set(paths) };
}
