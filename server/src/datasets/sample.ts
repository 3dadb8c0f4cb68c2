import type { ByteFile } from "../bytes/byteFile";
import type { DocumentSample, TokenType } from "./dataset";

/** Where the documents of an index lie. */
export interface Documents {
  readonly count: number;
  readonly bytesPerToken: number;
  readonly type: TokenType;
  /** Tokens of documents from one on. */
  sizes(from: number, count: number): Promise<readonly number[]>;
  /** Where they begin in the data, in bytes. */
  offsets(from: number, count: number): Promise<readonly number[]>;
}

/** Runs of documents that are looked at, spread evenly, and the documents in each. */
const RUNS = 16;
const RUN_LENGTH = 512;

/** Data sets of one launch that are looked at so; of more, each less. */
const DATASETS_IN_FULL = 16;

/** Tokens that are looked at of one document, from its beginning. */
const TOKENS_OF_A_DOCUMENT = 512;

/** Tokens that are looked at in all. */
const MOST_TOKENS = 65_536;

/** How much is looked at. */
interface Extent {
  readonly runs: number;
  readonly runLength: number;
  readonly tokens: number;
}

/** Of each of so many data sets of a launch: all, a half, a quarter… so that few ways lead to look at one. */
export function shareOf(datasets: number): number {
  return 1 / 2 ** Math.max(0, Math.ceil(Math.log2(datasets / DATASETS_IN_FULL)));
}

/** What is looked at of a data set for its share. */
function extentOf(share: number): Extent {
  // The last run tells where the data ends.
  const runs = Math.max(2, Math.round(RUNS * share));
  const runLength = Math.max(1, Math.floor((RUNS * RUN_LENGTH * share) / runs));
  return { runs, runLength, tokens: Math.floor(MOST_TOKENS * share) };
}

/** A place of a document in the data. */
interface Place {
  readonly document: number;
  readonly size: number;
  readonly offset: number;
}

/**
 * Tokens in all, by where the last document ends, and what a sample of the documents tells. Same work for any size, and
 * for any number of data sets of the launch, of which this one has a share.
 */
export async function sampleOf(
  documents: Documents,
  data: ByteFile,
  share: number,
): Promise<{ readonly tokens: number | undefined; readonly sample: DocumentSample }> {
  const extent = extentOf(share);
  const places = await placesOf(documents, extent);
  const sizes = places.map(({ size }) => size);
  const isWhole = places.length === documents.count;
  const end = places.at(-1);
  const isSound = places.every(({ size, offset }) => size >= 0 && offset >= 0);
  const lastEnd = end === undefined ? 0 : end.offset / documents.bytesPerToken + end.size;
  const summed = sizes.reduce((sum, size) => sum + size, 0);
  const outside = places.find(
    ({ size, offset }) => offset < 0 || offset + size * documents.bytesPerToken > data.size,
  );
  const { isEvery, ...seen } = await tokenFacts(documents, places, data, extent);
  return {
    tokens: isWhole ? summed : isSound ? lastEnd : undefined,
    sample: {
      documents: places.length,
      isWhole,
      shortest: minimum(sizes),
      longest: maximum(sizes),
      ...(isWhole && { sizes }),
      ...seen,
      isEveryToken: isWhole && isEvery,
      outside: outside?.document,
      end: lastEnd * documents.bytesPerToken,
    },
  };
}

async function placesOf(documents: Documents, extent: Extent): Promise<readonly Place[]> {
  const places: Place[] = [];
  for (const [from, count] of runsOf(documents.count, extent)) {
    const sizes = await documents.sizes(from, count);
    const offsets = await documents.offsets(from, count);
    for (const [at, size] of sizes.entries())
      places.push({ document: from + at, size, offset: offsets[at] ?? 0 });
  }
  return places;
}

/** Runs from the first document to the last. */
function runsOf(
  count: number,
  { runs, runLength }: Extent,
): readonly (readonly [from: number, count: number])[] {
  if (count <= runs * runLength) return count === 0 ? [] : [[0, count]];
  const step = (count - runLength) / (runs - 1);
  return Array.from({ length: runs }, (_, run) => [Math.floor(run * step), runLength] as const);
}

type TokenFacts = Pick<
  DocumentSample,
  "smallestToken" | "largestToken" | "upperTenth" | "firstLearned" | "secondKept"
>;

async function tokenFacts(
  documents: Documents,
  places: readonly Place[],
  data: ByteFile,
  extent: Extent,
): Promise<TokenFacts & { readonly isEvery: boolean }> {
  const stride = Math.max(1, Math.ceil((places.length * TOKENS_OF_A_DOCUMENT) / extent.tokens));
  const all: number[] = [];
  let secondKept = 0;
  let firstLearned = Number.POSITIVE_INFINITY;
  let isEvery = stride === 1;
  for (const place of places.filter((_, index) => index % stride === 0)) {
    const tokens = await firstTokens(place, documents, data);
    if (tokens.length < place.size) isEvery = false;
    for (const token of tokens) all.push(token);
    secondKept = Math.max(secondKept, secondKeptOf(tokens));
    firstLearned = Math.min(firstLearned, firstLearnedOf(tokens));
  }
  all.sort((one, other) => one - other);
  return {
    smallestToken: all[0],
    largestToken: all.at(-1),
    upperTenth: all[Math.floor(all.length * 0.9)],
    firstLearned: all.length === 0 ? undefined : firstLearned,
    secondKept: Number.isFinite(secondKept) ? secondKept : undefined,
    isEvery,
  };
}

/** A label where nothing is to be learned. */
const NOT_LEARNED = -100;

function firstLearnedOf(tokens: readonly number[]): number {
  const first = tokens.findIndex((token) => token !== NOT_LEARNED);
  return first === -1 ? Number.POSITIVE_INFINITY : first;
}

async function firstTokens(
  { size, offset }: Place,
  { bytesPerToken, type }: Documents,
  data: ByteFile,
): Promise<readonly number[]> {
  const count = Math.min(size, TOKENS_OF_A_DOCUMENT, Math.floor((data.size - offset) / bytesPerToken));
  if (count <= 0 || offset < 0) return [];
  const bytes = await data.read(offset, count * bytesPerToken);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = READERS[type];
  const whole = Math.floor(bytes.length / bytesPerToken);
  return Array.from({ length: whole }, (_, index) => read(view, index * bytesPerToken));
}

function secondKeptOf(tokens: readonly number[]): number {
  let kept = 0;
  const second = tokens.findIndex((token, at) => at > 0 && token >= 0 && ++kept === 2);
  return second === -1 ? Number.POSITIVE_INFINITY : second;
}

/** numpy's types as they lie in a file. */
const READERS: Readonly<Record<TokenType, (view: DataView, at: number) => number>> = {
  uint8: (view, at) => view.getUint8(at),
  int8: (view, at) => view.getInt8(at),
  int16: (view, at) => view.getInt16(at, true),
  uint16: (view, at) => view.getUint16(at, true),
  int32: (view, at) => view.getInt32(at, true),
  int64: (view, at) => Number(view.getBigInt64(at, true)),
  float32: (view, at) => view.getFloat32(at, true),
  float64: (view, at) => view.getFloat64(at, true),
};

function minimum(numbers: readonly number[]): number {
  return numbers.reduce((least, each) => Math.min(least, each), numbers[0] ?? 0);
}

function maximum(numbers: readonly number[]): number {
  return numbers.reduce((most, each) => Math.max(most, each), numbers[0] ?? 0);
}
