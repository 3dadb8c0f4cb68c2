/** Every fix offered for a recorded launch that NeoX refused, applied alone and run by real NeoX: `scripts/runBundled.mjs`. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { check } from "../../server/src/features/check";
import { parseTarget } from "../../server/src/launch/parseTarget";
import type { Target } from "../../server/src/launch/target";
import type { ResolvedFix } from "../../server/src/rules/finding";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";
import { Neox, type NeoxVerdict } from "../differential/neox";
import { type ParityCase, RECORDED_TARGETS, readCases, type Verdict } from "../parity/cases";

const {
  NEOX_CHECKOUT,
  NEOX_TARGET = "main",
  NEOX_ORACLE = "../shared/oracle/layer.py",
  PYTHON = "/usr/bin/python3",
} = process.env;
const [first = 0, count = Number.POSITIVE_INFINITY] = process.argv.slice(2).map(Number);

interface OfferedFix {
  readonly rule: string;
  readonly fix: ResolvedFix;
  /** No other error names this function: nothing else can stop NeoX there with the same words. */
  readonly isAlone: boolean;
}

/** The fixes of the errors that name the function at which NeoX stopped. */
function offeredFixes({ files, gpus }: ParityCase, target: Target, stopped: string): readonly OfferedFix[] {
  const read = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
  const { findings } = check({ files: read, target, gpus, scope: "launch" });
  const stopping = findings.filter((it) => it.severity === "error" && it.neox.at === stopped);
  const isAlone = stopping.length === 1;
  return stopping.flatMap(({ rule, fixes }) => fixes().map((fix) => ({ rule, fix, isAlone })));
}

function fixed({ files }: ParityCase, { edits }: ResolvedFix): ParityCase["files"] {
  return files.map(({ name, text }) => {
    const own = edits.filter(({ file }) => file.path === name);
    return { name, text: applyEdits(text, own) };
  });
}

/** Whether NeoX stops as before; a launch may have a second failure, which only then shows. */
function isSameFailure(before: Verdict, after: NeoxVerdict): boolean {
  const place = (at: string | null | undefined) => at?.replace(/:\d+:/, ":");
  return !after.ok && place(before.at) === place(after.where) && before.message === after.message;
}

async function tryFixes(checkout: string, target: Target, version: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "fixes-"));
  const neox = new Neox(PYTHON, NEOX_ORACLE, checkout, folder);
  const failed = new Map<string, string[]>();
  let [tried, hidden] = [0, 0];
  for (const recorded of readCases().slice(first, first + count)) {
    const verdict = recorded.verdicts[version];
    if (verdict === undefined || verdict.launches) continue;
    for (const { rule, fix, isAlone } of offeredFixes(
      recorded,
      target,
      verdict.at?.replace(/:\d+:/, ":") ?? "",
    )) {
      const after = await neox.ask({ id: String(tried++), gpus: recorded.gpus, files: fixed(recorded, fix) });
      if (!isSameFailure(verdict, after)) continue;
      if (!isAlone) {
        hidden++;
        continue;
      }
      failed.set(rule, [...(failed.get(rule) ?? []), `${recorded.id}: ${fix.title}`]);
    }
  }
  neox.end();
  rmSync(folder, { recursive: true });
  const rest = [...failed.values()].flat().length;
  for (const [rule, fixes] of failed)
    console.log(`${fixes.length}\t${rule}\t${fixes.slice(0, 5).join(" | ")}`);
  const removed = tried - hidden - rest;
  console.log(
    `${tried} fixes tried for ${NEOX_TARGET}: ${removed} removed the failure, ${rest} did not, ` +
      `${hidden} mend another of several errors of the same function`,
  );
}

const target = parseTarget(NEOX_TARGET);
const version = RECORDED_TARGETS[NEOX_TARGET];
if (NEOX_CHECKOUT === undefined || target === undefined || version === undefined) {
  console.log("skipped: NEOX_CHECKOUT names no gpt-neox checkout, or NEOX_TARGET no recorded version");
} else {
  void tryFixes(NEOX_CHECKOUT, target, version);
}
