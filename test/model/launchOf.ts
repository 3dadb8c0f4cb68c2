import { createLaunch, type LaunchOptions } from "../../server/src/launch/createLaunch";
import type { Launch } from "../../server/src/launch/launch";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";

/** A launch of one text, for today's NeoX. */
export function launchOf(text: string, options: Partial<LaunchOptions> = {}): Launch {
  const files = [{ path: "config.yml", document: readYaml(text) }];
  return createLaunch({ files, target: parseTarget("main") ?? UNKNOWN_TARGET, ...options });
}

/** The same from a record of names to values. */
export function launchWith(
  values: Readonly<Record<string, unknown>>,
  options?: Partial<LaunchOptions>,
): Launch {
  return launchOf(JSON.stringify(values), options);
}
