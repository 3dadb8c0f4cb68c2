import type { Launch, Setting } from "../../../launch/launch";
import { scalarText } from "../../../python/scalarText";
import { pyYamlNumber } from "../../../yaml/scalar";
import type { ScalarNode, YamlNode } from "../../../yaml/tree";
import { integerSpelling } from "./spelling";
import type { WrittenValue } from "./typedValue";

/** A text inside of the value of a top-level key that was meant to be a number. */
export interface NestedNumber extends WrittenValue {
  readonly node: ScalarNode;
  /** In PyYAML's spelling. */
  readonly meant: string;
}

/** Every such text in the blocks and lists of NeoX's own arguments, where it is written. */
export function* nestedNumbers(launch: Launch): Iterable<NestedNumber> {
  for (const setting of launch.settings.values())
    if (launch.catalogue.get(setting.name) !== undefined)
      yield* numbersBelow(setting, setting.name, setting.entry.value);
}

function* numbersBelow(setting: Setting, path: string, node: YamlNode): Iterable<NestedNumber> {
  for (const [step, child] of children(node)) {
    const meant = nestedNumber(child);
    if (child.kind !== "scalar") yield* numbersBelow(setting, path + step, child);
    else if (meant !== undefined)
      yield { path: path + step, setting, file: setting.file, node: child, meant };
  }
}

function* children(node: YamlNode): Iterable<readonly [step: string, child: YamlNode]> {
  if (node.kind === "map")
    for (const { key, value } of node.entries) yield [`.${scalarText(key.value)}`, value];
  else if (node.kind === "list") for (const [index, item] of node.items.entries()) yield [`[${index}]`, item];
}

/** The number that a text inside of a block was meant to be, in PyYAML's spelling. */
export function nestedNumber(node: YamlNode): string | undefined {
  if (node.kind !== "scalar" || node.style !== "plain") return undefined;
  const spelling = pyYamlNumber(node.source);
  return spelling && (integerSpelling(spelling) ?? spelling);
}
