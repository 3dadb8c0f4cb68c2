import { t } from "../../l10n";
import { isDict, type PythonDict } from "../../yaml/value";
import { defineRule } from "../rule";

const BLOCKS = ["optimizer", "scheduler"] as const;

export default defineRule({
  id: "optimizer-block",
  phase: "args",
  severity: "error",
  keys: BLOCKS,
  neox: { at: "megatron/neox_arguments/arguments.py:__post_init__", raises: "ValueError" },
  summary: "`optimizer` and `scheduler` need a `type` (a string) and `params` (a mapping)",
  explain: `NeoX's type check looks into these two blocks (\`megatron/neox_arguments/arguments.py:1425-1455\`) and fails
with \`types cannot be validated\`; only the log names the key. An empty \`scheduler: {}\` fails too.`,
  bad: "optimizer:\n  params:\n    lr: 0.0006\n",
  good: "optimizer:\n  type: Adam\n  params:\n    lr: 0.0006\n",
  check(launch, report) {
    for (const key of BLOCKS) {
      const block = launch.derivation.get(key);
      const message = isDict(block) ? fault(key, block) : undefined;
      if (message !== undefined) report({ at: { key }, message, operands: [] });
    }
  },
});

/** The first thing NeoX's check refuses in a block. */
function fault(key: string, block: PythonDict): string | undefined {
  const [type, params] = [block.get("type"), block.get("params")];
  if (type === undefined) return t("{0} must contain the key type.", key);
  if (typeof type !== "string") return t("The type in {0} must be a string.", key);
  // Without them NeoX stops before, where it looks for the learning rate.
  if (key === "optimizer") return undefined;
  if (params === undefined) return t("{0} must contain the key params.", key);
  return isDict(params) ? undefined : t("The params in {0} must be a mapping.", key);
}
