import { type CheckResult, check } from "../../server/src/features/check";
import { loadRequests } from "../../server/src/launch/loads";
import { absentFiles } from "../../server/src/launch/namedFiles";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { mergeSettings } from "../../server/src/launch/settings";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readLoads } from "../../server/src/workspace/loadedFiles";
import { readYaml } from "../../server/src/yaml/read";
import type { MemoryDisk } from "./memoryDisk";

/** What is told of a launch at a key: the rule's id and how severe it is. */
export interface Told {
  readonly rule: string;
  readonly key: string;
  readonly severity: string;
}

/** Checks a config that is launched in the folder `/run` of a disk; only errors and warnings count. */
export async function toldOf(text: string, disk: MemoryDisk, gpus: number): Promise<readonly Told[]> {
  const { findings, failures, launch } = await checkIn(text, disk, gpus);
  if (failures.length > 0) throw failures[0]?.error;
  return findings
    .filter(({ severity }) => severity === "error" || severity === "warning")
    .map(({ rule, severity, span }) => {
      const holding = [...launch.settings.values()].find(
        ({ entry }) => entry.span.start <= span.start && span.start <= entry.span.end,
      );
      return { rule, severity, key: holding?.name ?? "" };
    });
}

export async function checkIn(text: string, disk: MemoryDisk, gpus: number): Promise<CheckResult> {
  const files = [{ path: "/run/config.yml", document: readYaml(text) }];
  const { settings } = mergeSettings(files);
  const requests = loadRequests((name) => settings.get(name)?.value);
  const loads = await readLoads(disk, "file:///run", requests);
  const absent = await absentFiles(
    settings,
    async (path) => (await disk.find(`file:///run/${path}`)) !== null,
  );
  const target = parseTarget("main") ?? UNKNOWN_TARGET;
  return check({ files, target, scope: "launch", gpus, loads, absentFiles: absent });
}
