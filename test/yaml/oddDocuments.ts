import { Random } from "../differential/random";

/**
 * A YAML text of mappings in lists in mappings, with everything that a text may have and configs seldom have: comments at
 * every place, keys behind a question mark, tags, anchors and aliases, blocks of text, values over several lines. Some
 * cannot be read. The same for the same seed.
 */
export function oddDocument(seed: number): string {
  return new OddText(new Random(seed)).document();
}

const WORDS = ["hidden_size", "lr", "fp16", "num-layers", "a", "seed", "stage", "z"];
const LINE_BREAKS = ["\n", "\n", "\n", "\r\n", "\r"] as const;

class OddText {
  private comments = 0;
  private readonly anchors: string[] = [];
  private readonly hasComments: boolean;

  constructor(private readonly dice: Random) {
    this.hasComments = dice.chance(0.8);
  }

  document(): string {
    const { dice } = this;
    const head = dice.chance(0.15) ? "---\n" : "";
    const body = dice.chance(0.25) ? `${this.flow(2)}${this.comment()}\n` : this.blockMap(0, 3);
    const foot = dice.chance(0.1) ? "...\n" : "";
    const text = this.between("") + head + body + this.between("") + foot;
    const whole = dice.chance(0.2) ? text.trimEnd() : text;
    const lines = whole.replaceAll("\n", dice.pick(LINE_BREAKS));
    return dice.chance(0.05) ? `\ufeff${lines}` : lines;
  }

  /** A comment at the end of a line, or nothing. */
  private comment(): string {
    return this.hasComments && this.dice.chance(0.25) ? `${this.dice.pick([" ", "  "])}#${this.mark()}` : "";
  }

  private mark(): string {
    this.comments++;
    return this.dice.pick([
      ` c${this.comments}`,
      `c${this.comments}`,
      ` c${this.comments}: 1`,
      ` c${this.comments} ]}'"`,
    ]);
  }

  /** Lines between two others: blank ones and comments, at this place or another. */
  private between(pad: string): string {
    const { dice } = this;
    const line = () => {
      if (!this.hasComments || dice.chance(0.5)) return "\n";
      return `${dice.pick([pad, pad, "", `${pad}  `])}#${this.mark()}\n`;
    };
    return Array.from({ length: dice.chance(0.25) ? dice.below(2) + 1 : 0 }, line).join("");
  }

  private blockMap(indent: number, depth: number): string {
    const pad = " ".repeat(indent);
    const keys = this.dice.some(WORDS, 1 + this.dice.below(3));
    const own = keys.map((key) => this.between(pad) + this.entry(key, pad, depth)).join("");
    const [anchor] = this.dice.chance(0.1) ? this.dice.some(this.anchors, 1) : [];
    return anchor === undefined ? own : `${own}${pad}<<: *${anchor}${this.comment()}\n`;
  }

  private entry(key: string, pad: string, depth: number): string {
    const { dice } = this;
    if (dice.chance(0.12)) {
      const head = `${pad}? ${this.key(key)}${this.comment()}\n${this.between(pad)}`;
      return dice.chance(0.2) ? head : `${head}${pad}:${this.value(pad, depth)}`;
    }
    if (dice.chance(0.04))
      return `${pad}? |-${this.comment()}\n${pad}  ${key}\n${pad}:${this.value(pad, depth)}`;
    return `${pad}${this.key(key)}${dice.pick(["", "", "", " "])}:${this.value(pad, depth)}`;
  }

  private key(name: string): string {
    const { dice } = this;
    if (dice.chance(0.05)) return `!!str ${name}`;
    return dice.pick([name, name, name, `"${name}"`, `'${name}'`]);
  }

  /** The value behind a colon or a dash, with the line break behind it. */
  private value(pad: string, depth: number): string {
    const { dice } = this;
    const isNested = depth > 0 && dice.chance(0.35);
    const marks = this.marks(pad);
    if (isNested) return `${marks}${this.nested(pad, depth - 1)}`;
    if (dice.chance(0.1)) return `${marks}${this.comment()}\n`;
    if (dice.chance(0.12)) return `${marks} ${this.blockText(pad)}`;
    const gap = marks === "" && dice.chance(0.06) ? `${this.comment()}\n${this.between(pad)}${pad}   ` : " ";
    return `${marks}${gap}${this.scalarOrFlow(pad, depth)}${this.comment()}\n`;
  }

  /** A tag, an anchor or both, or nothing; the value may stand on a later line. */
  private marks(pad: string): string {
    const { dice } = this;
    if (!dice.chance(0.15)) return "";
    const own = dice
      .some(["tag", "anchor"], 1 + dice.below(2))
      .map((kind) => (kind === "tag" ? "!!str" : this.anchor()));
    return ` ${own.join(dice.chance(0.1) ? `${this.comment()}\n${pad}  ` : " ")}`;
  }

  private anchor(): string {
    const name = `x${this.anchors.length}`;
    this.anchors.push(name);
    return `&${name}`;
  }

  private nested(pad: string, depth: number): string {
    const { dice } = this;
    const inner = pad.length + 1 + dice.below(3);
    const head = `${this.comment()}\n${this.between(" ".repeat(inner))}`;
    if (dice.chance(0.6)) return head + this.blockMap(inner, depth);
    const dashes = dice.chance(0.5) ? pad : " ".repeat(inner);
    return head + this.blockList(dashes, depth);
  }

  private blockList(pad: string, depth: number): string {
    const item = () => {
      const inside = depth > 0 && this.dice.chance(0.3);
      const rest = inside ? ` ${this.blockMap(pad.length + 2, depth - 1).trimStart()}` : this.value(pad, 0);
      return `${this.between(pad)}${pad}-${rest}`;
    };
    return Array.from({ length: 1 + this.dice.below(3) }, item).join("");
  }

  private blockText(pad: string): string {
    const { dice } = this;
    const indicator = dice.pick(["", "", "+", "-", "2", "2+"]);
    const inner = `${pad}  `;
    const lines = Array.from(
      { length: 1 + dice.below(2) },
      () => `${inner}${dice.pick(["5", "a # b", "x: 1"])}\n`,
    );
    return `${dice.pick(["|", ">"])}${indicator}${this.comment()}\n${lines.join("")}${dice.chance(0.2) ? "\n" : ""}`;
  }

  private scalarOrFlow(pad: string, depth: number): string {
    const { dice } = this;
    if (depth > 0 && dice.chance(0.25)) return this.flow(depth - 1, pad);
    const [anchor] = dice.chance(0.1) ? dice.some(this.anchors, 1) : [];
    return anchor === undefined ? this.scalar(pad) : `*${anchor}`;
  }

  private scalar(pad: string): string {
    const broken = `\n${pad}   `;
    return this.dice.pick([
      "1",
      "1.0e-5",
      "true",
      "plain words",
      '"a # b"',
      "'it''s'",
      `"two${broken}lines"`,
      `'two${broken}lines'`,
      `two${broken}lines`,
      '"\u{1f600}"',
      "a#b",
    ]);
  }

  private flow(depth: number, pad = ""): string {
    const { dice } = this;
    const isMap = dice.chance(0.6);
    const keys = dice.some(WORDS, dice.below(4));
    const items = keys.map((key) => {
      const value = depth > 0 && dice.chance(0.3) ? this.flow(depth - 1, pad) : this.scalarOrFlow(pad, 0);
      if (!isMap) return value;
      if (dice.chance(0.08)) return this.key(key);
      if (dice.chance(0.06)) return `? ${this.key(key)}${this.gap(pad)} : ${value}`;
      return `${this.key(key)}:${this.gap(pad)} ${this.flowMarks()}${value}`;
    });
    const last = items.length > 0 && dice.chance(0.2) ? `,${this.gap(pad)}` : "";
    const inside = items.map((item) => `${this.gap(pad)}${item}${this.gap(pad)}`).join(",") + last;
    return isMap ? `{${inside}}` : `[${inside}]`;
  }

  private flowMarks(): string {
    return this.dice.chance(0.08) ? `${this.dice.pick(["!!str", this.anchor()])} ` : "";
  }

  /** What may stand between the parts of a flow value. */
  private gap(pad: string): string {
    const { dice } = this;
    if (dice.chance(0.6)) return dice.pick(["", " "]);
    if (dice.chance(0.5)) return `${this.comment()}\n${pad}  `;
    return dice.pick([" ", "  "]);
  }
}
