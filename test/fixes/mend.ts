import { check } from "../../server/src/features/check";
import type { Launch } from "../../server/src/launch/launch";
import type { Target } from "../../server/src/launch/target";
import type { Finding, ResolvedFix } from "../../server/src/rules/finding";
import { resolveFix } from "../../server/src/rules/fix";
import { applyEdits } from "../../server/src/yaml/edit";
import { readYaml } from "../../server/src/yaml/read";
import type { PythonValue } from "../../server/src/yaml/value";
import type { ParityCase } from "../parity/cases";

export type Files = ParityCase["files"];

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

/** More errors than any recorded launch has: each turn mends one at least. */
const MOST_TURNS = 20;

/**
 * Mends every error but `kept`, each by its first fix or, where none will do, by taking out one of its keys, a plain value
 * or as many GPUs as one replica takes; a change
 * that mends `kept` as well or brings an error of its own will not do. Gives the rule that no change mends, where there is one.
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
  for (const [files, gpus] of changesOf(now, other)) {
    const next = check(files, gpus);
    const after = new Set(next.errors.map(identity));
    const isSmaller = next.errors.length < now.errors.length && [...after].every((id) => before.has(id));
    if (isSmaller && (kept === undefined || after.has(kept))) return next;
  }
  return undefined;
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

/** Values that stop no launch of few layers. */
const PLAIN: Readonly<Record<string, PythonValue>> = {
  num_layers: 2n,
  seq_length: 128n,
  max_position_embeddings: 128n,
  model_parallel_size: 1n,
  pipe_parallel_size: 1n,
  num_attention_heads: 1n,
};

function removals(launch: Launch, { keys }: Finding): readonly ResolvedFix[] {
  return keys.flatMap((key) => {
    const plain = PLAIN[key];
    return [
      resolveFix(launch, { title: `Remove ${key}`, remove: [key] }) ?? [],
      plain === undefined ? [] : (resolveFix(launch, { title: `Plain ${key}`, set: { [key]: plain } }) ?? []),
    ].flat();
  });
}
