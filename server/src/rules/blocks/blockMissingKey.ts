import { BLOCKS } from "../../arguments/blocks";
import facts from "../../arguments/generated/nested.json";
import { t } from "../../base/l10n";
import type { FileEdit, Fix } from "../../engine/rule";
import type { ConfigFile, Launch } from "../../launch/launch";
import { resolveAlias } from "../../yaml/alias";
import { effectiveEntries } from "../../yaml/effectiveEntries";
import { insertEntries, type NewEntry } from "../../yaml/insert";
import { replaceValue } from "../../yaml/replace";
import type { MapNode } from "../../yaml/tree";
import { isDict, type PythonValue, typeName } from "../../yaml/value";
import { valueSource } from "../../yaml/valueStyle";
import { defineRule } from "../kit/defineRule";
import { misspeltEntries } from "../kit/misspeltEntries";
import { saidInBlock } from "../kit/nestedEntries";
import { renameMisspelt } from "../kit/renameNested";
import { yaml } from "../kit/yaml";

interface Requirement {
  readonly block: string;
  readonly key: string;
  readonly type?: "str" | "dict";
  /** What a fix writes, the first that brings no error. */
  readonly usual: readonly [PythonValue, ...PythonValue[]];
}

const OF_ADAM = facts.optimizer.params_by_type.adam;

/** What NeoX wants inside of a block that is there (arguments.py:1426-1478), in the order of its checks. */
const REQUIRED: readonly Requirement[] = [
  { block: "optimizer", key: "type", type: "str", usual: ["Adam"] },
  { block: "optimizer", key: "params", type: "dict", usual: [new Map()] },
  { block: "scheduler", key: "type", type: "str", usual: ["WarmupDecayLR"] },
  { block: "scheduler", key: "params", type: "dict", usual: [new Map()] },
  { block: "fp16", key: "enabled", usual: [true, false] },
  { block: "amp", key: "enabled", usual: [true, false] },
  { block: "flops_profiler", key: "enabled", usual: [true, false] },
];

export default defineRule({
  id: "block-missing-key",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["optimizer", "scheduler", "fp16", "amp", "flops_profiler"],
  neox: { at: "megatron/neox_arguments/arguments.py:__post_init__", raises: "ValueError" },
  summary: "A block without a key that NeoX wants in it.",
  sources: ["megatron/neox_arguments/arguments.py:1426:validate_types"],
  explain: `NeoX checks a few keys inside of blocks: \`optimizer\` and \`scheduler\` need \`type\` (a string) and
\`params\` (a mapping); \`fp16\`, \`amp\` and \`flops_profiler\` need \`enabled\`. Otherwise it raises \`ValueError:
NeoXArgs.__post_init__() NeoXArgs types cannot be validated\`, and only a line of the log names the block. An empty
block counts as one. \`fp16\` gets its \`enabled\` from \`precision: fp16\`.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    fp16: { loss_scale: 0 }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    fp16: { enabled: true, loss_scale: 0 }
  `,
  check(launch, report) {
    for (const requirement of REQUIRED) {
      const { block } = requirement;
      const message = problemOf(launch, requirement);
      if (message === undefined) continue;
      report({ at: block, message, keys: [block], fixes: () => fixes(launch, requirement) });
    }
  },
});

/** What is wrong with a key of a block after derivation; a block that stops NeoX earlier is told elsewhere. */
function problemOf(launch: Launch, { block, key, type }: Requirement): string | undefined {
  const value = launch.settings.has(block) ? launch.derivation.get(block) : undefined;
  if (!isDict(value) || launch.derivation.crashes.some((crash) => crash.keys.includes(block)))
    return undefined;
  const inner = value.get(key);
  if (inner === undefined)
    return t("{0} has no key {1}, and NeoX stops with ValueError: types cannot be validated.", block, key);
  if (type === undefined || typeName(inner) === type) return undefined;
  return t(
    "{0}.{1} must be {2}, and NeoX stops with ValueError: types cannot be validated.",
    block,
    key,
    type === "str" ? t("a text (str)") : t("a mapping (dict)"),
  );
}

/** Renames what may be a misspelling of the key, or writes it. */
function fixes(launch: Launch, requirement: Requirement): readonly Fix[] {
  const { block, key } = requirement;
  const renamed = renameMisspelt(launch, block, key);
  const written = writing(launch, requirement);
  if (renamed.length === 0 && !maySay(launch, requirement)) return written;
  return [...renamed, ...written.map((it) => ({ ...it, preferred: false }))];
}

/** Whether the files may say a key's value by another name, so that the usual one would be another. */
function maySay(launch: Launch, { block, key, type }: Requirement): boolean {
  const known = BLOCKS.find(({ path }) => path.join(".") === block)?.keys;
  const isLike = (value: PythonValue) => (type === undefined ? !isDict(value) : typeName(value) === type);
  // `fp16: { fp16: true }` says what is usual, and `false` does not.
  const isOther = (name: string, value: PythonValue) =>
    name === block ? value !== true : name !== key && !known?.has(name);
  return (
    saidInBlock(launch, [block]).some(([name, { value }]) => isOther(name, value) && isLike(value)) ||
    (block === "optimizer" && key === "type" && isOfAnotherOptimizer(launch))
  );
}

/** Whether what stands around a missing type is not for Adam. */
function isOfAnotherOptimizer(launch: Launch): boolean {
  const params = saidInBlock(launch, ["optimizer", "params"]);
  return launch.settings.has("optimizer_type") || params.some(([key]) => !Object.hasOwn(OF_ADAM, key));
}

/** Writes the key and with it the others that the block lacks, but for those that it may have by another name. */
function writing(launch: Launch, requirement: Requirement): readonly Fix[] {
  const { block, key, usual } = requirement;
  const setting = launch.settings.get(block);
  const map = setting && resolveAlias(setting.entry.value);
  if (setting === undefined || map?.kind !== "map") return [];
  const present = effectiveEntries(map);
  const isWanted = (it: Requirement) =>
    it === requirement ||
    (it.block === block &&
      problemOf(launch, it) !== undefined &&
      misspeltEntries(launch, [block], it.key).length === 0);
  const wanted = REQUIRED.filter(isWanted);
  return usual.map((value) => {
    const entries = wanted.map((it) => ({
      key: it.key,
      value: valueSource(it === requirement ? value : it.usual[0], map, present.get(it.key)?.entry),
    }));
    const words = entries.map((entry) => `${block}.${entry.key}: ${entry.value}`).join(", ");
    return {
      title: t("Write {0}", words),
      preferred: true,
      oneOf: key,
      edits: written(setting.file, map, entries),
    };
  });
}

/** Edits that write the entries over those that are there, and the others after them. */
function written(file: ConfigFile, map: MapNode, entries: readonly NewEntry[]): FileEdit[] {
  const { document } = file;
  const present = effectiveEntries(map);
  const replaced = entries.flatMap(({ key, value }) => {
    const entry = present.get(key)?.entry;
    return entry === undefined ? [] : replaceValue(document, entry.value, value);
  });
  const absent = entries.filter(({ key }) => !present.has(key));
  const inserted = absent.length > 0 ? insertEntries(document, map, absent) : [];
  return [...replaced, ...inserted].map((edit) => ({ ...edit, file }));
}
