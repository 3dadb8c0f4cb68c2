import type { Launch, Setting } from "../../launch/launch";
import { pyYamlNumber } from "../../yaml/scalar";
import type { ScalarNode, YamlNode } from "../../yaml/tree";
import { integerSpelling } from "../types/spelling";
import type { WrittenValue } from "../types/typedValue";

/** A scalar somewhere inside of the value of a top-level key. */
export interface NestedScalar extends WrittenValue {
  readonly node: ScalarNode;
}

/** Every scalar value inside of the blocks and lists of NeoX's own arguments, where it is written. */
export function nestedScalars(launch: Launch): readonly NestedScalar[] {
  return [...launch.settings.values()]
    .filter((setting) => launch.catalogue.get(setting.name) !== undefined)
    .flatMap((setting) => children(setting, setting.name, setting.entry.value));
}

function children(setting: Setting, path: string, node: YamlNode): readonly NestedScalar[] {
  switch (node.kind) {
    case "map":
      return node.entries.flatMap(({ key, value }) =>
        scalarsIn(setting, `${path}.${String(key.value)}`, value),
      );
    case "list":
      return node.items.flatMap((item, index) => scalarsIn(setting, `${path}[${index}]`, item));
    default:
      return [];
  }
}

function scalarsIn(setting: Setting, path: string, node: YamlNode): readonly NestedScalar[] {
  if (node.kind === "scalar") return [{ path, setting, file: setting.file, node }];
  return children(setting, path, node);
}

/** The number that a text inside of a block was meant to be, in PyYAML's spelling. */
export function nestedNumber(node: YamlNode): string | undefined {
  if (node.kind !== "scalar" || node.style !== "plain") return undefined;
  const spelling = pyYamlNumber(node.source);
  return spelling && (integerSpelling(spelling) ?? spelling);
}
