import { visibleJson } from "../base/visible";

/** Items of one part. */
const MOST_ITEMS = 5000;

/** The JSON of an object, and a line break, in parts: what may have millions of items is an iterable, and no text holds all. */
export function* jsonParts(answer: object): Generator<string> {
  let before = "{";
  for (const [key, value] of Object.entries(answer)) {
    yield `${before}${visibleJson(key)}:`;
    if (isLong(value)) yield* listParts(value);
    else yield visibleJson(value);
    before = ",";
  }
  yield before === "{" ? "{}\n" : "}\n";
}

function isLong(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function* listParts(list: Iterable<unknown>): Generator<string> {
  yield "[";
  let between = "";
  for (const items of inParts(list)) {
    yield `${between}${visibleJson(items).slice(1, -1)}`;
    between = ",";
  }
  yield "]";
}

function* inParts(list: Iterable<unknown>): Generator<readonly unknown[]> {
  let part: unknown[] = [];
  for (const item of list) {
    if (part.push(item) < MOST_ITEMS) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}
