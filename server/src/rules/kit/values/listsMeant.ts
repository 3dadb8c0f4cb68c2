import { type Items, itemsOf } from "../../../arguments/lists";
import { trimmed } from "../../../yaml/layout";
import { plainValue, pyYamlNumber } from "../../../yaml/scalar";
import type { ScalarNode } from "../../../yaml/tree";
import { quoteDouble } from "../../../yaml/write";
import { countMeant } from "./countMeant";
import { integerSpelling, withoutZeros } from "./spelling";
import { isHalfThousand, withoutCommas } from "./thousands";
import { withoutBrackets } from "./withoutBrackets";

/** A list that a text may stand for. */
interface Reading {
  /** In YAML. */
  readonly items: readonly string[];
  /** Whether nothing else can be meant. */
  readonly isPlain: boolean;
}

/** In characters; a longer list nobody writes as one text. */
const LONGEST = 100_000;

/** The lists that one scalar may be meant to be, for the argument at `path`. */
export function listsMeant(path: string, node: ScalarNode): readonly Reading[] {
  if (node.source.length > LONGEST) return [];
  const items = itemsOf(path);
  const numbers = items === "texts" ? [] : numbersMeant(path, node, items);
  const isOther = numbers.length === 0 && (items === "texts" || items === undefined);
  return isOther ? [textsMeant(node, items)] : numbers;
}

/** With blanks, commas or semicolons between, and commas also within: in `1,000, 2,000` and in `0,5`. */
function numbersMeant(path: string, node: ScalarNode, items: Items | undefined): readonly Reading[] {
  const source = withoutBrackets(node.source.trim());
  const written = source.split(/[\s;]+/).map((part) => part.replace(/,$/, ""));
  const parts = written.filter((part) => part !== "");
  const readings = (isPlain: boolean, ...lists: readonly (readonly string[])[]) =>
    lists.flatMap((list) => readingOf(list, path, items, isPlain));
  const withCommas = parts.filter((part) => part.includes(","));
  if (withCommas.length === 0) return readings(true, parts);
  const several = parts.flatMap((part) => part.split(","));
  const joined = parts.map((part) => (part.includes(",") ? withoutCommas(part, false) : part));
  if (joined.every((part) => part !== undefined)) {
    // No count begins with a zero.
    const isPlain = items === "counts" && withCommas.every((part) => part.includes(",0"));
    return isPlain ? readings(true, joined) : readings(false, joined, several);
  }
  const mayBeFractions = items !== "counts" && withCommas.some((part) => /^[-+]?\d+,\d+$/.test(part));
  return mayBeFractions && parts.length > 1 ? [] : readings(!mayBeFractions, several);
}

/** The numbers that such texts are; none where one is no number. */
function readingOf(
  parts: readonly string[],
  path: string,
  items: Items | undefined,
  isPlain: boolean,
): readonly Reading[] {
  const decimal = parts.map(withoutZeros);
  const numbers = decimal.map((part) => countMeant(path, part) ?? numberIn(part, items === "counts"));
  if (parts.length === 0 || !numbers.every((number) => number !== undefined)) return [];
  // With a zero before it one may be an octal; and what nobody knows may be texts.
  const isKnown = items !== undefined || parts.length === 1;
  const isDecimal = decimal.every((part, index) => part === parts[index]);
  return [{ items: numbers, isPlain: isPlain && isKnown && isDecimal }];
}

function numberIn(text: string, isCount: boolean): string | undefined {
  const source = pyYamlNumber(text) ?? text;
  const value = text.includes(":") ? undefined : plainValue(source);
  if (typeof value === "bigint") return source;
  if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
  if (!isCount) return source;
  return isHalfThousand(text) ? undefined : integerSpelling(source);
}

/** What else than numbers has a comma or a blank between may be one. */
function textsMeant(node: ScalarNode, items: Items | undefined): Reading {
  const source = trimmed(node.source);
  const parts = withoutBrackets(source).split(/[,\n]/).map(trimmed);
  if (parts.at(-1) === "") parts.pop();
  const areParts = parts.length > 0 && !parts.includes("");
  if (parts.join() === source) return { items: [written(node, items)], isPlain: !/[\s,]/.test(source) };
  return { items: (areParts ? parts : [source]).map((part) => quoteDouble(part)), isPlain: false };
}

/** What is plain may end, or be a sign, inside of brackets, and be a text for its tag only. */
function written({ source, style, value }: ScalarNode, items: Items | undefined): string {
  const isText = typeof value === "string" || items === "texts";
  const staysText = style === "plain" && plainValue(source) === source && !/^[?:]|[,[\]{}]/.test(source);
  return isText && !staysText ? quoteDouble(source) : source;
}
