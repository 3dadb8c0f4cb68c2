import type { Finding } from "../../server/src/engine/finding";
import type { ConfigFile } from "../../server/src/launch/launch";

export function configFile(path: string, text: string): ConfigFile {
  return { path, document: { text, root: undefined, problems: [], comments: [] } };
}

/** The span of the first `wanted` in the file. */
export function spanOf(file: ConfigFile, wanted: string) {
  const start = file.document.text.indexOf(wanted);
  if (start < 0) throw new Error(`${file.path} has no ${wanted}`);
  return { start, end: start + wanted.length };
}

/** A finding of the #1314 reshape at `wanted`, with what a test changes. */
export function findingAt(file: ConfigFile, wanted: string, changes: Partial<Finding> = {}): Finding {
  return {
    rule: "kv-heads-reshape",
    severity: "error",
    phase: "forward",
    message: "40 query heads and 8 key/value heads do not reshape.",
    file,
    span: spanOf(file, wanted),
    keys: ["hidden_size", "num_attention_heads", "num_kv_heads"],
    neox: { at: "megatron/model/transformer.py:gqa_project", raises: "RuntimeError" },
    related: [],
    fixes: () => [],
    ...changes,
  };
}
