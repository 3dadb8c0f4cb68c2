import type { SyntaxNode } from "@lezer/common";
import { firstIndex } from "../../../base/firstIndex";
import { parseScalar } from "../../pythonScalar";
import { childrenOf, type PythonModule } from "../pythonModule";

/** The name of all arguments, where it is not said which of them is meant. */
export const ANY = "*";

/** What a part of a statement names, none of the blocks in it. */
export interface Named {
  /** `block`, and of `block.append` as well. */
  readonly variables: ReadonlySet<string>;
  /** `hidden_size` of `self.hidden_size` and of `getattr(self, "hidden_size")`, or `ANY`. */
  readonly attributes: ReadonlySet<string>;
  /** `fix` of `self.fix`, where that is not called on the spot. */
  readonly taken: ReadonlySet<string>;
  /** Whether it gives a name to what it comes to within: `(n := 1)`. */
  readonly isNaming: boolean;
}

/** `self.check_sizes(` or `check_sizes(`, and where. */
export interface FunctionCall {
  readonly from: number;
  readonly to: number;
  readonly name: string;
}

interface Word {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/** The words of a module, in order, read once: nodes that stand deep in each other would each take long. */
export class Words {
  readonly #words: readonly Word[];
  readonly #text: string;
  /** All calls of functions and methods by names. */
  readonly calls: readonly FunctionCall[];

  /** @param isArguments Whether a variable is the object that holds all arguments. */
  constructor(
    { root, text }: PythonModule,
    private readonly isArguments: (name: string) => boolean,
  ) {
    this.#text = text;
    const words: Word[] = [];
    let isLeaf = false;
    root.cursor().iterate(
      ({ name }) => {
        isLeaf = name !== "Comment";
      },
      ({ name, from, to }) => {
        if (isLeaf) words.push({ name, from, to });
        isLeaf = false;
      },
    );
    this.#words = words;
    this.calls = words.flatMap((word, at): FunctionCall[] => {
      const [before, next] = [words[at - 1], words[at + 1]];
      if (!/^(?:Variable|Property)Name$/.test(word.name) || next?.name !== "(") return [];
      if (before?.name === "def" || before?.name === "class") return [];
      return [{ from: word.from, to: next.to, name: text.slice(word.from, word.to) }];
    });
  }

  namedIn(node: SyntaxNode): Named {
    const found = { variables: new Set<string>(), attributes: new Set<string>(), taken: new Set<string>() };
    let isNaming = false;
    // Blocks stand in statements alone.
    const parts = /Statement$/.test(node.name) ? childrenOf(node) : [node];
    for (const part of parts) {
      if (part.name === "Body") continue;
      for (let at = this.#first(part.from); (this.#words[at]?.from ?? part.to) < part.to; at++) {
        const word = this.#words[at];
        if (word?.name === "VariableName") this.#name(at, found);
        else if (word?.name === "AssignOp" && this.#source(word) === ":=") isNaming = true;
      }
    }
    return { ...found, isNaming };
  }

  #first(offset: number): number {
    return firstIndex(this.#words.length, (at) => (this.#words[at]?.from ?? offset) >= offset);
  }

  #source(word: Word | undefined): string {
    return word === undefined ? "" : this.#text.slice(word.from, word.to);
  }

  #name(
    at: number,
    { variables, attributes, taken }: Record<"variables" | "attributes" | "taken", Set<string>>,
  ) {
    const name = this.#source(this.#words[at]);
    variables.add(name);
    const [mark, property, next, attribute, end] = this.#words.slice(at + 1, at + 6);
    if (name === "getattr") {
      const isAlone = attribute?.name === "String" && (end?.name === "," || end?.name === ")");
      const read = isAlone ? parseScalar(this.#source(attribute)) : undefined;
      attributes.add(typeof read === "string" ? read : ANY);
    } else if (mark?.name === "." && this.isArguments(name)) {
      attributes.add(this.#source(property));
      if (next?.name !== "(") taken.add(this.#source(property));
    }
  }
}
