import { firstIndex } from "../base/firstIndex";
import { type ByteFile, isUntold, limitedFile } from "../bytes/byteFile";
import type { Disk } from "../bytes/disk";
import { KnownFiles } from "../bytes/knownFiles";
import { readCachedIndex } from "./cachedIndex";
import type { Dataset, DatasetIndex, DatasetProblem } from "./dataset";
import { readMmapIndex } from "./mmapIndex";
import { shareOf } from "./sample";

/** Bytes of an index and of its data that are read, whatever their sizes. */
const MOST_OF_A_FILE = 2_000_000;

/** What an index is read to. */
export type ReadIndex = { readonly index: DatasetIndex } | { readonly problem: DatasetProblem };

const MAGIC_LENGTH = 9;

/** Numbers that are kept of data sets, by what their files are: many links may lead to one, and many launches name it. */
const MOST_KNOWN = 1_000_000;
/** Of one, beside the sizes of its documents. */
const OF_ONE = 100;

const KNOWN = new KnownFiles<ReadIndex>(
  MOST_KNOWN,
  (read) => OF_ONE + (("index" in read && read.index.sample.sizes?.length) || 0),
);

/**
 * Looks at the two files of a data set, `PREFIX.idx` and `PREFIX.bin`, in constant time: headers, and a spread sample
 * of documents and tokens, which is the smaller the more data sets the launch has. Undefined where the disk does not tell.
 */
export async function readDataset(
  disk: Disk,
  uri: string,
  prefix: string,
  datasets = 1,
): Promise<Dataset | undefined> {
  const places = [`${uri}.idx`, `${uri}.bin`] as const;
  const [index, data] = await Promise.all(places.map((place) => disk.find(place)));
  if (index === undefined || data === undefined) return undefined;
  const hasIndex = index !== null;
  const hasData = data !== null;
  const dataBytes = data?.kind === "file" ? data.size : 0;
  const found = { prefix, hasIndex, hasData, dataBytes };
  if (!hasIndex || !hasData) {
    const others = await othersOf(disk, uri, prefix);
    return { ...found, ...(others && { others }) };
  }
  if (index.kind !== "file" || data.kind !== "file") return found;
  const indexFile = limitedFile(disk, places[0], index.size, MOST_OF_A_FILE);
  const dataFile = limitedFile(disk, places[1], data.size, MOST_OF_A_FILE);
  const share = shareOf(datasets);
  const read = await KNOWN.of(
    [index, data],
    () => readIndex(indexFile, dataFile, share),
    String(share),
  ).catch(untold);
  if (read === undefined) return found;
  const isEmpty = "index" in read && read.index.format === "mmap" && data.size === 0;
  return { ...found, ...read, ...(isEmpty && { problem: { kind: "no-data" as const } }) };
}

/** The disk refuses, or the file has become shorter meanwhile. */
function untold(error: unknown): undefined {
  if (!isUntold(error)) throw error;
}

async function readIndex(index: ByteFile, data: ByteFile, share: number): Promise<ReadIndex> {
  const magic = new TextDecoder("latin1").decode(await index.read(0, MAGIC_LENGTH));
  if (magic === "MMIDIDX\0\0") return readMmapIndex(index, data, share);
  // The ninth byte is the first of the version.
  if (magic.startsWith("TNTIDX\0\0")) return readCachedIndex(index, data, share);
  return { problem: { kind: "no-index-file" } };
}

/** Of the data sets whose names are like that of one that is not there, so many are told. */
const MOST_OTHERS = 10;

/** Characters of a name that a disk may hold. */
const LONGEST_NAME = 255;

/** Data sets beside one that is not there, with a name that begins with its, or with which its begins. */
async function othersOf(disk: Disk, uri: string, prefix: string): Promise<readonly string[] | undefined> {
  const names = await disk.names(uri.replace(/\/[^/]*$/, ""));
  if (names === undefined) return undefined;
  const own = prefix.replace(/^.*\//s, "");
  const folder = prefix.slice(0, prefix.length - own.length);
  const { sorted, all } = wholeAmong(names);
  const first = placeIn(sorted, own);
  const longer = sorted.slice(first, first + MOST_OTHERS).filter((name) => name.startsWith(own));
  const dots = own.slice(0, LONGEST_NAME).matchAll(/\./g);
  const shorter = [...dots].map(({ index }) => own.slice(0, index)).filter((name) => all.has(name));
  return [...longer, ...shorter].filter((name) => name !== own).map((name) => folder + name);
}

/** The names of data sets of which both files are in a folder. */
interface Whole {
  readonly sorted: readonly string[];
  readonly all: ReadonlySet<string>;
}

/** By the listing of their folder: many data sets of a launch may lie in one. */
const wholeByNames = new WeakMap<readonly string[], Whole>();

function wholeAmong(names: readonly string[]): Whole {
  const known = wholeByNames.get(names);
  if (known !== undefined) return known;
  const files = new Set(names);
  const indexes = names.filter((name) => name.endsWith(".idx")).map((name) => name.slice(0, -".idx".length));
  const sorted = indexes.filter((name) => files.has(`${name}.bin`)).sort();
  const whole = { sorted, all: new Set(sorted) };
  wholeByNames.set(names, whole);
  return whole;
}

/** Where a name is in sorted ones, or would be. */
function placeIn(sorted: readonly string[], name: string): number {
  return firstIndex(sorted.length, (index) => (sorted[index] ?? name) >= name);
}
