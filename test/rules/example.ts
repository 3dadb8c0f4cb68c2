import type { Finding } from "../../server/src/engine/finding";
import type { Example } from "../../server/src/engine/rule";
import { type CheckResult, check } from "../../server/src/features/check";
import { parseHostfile } from "../../server/src/launch/gpus";
import { filteredHosts, hostFilters } from "../../server/src/launch/hostFilters";
import { parseTarget } from "../../server/src/launch/parseTarget";
import { mergeSettings } from "../../server/src/launch/settings";
import { UNKNOWN_TARGET } from "../../server/src/launch/target";
import { readYaml } from "../../server/src/yaml/read";
import { forkWith } from "../forkWith";

/** Files by name, as an example gives them. */
export function filesOf(example: Example): Readonly<Record<string, string>> {
  return typeof example === "string" ? { "example.yml": example } : example.files;
}

const NO_OPTIONS: Partial<Exclude<Example, string>> = {};

/** Checks an example, with other texts for its files when given. */
export function checkExample(example: Example, texts = filesOf(example)): CheckResult {
  const { neox, checkout, gpus, launched, absentFiles, hostfile, loads } =
    typeof example === "string" ? NO_OPTIONS : example;
  const version = neox === undefined ? UNKNOWN_TARGET : parseTarget(neox);
  const target = checkout === undefined ? version : forkWith(checkout);
  if (target === undefined) throw new Error(`no target ${neox}`);
  const files = Object.entries(texts).map(([path, text]) => ({ path, document: readYaml(text) }));
  const hosts =
    hostfile === undefined
      ? undefined
      : filteredHosts(parseHostfile(hostfile), hostFilters(mergeSettings(files).settings));
  return check({
    files,
    target,
    ...(gpus !== undefined && { gpus }),
    ...(launched === true ? { scope: "launch" } : {}),
    ...(hosts && { hosts }),
    ...(absentFiles && { absentFiles: new Set(absentFiles) }),
    ...(loads && { loads: loads.facts() }),
  });
}

/** Rules that stop every launch of a kind: the examples of others that are of the kind show something besides. */
const OF_A_WHOLE_KIND: ReadonlySet<string> = new Set(["preference-undefined", "mup-not-applied"]);

/** What is told of an example for the rule with this id, without what stops every launch of its kind. */
export function isAbout({ rule }: Finding, id: string): boolean {
  return rule === id || !OF_A_WHOLE_KIND.has(rule);
}
