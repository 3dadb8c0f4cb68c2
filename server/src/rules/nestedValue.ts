import type { ConfigFile, Launch } from "../launch/launch";
import type { Span, YamlNode } from "../yaml/tree";

/** Where a value inside of a block stands, as a path of keys from the argument on; undefined where no file has it. */
export function nestedValue(
  launch: Launch,
  [name = "", ...path]: readonly string[],
): { file: ConfigFile; span: Span } | undefined {
  const setting = launch.settings.get(name);
  if (setting === undefined) return undefined;
  let node: YamlNode | undefined = setting.entry.value;
  for (const key of path) {
    if (node?.kind === "alias") node = node.target;
    if (node?.kind !== "map") return undefined;
    node = node.entries.findLast((entry) => entry.key.value === key)?.value;
  }
  if (node === undefined || node.span.end === node.span.start) return undefined;
  return { file: setting.file, span: node.span };
}
