import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { check } from "../../../server/src/features/check";
import { MAIN_TARGET, type Target } from "../../../server/src/launch/target";
import { readYaml } from "../../../server/src/yaml/read";
import { VALUE_RULES } from "./valueRules";

interface Verdict {
  readonly launches: boolean;
  readonly type?: string;
  readonly message?: string;
  readonly at?: string;
}

interface Case {
  readonly id: string;
  readonly gpus: number;
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly verdicts: Readonly<Record<string, Verdict>>;
}

const CASES = fileURLToPath(new URL("../../../../shared/parity/cases.jsonl", import.meta.url));

const TARGETS: readonly (readonly [string, Target])[] = [
  ["main", MAIN_TARGET],
  ["2024-10", { kind: "version", label: "2024-10-31", date: "2024-10-31" }],
];

/** The key that Python or the log names, the function, and the exception; undefined when another family tells. */
function expected({ launches, type, message = "", at = "" }: Verdict): string | undefined {
  if (launches) return "nothing";
  const where = at.split(":").at(-1);
  const argument = /NeoXArgs.*unexpected keyword argument '(.*)'/.exec(message)?.[1];
  if (argument !== undefined) return `${type} ${where} ${argument}`;
  const isTypeCheck = message.includes("types cannot be validated") || message.includes("'__origin__'");
  const isChoice = where === "get_norm" || where === "get_activation";
  return isTypeCheck || (isChoice && message.endsWith("not recognized")) ? `${type} ${where}` : undefined;
}

/** What this family tells as errors, each as `expected` would name it. */
function toldErrors({ files, gpus }: Case, target: Target): ReadonlySet<string> {
  const documents = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const { findings } = check({ files: documents, target, gpus, scope: "launch" });
  const errors = findings.filter(({ rule, severity }) => VALUE_RULES.has(rule) && severity === "error");
  const names = errors.flatMap(({ neox, keys }) => {
    const failure = `${neox.raises} ${neox.at.split(":").at(-1)}`;
    return [failure, ...keys.map((key) => `${failure} ${key}`)];
  });
  return new Set(names.length === 0 ? ["nothing"] : names);
}

describe.skipIf(!existsSync(CASES))(
  existsSync(CASES) ? "recorded launches" : "skipped: no shared data",
  () => {
    test.each(TARGETS)(
      "at %s fail with the names, types and choices NeoX fails with",
      (label, target) => {
        const cases = readFileSync(CASES, "utf8").trimEnd().split("\n");
        const disagreements: unknown[] = [];
        let compared = 0;
        for (const line of cases) {
          const launch: Case = JSON.parse(line);
          const verdict = launch.verdicts[label];
          const wanted = verdict && expected(verdict);
          if (wanted === undefined) continue;
          compared++;
          const errors = toldErrors(launch, target);
          if (!errors.has(wanted)) disagreements.push({ id: launch.id, wanted, errors: [...errors] });
        }
        expect(disagreements).toEqual([]);
        expect(compared).toBeGreaterThan(1000);
      },
      120_000,
    );
  },
);
