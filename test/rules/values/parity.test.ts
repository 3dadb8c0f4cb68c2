import { describe, expect, test } from "vitest";
import type { LayersVerdict } from "../../../scripts/oracle/layers";
import type { Phase } from "../../../server/src/engine/rule";
import { check } from "../../../server/src/features/check";
import { parseTarget } from "../../../server/src/launch/parseTarget";
import { readYaml } from "../../../server/src/yaml/read";
import { type LaunchRecord, RECORDED_VERSIONS, readLaunches } from "../../parity/records";
import { VALUE_RULES } from "./valueRules";

/** The key that Python or the log names, the function, and the exception; undefined when another family tells. */
function expected({ launches, type, message = "", at }: LayersVerdict): string | undefined {
  if (launches) return "nothing";
  const where = at?.split(":").at(-1);
  const argument = /NeoXArgs.*unexpected keyword argument '(.*)'/.exec(message)?.[1];
  if (argument !== undefined) return `${type} ${where} ${argument}`;
  const isTypeCheck = message.includes("types cannot be validated") || message.includes("'__origin__'");
  const isChoice = where === "get_norm" || where === "get_activation";
  return isTypeCheck || (isChoice && message.endsWith("not recognized")) ? `${type} ${where}` : undefined;
}

/** Whether a record of layers, which DeepSpeed has no part in, comes to it. */
function isLater(phase: Phase, at: string): boolean {
  return phase === "engine" || phase === "train" || at === "megatron/model/transformer.py:attention";
}

/** What this family tells as errors, each as `expected` would name it. */
function toldErrors({ files, gpus }: LaunchRecord, label: string): ReadonlySet<string> {
  const target = parseTarget(label);
  if (target === undefined) throw new Error(`no version ${label}`);
  const documents = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const { findings } = check({ files: documents, target, gpus, scope: "launch" });
  const errors = findings.filter(
    ({ rule, severity, phase, neox }) =>
      VALUE_RULES.has(rule) && severity === "error" && !isLater(phase, neox.at),
  );
  const names = errors.flatMap(({ neox, keys }) => {
    const failure = `${neox.raises} ${neox.at.split(":").at(-1)}`;
    return [failure, ...keys.map((key) => `${failure} ${key}`)];
  });
  return new Set(names.length === 0 ? ["nothing"] : names);
}

describe("recorded launches", () => {
  test.each(RECORDED_VERSIONS)(
    "at $target fail with the names, types and choices NeoX fails with",
    (version) => {
      const disagreements: unknown[] = [];
      let compared = 0;
      for (const launch of readLaunches(version)) {
        const wanted = expected(launch.verdict);
        if (wanted === undefined) continue;
        compared++;
        const errors = toldErrors(launch, version.commit);
        if (!errors.has(wanted)) disagreements.push({ id: launch.id, wanted, errors: [...errors] });
      }
      expect(disagreements).toEqual([]);
      expect(compared).toBeGreaterThan(20);
    },
  );
});
