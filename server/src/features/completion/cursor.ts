import { finish, type Steps } from "../../base/steps";
import { nodeAt } from "../../yaml/nodeAt";
import { weighingYaml } from "../../yaml/read";
import type { Entry, MapNode, ScalarNode, Span, YamlDocument, YamlNode } from "../../yaml/tree";
import type { Quote } from "../../yaml/write";

/** What is being typed. Everything but `typed` is of the text as it would be with the typing finished. */
export interface TypingCursor {
  readonly kind: "key" | "value";
  /** The half-typed word with its quotes: what a completion replaces. */
  readonly typed: Span;
  readonly quote: Quote;
  /** The keys around it, outermost first, with underscores; of a value, its own key last. */
  readonly path: readonly string[];
  /** The mapping the key belongs to; undefined inside of a list. */
  readonly map: MapNode | undefined;
  /** The text with the word replaced by a placeholder, read. */
  readonly document: YamlDocument;
  /** The space that YAML wants after a colon, where it is missing. */
  readonly gap: "" | " ";
  /** A comma that flow style lacks after the entry before the word, or after the word. */
  readonly lacks: { readonly before: boolean; readonly after: boolean };
}

/** Stands for the word while the text is read: nobody writes this. */
const PLACEHOLDER = "neox_config_cursor";

/** Characters of all readings of one text: a long one that was read once is not read another way. */
const MOST_READ = 4_000_000;

/** Finishes the half-typed text in the ways it may be meant, and takes the one that can be read furthest. */
export function typingCursor(text: string, offset: number): TypingCursor | undefined {
  return finish(findingCursor(text, offset));
}

/** `typingCursor` in steps. */
export function* findingCursor(text: string, offset: number): Steps<TypingCursor | undefined> {
  if (commentStart(text, offset) !== undefined) return undefined;
  const { typed, quote } = wordAt(text, offset);
  const line = text.slice(text.lastIndexOf("\n", typed.start - 1) + 1, typed.start).trimEnd();
  const gap = text.charAt(typed.start - 1) === ":" ? " " : "";
  let best: TypingCursor | undefined;
  let reach = -1;
  let room = MOST_READ;
  for (const { source, lacks } of readings(text, line, typed, quote)) {
    if (room < text.length && room < MOST_READ) break;
    const before = `${lacks.before ? ", " : ""}${gap}`;
    const filler = `${before}${source}${lacks.after ? "," : ""}`;
    const finished = text.slice(0, typed.start) + filler + text.slice(typed.end);
    const { document, weight } = yield* weighingYaml(finished);
    room -= weight;
    const found = placeOf(document, typed.start + before.length);
    const reached = reachOf(document) - filler.length;
    if (found === undefined || reached < typed.start || reached <= reach) continue;
    reach = reached;
    best = { ...found, typed, quote, document, gap, lacks };
    if (reach === Number.POSITIVE_INFINITY) break;
  }
  return best;
}

interface Reading {
  readonly source: string;
  readonly lacks: TypingCursor["lacks"];
}

/** The word as a key or as a value, with and without the commas that flow style may lack; the likeliest first. */
function readings(text: string, line: string, typed: Span, quote: string): Reading[] {
  const hasColon = /^[ \t]*:/.test(text.slice(typed.end, typed.end + 80));
  const asValue = `${quote}${PLACEHOLDER}${quote}`;
  const asKey = `${asValue}${hasColon ? "" : ": 0"}`;
  const sources = /[:[]$/.test(line) ? [asValue] : [asKey, asValue];
  return sources.flatMap((source) => COMMAS.map((lacks) => ({ source, lacks })));
}

const COMMAS = [
  { before: false, after: false },
  { before: false, after: true },
  { before: true, after: false },
  { before: true, after: true },
] as const;

function wordAt(text: string, offset: number): { typed: Span; quote: Quote } {
  let start = offset;
  let end = offset;
  while (/[\w.+-]/.test(text.charAt(start - 1))) start--;
  while (/[\w.+-]/.test(text.charAt(end))) end++;
  const before = text.charAt(start - 1);
  const quote = before === '"' || before === "'" ? before : "";
  const isOpening = quote !== "" && /(^|[\s:,[{-])$/.test(text.slice(0, start - 1).slice(-1));
  if (!isOpening) return { typed: { start, end }, quote: "" };
  const isClosed = text.charAt(end) === quote && !/\w/.test(text.charAt(end + 1));
  return { typed: { start: start - 1, end: isClosed ? end + 1 : end }, quote };
}

/** A quoted text, maybe not closed yet. */
const QUOTED = /(?<!\w)(?:"[^"]*"?|'[^']*'?)/g;

/** Where the comment that `offset` lies in begins, told from its line alone; undefined outside of one. */
export function commentStart(text: string, offset: number): number | undefined {
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  const line = text.slice(lineStart, offset).replace(QUOTED, (quoted) => "x".repeat(quoted.length));
  const found = /(?<!\S)#/.exec(line);
  return found === null ? undefined : lineStart + found.index;
}

/** Where reading stops. What is wrong with a value only, or with too many, does not. */
function reachOf({ problems: [problem] }: YamlDocument): number {
  const isRead = problem === undefined || !STOPS_READING.has(problem.raises);
  return isRead ? Number.POSITIVE_INFINITY : problem.span.start;
}

const STOPS_READING: ReadonlySet<string> = new Set([
  "ComposerError",
  "ParserError",
  "ReaderError",
  "ScannerError",
]);

function placeOf(
  document: YamlDocument,
  offset: number,
): Pick<TypingCursor, "kind" | "path" | "map"> | undefined {
  const chain = nodeAt(document, offset);
  const word = chain.at(-1);
  if (word === undefined || !isPlaceholder(word)) return undefined;
  const entries = chain.filter((node): node is Entry => "key" in node);
  const own = entries.at(-1);
  const isKey = own?.key === word;
  const map = chain.findLast((node): node is MapNode => "kind" in node && node.kind === "map");
  const inList = own === undefined || (!isKey && own.value !== word);
  const path = (isKey ? entries.slice(0, -1) : entries).map(nameOf);
  return { kind: isKey ? "key" : "value", path, map: inList ? undefined : map };
}

function isPlaceholder(node: YamlNode | Entry): node is ScalarNode {
  return "kind" in node && node.kind === "scalar" && node.source === PLACEHOLDER;
}

function nameOf({ key }: Entry): string {
  return key.kind === "scalar" ? key.source.replaceAll("-", "_") : "";
}

/** The other entries of the mapping, nearest to the word first. */
export function neighboursOf(cursor: TypingCursor): readonly Entry[] {
  const known = neighboursByCursor.get(cursor) ?? findNeighbours(cursor);
  neighboursByCursor.set(cursor, known);
  return known;
}

/** Each value that is offered is written as they are. */
const neighboursByCursor = new WeakMap<TypingCursor, readonly Entry[]>();

/** Entries are in the order of the text, so the nearest is the next one on either side. */
function findNeighbours({ map, typed }: TypingCursor): readonly Entry[] {
  const others = (map?.entries ?? []).filter(
    ({ key, value }) => !isPlaceholder(key) && !isPlaceholder(value),
  );
  const distance = ({ span }: Entry) => Math.abs(span.start - typed.start);
  const before = others.filter(({ span }) => span.start < typed.start).reverse();
  const after = others.slice(before.length);
  const nearest: Entry[] = [];
  let [left, right] = [0, 0];
  while (nearest.length < others.length) {
    const [one, other] = [before[left], after[right]];
    const isLeft = one !== undefined && (other === undefined || distance(one) <= distance(other));
    const next = isLeft ? one : other;
    if (next === undefined) break;
    nearest.push(next);
    if (isLeft) left++;
    else right++;
  }
  return nearest;
}
