import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { Launch } from "../../launch/launch";
import { truthy } from "../../python/compare";
import { nestEntries } from "../../yaml/nest";
import { isDict } from "../../yaml/value";
import { blockValue } from "../kit/blockValue";
import { crashesOf } from "../kit/crashes";
import { defineRule } from "../kit/defineRule";
import { misspeltEntries } from "../kit/misspeltEntries";
import { type NestedEntry, nestedEntries, saidInBlock } from "../kit/nestedEntries";
import { setNested } from "../kit/nestedValue";
import { renameMisspelt, renameNested } from "../kit/renameNested";
import { numbersMovedTo, saidElsewhere } from "../kit/saidElsewhere";
import { yaml } from "../kit/yaml";

const PARAMS = ["optimizer", "params"] as const;

const RATE = "optimizer.params.lr";

export default defineRule({
  id: "optimizer-params-required",
  phase: "args",
  severity: "error",
  outcome: "crash",
  evidence: "ran",
  keys: ["optimizer"],
  neox: { at: "megatron/neox_arguments/arguments.py:calculate_derived", raises: "KeyError" },
  summary: "`optimizer` must have `params`",
  sources: ["megatron/neox_arguments/arguments.py:1058:calculate_derived"],
  explain: `NeoX reads the learning rate from \`optimizer.params\` before it checks the block; without \`params\` that
is a KeyError.`,
  bad: yaml`
    optimizer:
      type: Adam
  `,
  good: yaml`
    optimizer:
      type: Adam
      params:
        lr: 0.0006
  `,
  check(launch, report) {
    const [crash] = crashesOf(launch, "optimizer-params-required");
    const block = launch.get("optimizer");
    if (crash === undefined || !isDict(block)) return;
    report({
      at: { key: "optimizer" },
      message: block.has("params")
        ? t(
            "optimizer.params is no mapping, where NeoX looks for the learning rate: {0}: {1}.",
            crash.type,
            crash.message,
          )
        : t(
            "optimizer has no params, where NeoX looks for the learning rate: {0}: {1}.",
            crash.type,
            crash.message,
          ),
      neox: { at: crash.at, raises: crash.type },
      fixes: () => fixes(launch),
    });
  },
});

/** A misspelt name is mended; else what stands beside `type` was meant for `params`. */
function fixes(launch: Launch): readonly Fix[] {
  const renamed = renameMisspelt(launch, "optimizer", "params");
  if (renamed.length > 0) return renamed;
  const types = new Set([
    "type",
    "params",
    ...misspeltEntries(launch, ["optimizer"], "type").map(({ key }) => key),
  ]);
  const beside = nestedEntries(launch, ["optimizer"]).filter(({ key }) => !types.has(key));
  const said = saidInBlock(launch, ["optimizer"]).filter(([key]) => !types.has(key));
  // What the block merges from elsewhere cannot be put into its params, and may be their rate.
  const isWhole = said.length === beside.length;
  const blocks = beside.filter(({ entry }) => isDict(entry.value.value));
  if (blocks.length > 0) return beside.length > 1 ? [] : blocks.flatMap(paramsMeant);
  const [first] = beside;
  const entries = beside.map(({ entry }) => entry);
  const nested = first === undefined ? [] : nestEntries(first.file.document, first.map, entries, "params");
  if (first !== undefined && nested.length > 0) {
    const title = t("Put {0} into params", beside.map(({ key }) => key).join(t(", ")));
    return [{ title, preferred: isWhole, edits: nested.map((edit) => ({ ...edit, file: first.file })) }];
  }
  // A default beside the value that was meant would win over it.
  if (first !== undefined) return [];
  const isMissing = isWhole && !truthy(blockValue(launch, PARAMS) ?? null);
  const written = (rate: number | bigint) => ({
    edits: setNested(launch, PARAMS, new Map([["lr", rate]])),
  });
  const moved = numbersMovedTo(launch, RATE, written);
  if (moved.length > 0)
    return moved.map((fix) => ({ ...fix, preferred: fix.preferred === true && isMissing }));
  return [
    {
      title: t("params with lr 0.001, NeoX's default"),
      preferred: isMissing && saidElsewhere(launch, RATE).length === 0,
      ...written(0.001),
    },
  ];
}

/** A block with a learning rate is that of the parameters, whatever its name. */
function paramsMeant(nested: NestedEntry): readonly Fix[] {
  const { value } = nested.entry.value;
  return isDict(value) && value.has("lr") ? renameNested(nested, "params") : [];
}
