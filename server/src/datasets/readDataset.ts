import { type ByteFile, limitedFile } from "../bytes/byteFile";
import type { Disk } from "../bytes/disk";
import { readCachedIndex } from "./cachedIndex";
import type { Dataset, DatasetIndex, DatasetProblem } from "./dataset";
import { readMmapIndex } from "./mmapIndex";

/** Bytes of an index and of its data that are read, whatever their sizes. */
const MOST_OF_A_FILE = 2_000_000;

/** What an index is read to. */
export type ReadIndex = { readonly index: DatasetIndex } | { readonly problem: DatasetProblem };

const MAGIC_LENGTH = 9;

/**
 * Looks at the two files of a data set, `PREFIX.idx` and `PREFIX.bin`, in constant time: headers, and a spread sample
 * of documents and tokens. Undefined where the disk does not tell.
 */
export async function readDataset(disk: Disk, uri: string, prefix: string): Promise<Dataset | undefined> {
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
  const read = await readIndex(indexFile, dataFile);
  const isEmpty = "index" in read && read.index.format === "mmap" && data.size === 0;
  return { ...found, ...read, ...(isEmpty && { problem: { kind: "no-data" as const } }) };
}

async function readIndex(index: ByteFile, data: ByteFile): Promise<ReadIndex> {
  const magic = new TextDecoder("latin1").decode(await index.read(0, MAGIC_LENGTH));
  if (magic === "MMIDIDX\0\0") return readMmapIndex(index, data);
  // The ninth byte is the first of the version.
  if (magic.startsWith("TNTIDX\0\0")) return readCachedIndex(index, data);
  return { problem: { kind: "no-index-file" } };
}

/** Data sets beside one that is not there, with a name that begins with its, or with which its begins. */
async function othersOf(disk: Disk, uri: string, prefix: string): Promise<readonly string[] | undefined> {
  const names = await disk.names(uri.replace(/\/[^/]*$/, ""));
  if (names === undefined) return undefined;
  const own = prefix.replace(/^.*\//s, "");
  const folder = prefix.slice(0, prefix.length - own.length);
  const all = new Set(names);
  const whole = names.filter((name) => name.endsWith(".idx")).map((name) => name.slice(0, -".idx".length));
  return whole
    .filter(
      (name) =>
        all.has(`${name}.bin`) && name !== own && (name.startsWith(own) || own.startsWith(`${name}.`)),
    )
    .map((name) => folder + name);
}
