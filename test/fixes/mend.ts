import type { OracleLaunch } from "../../scripts/oracle/oracle";
import type { Finding, ResolvedFix } from "../../server/src/engine/finding";
import { resolveFix } from "../../server/src/engine/fix";
import { check } from "../../server/src/features/check";
import type { Launch } from "../../server/src/launch/launch";
import type { Target } from "../../server/src/launch/target";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";
import type { PythonValue } from "../../server/src/yaml/value";

export type Files = OracleLaunch["files"];

/** A launch with what stops it. */
export interface Checked {
  readonly files: Files;
  readonly gpus: number;
  readonly launch: Launch;
  readonly errors: readonly Finding[];
}

/** Checks files as one launch. */
export type Checker = (files: Files, gpus: number) => Checked;

export function checkerFor(target: Target): Checker {
  return (files, gpus) => {
    const read = files.map(({ name, text }) => ({ path: name, document: readYaml(text) }));
    const { launch, findings } = check({ files: read, target, gpus, scope: "launch" });
    return { files, gpus, launch, errors: findings.filter(({ severity }) => severity === "error") };
  };
}

/** The same of a finding before and after a change of its launch. */
export function identity({ rule, keys, neox }: Finding): string {
  return `${rule} ${keys.join(" ")} ${neox.at}`;
}

export function fixed(files: Files, { edits }: ResolvedFix): Files {
  return files.map(({ name, text }) => {
    const own = edits.filter(({ file }) => file.path === name);
    return { name, text: applyEdits(text, own) };
  });
}

/** More errors than any recorded launch has, with those that come to light: each turn mends one at least. */
const MOST_TURNS = 40;

/**
 * Mends every error but `kept`, each by its first fix or, where none will do, by taking out one of its keys, a plain value
 * or as many GPUs as one replica takes. A change that mends `kept` as well will not do, and one that brings another
 * error to light only where no other does. Gives the rule that no change mends, where there is one.
 */
export function mendOthers(start: Checked, check: Checker, kept: string | undefined): Checked | string {
  let now = start;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const other = now.errors.find((it) => identity(it) !== kept);
    if (other === undefined) return now;
    const next = mendOne(now, check, other, kept);
    if (next === undefined) return other.rule;
    now = next;
  }
  return now.errors[0]?.rule ?? "";
}

function mendOne(
  now: Checked,
  check: Checker,
  other: Finding,
  kept: string | undefined,
): Checked | undefined {
  const before = new Set(now.errors.map(identity));
  let unveiling: Checked | undefined;
  for (const [files, gpus] of changesOf(now, other)) {
    const next = check(files, gpus);
    const after = new Set(next.errors.map(identity));
    if (times(next, other) >= times(now, other) || (kept !== undefined && !after.has(kept))) continue;
    if (next.errors.length < now.errors.length && [...after].every((id) => before.has(id))) return next;
    unveiling ??= next;
  }
  return unveiling;
}

function times({ errors }: Checked, finding: Finding): number {
  return errors.filter((it) => identity(it) === identity(finding)).length;
}

function changesOf({ files, gpus, launch }: Checked, other: Finding): readonly (readonly [Files, number])[] {
  const edits = [...preferredFirst(other.fixes()), ...removals(launch, other)];
  const replica =
    (launch.int("model_parallel_size") ?? 1) * Math.max(1, launch.int("pipe_parallel_size") ?? 1);
  return [
    ...(other.rule === "gpus-divide" ? ([[files, replica]] as const) : []),
    ...edits.map((edit) => [fixed(files, edit), gpus] as const),
  ];
}

function preferredFirst(fixes: readonly ResolvedFix[]): readonly ResolvedFix[] {
  return [...fixes].sort((a, b) => Number(b.preferred) - Number(a.preferred));
}

/** Values that stop no launch of few layers; 15360 is wide enough for any usual number of heads to divide it. */
const PLAIN: Readonly<Record<string, readonly PythonValue[]>> = {
  num_layers: [2n],
  hidden_size: [15360n],
  seq_length: [128n],
  max_position_embeddings: [128n, 65536n],
  model_parallel_size: [1n],
  pipe_parallel_size: [1n],
  num_attention_heads: [1n, 8n, 64n, 60n],
};

function removals(launch: Launch, { keys }: Finding): readonly ResolvedFix[] {
  return keys.flatMap((key) => {
    const plain = (PLAIN[key] ?? []).map((value) => ({ title: `Plain ${key}`, set: { [key]: value } }));
    return [{ title: `Remove ${key}`, remove: [key] }, ...plain].flatMap(
      (fix) => resolveFix(launch, fix) ?? [],
    );
  });
}
