import { cut } from "../../../base/cut";
import type { Setting } from "../../../launch/launch";
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

/** Every such text in the block or list that is the value of this key, where it is written. */
export function nestedNumbers(setting: Setting): readonly NestedNumber[] {
  const { name, entry, file } = setting;
  const numbers = found.get(entry.value) ?? numbersBelow(entry.value);
  found.set(entry.value, numbers);
  return numbers.map((it) => ({ ...it, path: name + it.path, setting, file }));
}

/** With its path below a value. */
type Below = Pick<NestedNumber, "path" | "node" | "meant">;

/** Of one value; of more nobody is told. */
const MOST_NUMBERS = 10_000;
const LONGEST_PATH = 1000;

/** What is below values: while fixes of a launch are tried, nearly all of it stays the same. */
const found = new WeakMap<YamlNode, readonly Below[]>();

/** In source order. What is around a node stands in a list: generators in generators hand on each at every level. */
function numbersBelow(value: YamlNode): readonly Below[] {
  const numbers: Below[] = [];
  const around = [{ path: "", node: value, next: 0 }];
  for (let last = around.at(-1); last !== undefined; last = around.at(-1)) {
    const at = last.next++;
    const node = childAt(last.node, at);
    if (node === undefined) {
      around.pop();
      continue;
    }
    const meant = nestedNumber(node);
    // Most texts are no numbers, and nobody asks for their paths.
    if (node.kind === "scalar" && meant === undefined) continue;
    const path = cut(last.path + stepTo(last.node, at), LONGEST_PATH);
    if (node.kind !== "scalar") around.push({ path, node, next: 0 });
    else if (meant !== undefined) numbers.push({ path, node, meant });
    if (numbers.length === MOST_NUMBERS) break;
  }
  return numbers;
}

function childAt(node: YamlNode, at: number): YamlNode | undefined {
  if (node.kind === "map") return node.entries[at]?.value;
  return node.kind === "list" ? node.items[at] : undefined;
}

function stepTo(node: YamlNode, at: number): string {
  const key = node.kind === "map" ? node.entries[at]?.key : undefined;
  return key === undefined ? `[${at}]` : `.${cut(scalarText(key.value), LONGEST_PATH)}`;
}

/** The number that a text inside of a block was meant to be, in PyYAML's spelling. */
export function nestedNumber(node: YamlNode): string | undefined {
  if (node.kind !== "scalar" || node.style !== "plain") return undefined;
  const spelling = pyYamlNumber(node.source);
  return spelling && (integerSpelling(spelling) ?? spelling);
}
