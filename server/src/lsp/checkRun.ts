import type { Steps } from "../base/steps";
import type { SeveritySettings } from "../engine/severity";
import { type CheckOptions, type CheckResult, checking } from "../features/check";
import { isNeoxConfig } from "../features/recognise";
import { mergingSettings } from "../launch/settings";
import type { TextFile } from "../workspace/configFiles";
import { normalUri } from "../workspace/uris";
import type { Run } from "../workspace/workspace";
import type { Settings } from "./editorSettings";

/** What `neoxConfig.hardwareHints` switches off. */
const WITHOUT_HARDWARE: SeveritySettings = { "tensor-core-alignment": "off" };

/** The text of a config in its run; undefined where there is none. */
export function ownFile(uri: string, run: Run): TextFile | undefined {
  return run.files[run.launch.files.indexOf(normalUri(uri))];
}

/** Whether a text is a NeoX config, by its keys, the user's patterns, or a launch that names it. */
export function isConfig(file: TextFile, path: string, run: Run, settings: Settings): boolean {
  const { isAmongConfigs } = run;
  const isLaunched = run.candidates.length > 1;
  const candidate = { text: file.text, path, isLaunched, isAmongConfigs, read: () => file.document };
  return isNeoxConfig(candidate, settings.files);
}

/** All that a check depends on, without its trees; what stayed the same is the same object. */
export function inputsOf(run: Run, settings: Settings): readonly unknown[] {
  // What a check is told comes whole, so that nothing of it can be forgotten here.
  const { files, absentFiles, severities, ...told } = checkOptions(run, settings);
  return [
    ...[run.launch.id, run.candidates.length > 1, run.isAmongConfigs, JSON.stringify(settings.files)],
    ...[JSON.stringify(severities), [...absentFiles].join("\n"), ...Object.entries(told).flat()],
    ...files.map(({ identity }) => identity),
  ];
}

/** Reads a text and what it sets. */
export function* readingSettings(file: TextFile): Steps<void> {
  yield* file.reading();
  yield* mergingSettings([file]);
}

/** Reads the files of a run and checks them as one launch. */
export function* checkingRun(run: Run, settings: Settings): Steps<CheckResult> {
  for (const file of run.files) yield* file.reading();
  yield* mergingSettings(run.files);
  return yield* checking(checkOptions(run, settings));
}

/** What a check is told of a run. */
export function checkOptions(run: Run, settings: Settings) {
  return {
    files: run.files,
    target: run.target,
    ...(run.launch.source !== "file" && { scope: "launch" as const }),
    ...(run.gpus !== undefined && { gpus: run.gpus }),
    ...(run.hosts && { hosts: run.hosts }),
    absentFiles: run.absentFiles,
    isFolderNamed: run.isFolderNamed,
    loads: run.loads,
    severities: {
      ...(settings.hardwareHints ? {} : WITHOUT_HARDWARE),
      ...run.project.rules,
      ...settings.rules,
    },
    extraArguments: run.project.arguments,
  } satisfies CheckOptions;
}
