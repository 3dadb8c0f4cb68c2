import { readYaml } from "../../../server/src/yaml/read";
import type { YamlDocument, YamlNode } from "../../../server/src/yaml/tree";
import type { Target } from "../target";
import { smallText } from "../texts";

/** Whatever the text, one problem at most, and every node within the text. */
export const reader: Target = (random, seeds) => {
  const document = readYaml(smallText(random, seeds));
  const faults = document.root === undefined ? [] : misplaced(document, document.root);
  return document.problems.length > 1 ? [...faults, "more than one problem"] : faults;
};

function misplaced({ text }: YamlDocument, root: YamlNode): string[] {
  const faults: string[] = [];
  const waiting = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const { start, end } = node.span;
    if (!(start >= 0 && start <= end && end <= text.length))
      faults.push(`a ${node.kind} is outside of the text`);
    if (node.kind === "list") waiting.push(...node.items);
    if (node.kind === "map") waiting.push(...node.entries.flatMap(({ key, value }) => [key, value]));
  }
  return faults;
}
