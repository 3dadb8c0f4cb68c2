/**
 * Finds any of many words in bytes, in one step a byte however many words there are (Aho and Corasick 1975). Upper and
 * lower case are one. It tells only whether there is one: who has to know which reads the line.
 */
export class WordScan {
  /** The class of each byte: bytes that are in no word are one class. */
  private readonly classes = new Uint8Array(256);
  private readonly shift: number;
  /** The next state by state and class; `FOUND` where a word ends. */
  private readonly next: Uint16Array;

  constructor(words: readonly string[]) {
    const known = [...new Set(words.map((word) => word.toLowerCase()))].filter((word) => word !== "");
    const letters = [...new Set(known.join(""))];
    for (const [index, letter] of letters.entries())
      for (const same of [letter, letter.toUpperCase()]) this.classes[same.charCodeAt(0) & 0xff] = index + 1;
    this.shift = Math.ceil(Math.log2(letters.length + 1));
    const trie = trieOf(known);
    this.next = new Uint16Array(trie.length << this.shift);
    this.link(trie);
  }

  isIn(bytes: Uint8Array, start: number, end: number): boolean {
    const { classes, next, shift } = this;
    let state = 0;
    for (let at = start; at < end; at += 1) {
      state = next[(state << shift) | (classes[bytes[at] ?? 0] ?? 0)] ?? 0;
      if (state === FOUND) return true;
    }
    return false;
  }

  /** Breadth first, so that the state to fall back to is complete before it is copied. */
  private link(trie: readonly Node[]): void {
    const fallback = new Uint16Array(trie.length);
    for (const [state, { children, isWord }] of trie.entries()) {
      const own = state << this.shift;
      const from = (fallback[state] ?? 0) << this.shift;
      if (state > 0) this.next.copyWithin(own, from, from + (1 << this.shift));
      if (isWord) continue;
      for (const [letter, child] of children) {
        const at = own | (this.classes[letter.charCodeAt(0)] ?? 0);
        const back = this.next[at] ?? 0;
        fallback[child] = state === 0 || back === FOUND ? 0 : back;
        this.next[at] = trie[child]?.isWord === true || back === FOUND ? FOUND : child;
      }
    }
  }
}

const FOUND = 0xffff;

interface Node {
  readonly children: Map<string, number>;
  isWord: boolean;
}

/** A tree of the words' letters, its nodes numbered breadth first. */
function trieOf(words: readonly string[]): readonly Node[] {
  const nodes: Node[] = [{ children: new Map(), isWord: false }];
  let growing = words.map((word) => ({ word, at: 0 }));
  for (let length = 0; growing.length > 0; length += 1) {
    growing = growing.map(({ word, at }) => {
      const parent = nodes[at];
      const letter = word[length] ?? "";
      const known = parent?.children.get(letter);
      const child = known ?? nodes.push({ children: new Map(), isWord: false }) - 1;
      if (known === undefined) parent?.children.set(letter, child);
      const node = nodes[child];
      if (node !== undefined && word.length === length + 1) node.isWord = true;
      return { word, at: child };
    });
    growing = growing.filter(({ word }) => word.length > length + 1);
  }
  return nodes;
}
