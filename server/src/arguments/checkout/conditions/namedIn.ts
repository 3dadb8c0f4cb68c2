import type { SyntaxNode } from "@lezer/common";
import { parseScalar } from "../../pythonScalar";

/** The name of all arguments, where it is not said which of them is meant. */
export const ALL = "*";

/** What a part of a statement names, none of the blocks in it. */
export interface Named {
  /** `block`, and of `block.append` as well. */
  readonly variables: ReadonlySet<string>;
  /** `hidden_size` of `self.hidden_size` and of `getattr(self, "hidden_size")`, or `ALL`. */
  readonly attributes: ReadonlySet<string>;
  /** `fix` of `self.fix`, where that is not called on the spot. */
  readonly taken: ReadonlySet<string>;
  /** Whether it gives a name to what it comes to within: `(n := 1)`. */
  readonly isNaming: boolean;
}

/** @param isArguments Whether a variable is the object that holds all arguments. */
export function namedIn(node: SyntaxNode, text: string, isArguments: (name: string) => boolean): Named {
  const [variables, attributes, taken] = [new Set<string>(), new Set<string>(), new Set<string>()];
  const words = wordsOf(node, text);
  words.forEach((word, at) => {
    if (word.name !== "VariableName") return;
    variables.add(word.source);
    const behind = words.slice(at + 1, at + 6);
    const [mark, property, next] = behind;
    if (isArguments(word.source) && mark?.name === "." && property !== undefined) {
      attributes.add(property.source);
      if (next?.name !== "(") taken.add(property.source);
    } else if (word.source === "getattr") attributes.add(attributeNamed(behind));
  });
  return { variables, attributes, taken, isNaming: words.some(({ source }) => source === ":=") };
}

interface Word {
  readonly name: string;
  readonly source: string;
}

/** The leaves of the tree, in order: nodes that stand deep in each other would each take long. */
function wordsOf(node: SyntaxNode, text: string): readonly Word[] {
  const words: Word[] = [];
  let isLeaf = false;
  node.cursor().iterate(
    (it) => {
      isLeaf = it.name !== "Comment" && it.name !== "Body";
      return isLeaf;
    },
    ({ name, from, to }) => {
      if (isLeaf) words.push({ name, source: text.slice(from, to) });
      isLeaf = false;
    },
  );
  return words;
}

/** What stands behind `getattr`: `(self, "width"`. */
function attributeNamed([, , , name, end]: readonly Word[]): string {
  const isAlone = name?.name === "String" && (end?.name === "," || end?.name === ")");
  const attribute = isAlone ? parseScalar(name.source) : undefined;
  return typeof attribute === "string" ? attribute : ALL;
}
