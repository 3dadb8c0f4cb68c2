import { t } from "../../base/l10n";
import type { Fix } from "../../engine/rule";
import type { TextEdit } from "../../yaml/edit";
import { removeEntry } from "../../yaml/remove";
import { renameKey, replaceValue } from "../../yaml/replace";
import { defineRule } from "../kit/defineRule";
import { type NestedEntry, nestedEntries } from "../kit/nestedEntries";
import { yaml } from "../kit/yaml";

interface Successor {
  readonly path: readonly string[];
  readonly key: string;
  readonly successor: string;
  /** What `true` is today, where the value changes too. */
  readonly whenTrue?: string;
}

/** Keys that DeepSpeed still understands, and what it calls them now (deepspeed/runtime/zero/config.py). */
const SUCCESSORS: readonly Successor[] = [
  {
    path: ["zero_optimization"],
    key: "cpu_offload",
    successor: "offload_optimizer",
    whenTrue: '{ "device": "cpu" }',
  },
  {
    path: ["zero_optimization"],
    key: "cpu_offload_param",
    successor: "offload_param",
    whenTrue: '{ "device": "cpu" }',
  },
  {
    path: ["zero_optimization"],
    key: "stage3_gather_fp16_weights_on_model_save",
    successor: "stage3_gather_16bit_weights_on_model_save",
  },
];

export default defineRule({
  id: "deprecated-nested-key",
  phase: "optimizer",
  severity: "hint",
  outcome: "style",
  evidence: "ran",
  keys: ["zero_optimization"],
  neox: { at: "megatron/training.py:setup_model_and_optimizer" },
  tag: "deprecated",
  summary: "A key of DeepSpeed's that has another name now.",
  sources: ["megatron/training.py:1184:setup_model_and_optimizer"],
  explain: `NeoX hands \`zero_optimization\` on to DeepSpeed as it is. DeepSpeed still understands the old names, says
that they are deprecated, and may drop them: \`cpu_offload: true\` is \`offload_optimizer: { "device": "cpu" }\` now,
and \`cpu_offload: false\` says nothing.`,
  bad: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    zero_optimization: { stage: 1, cpu_offload: true }
  `,
  good: yaml`
    hidden_size: 512
    num_layers: 12
    num_attention_heads: 8
    zero_optimization: { stage: 1, offload_optimizer: { device: cpu } }
  `,
  check(launch, report) {
    for (const successor of SUCCESSORS) {
      const nested = nestedEntries(launch, successor.path).find(({ key }) => key === successor.key);
      if (nested === undefined) continue;
      report({
        at: { file: nested.file, span: nested.entry.key.span },
        message: t("{0} is deprecated: DeepSpeed calls it {1} now.", nested.path, successor.successor),
        fixes: () => fixes(nested, successor),
      });
    }
  },
});

function fixes({ file, entry, map, siblings }: NestedEntry, it: Successor): readonly Fix[] {
  const { document } = file;
  const inFile = (edits: readonly TextEdit[]) => edits.map((edit) => ({ ...edit, file }));
  if (it.whenTrue !== undefined && entry.value.value === false) {
    const edits = inFile(removeEntry(document, map, entry));
    return [{ title: t("Remove {0}", it.key), preferred: true, edits }];
  }
  if (siblings.includes(it.successor)) return [];
  const value = it.whenTrue === undefined ? [] : replaceValue(document, entry.value, it.whenTrue);
  const edits = inFile([...renameKey(document, entry, it.successor), ...value]);
  return [{ title: t("Replace {0} by {1}", it.key, it.successor), preferred: true, edits }];
}
