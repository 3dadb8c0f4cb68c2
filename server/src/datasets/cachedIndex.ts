import type { ByteFile } from "../bytes/byteFile";
import { type DatasetProblem, TOKEN_TYPES } from "./dataset";
import { uint64 } from "./integers";
import type { ReadIndex } from "./readDataset";
import { type Documents, sampleOf } from "./sample";

/** Magic, version, type, bytes a token, documents, sizes, length of the document index. */
const HEADER = {
  version: 8,
  type: 16,
  element: 24,
  documents: 32,
  sizes: 40,
  boundaries: 48,
  length: 56,
} as const;

const ENTRY = 8;

/**
 * Reads the older index, of `--dataset-impl lazy` and `cached` (megatron/data/indexed_dataset.py:IndexedDataset.read_index):
 * of every document the number of its dimensions, its place in tokens, and its size.
 */
export async function readCachedIndex(index: ByteFile, data: ByteFile, share: number): Promise<ReadIndex> {
  const header = await index.read(0, HEADER.length);
  const cut = (expected: number): DatasetProblem | undefined =>
    index.size < expected ? { kind: "cut", expected, actual: index.size } : undefined;
  const short = cut(HEADER.length);
  if (short !== undefined) return { problem: short };
  const version = uint64(header, HEADER.version);
  if (version !== 1) return { problem: { kind: "version", version } };
  const code = uint64(header, HEADER.type);
  const type = TOKEN_TYPES.get(code);
  if (type === undefined) return { problem: { kind: "type", code } };
  const documents = uint64(header, HEADER.documents);
  const sizes = uint64(header, HEADER.sizes);
  const boundaries = uint64(header, HEADER.boundaries);
  const whole = HEADER.length + ENTRY * (2 * (documents + 1) + sizes + boundaries);
  const problem = cut(whole);
  if (problem !== undefined) return { problem };
  const read = async (start: number, from: number, count: number) => {
    const bytes = await index.read(start + ENTRY * from, ENTRY * count);
    return Array.from({ length: count }, (_, at) => uint64(bytes, ENTRY * at));
  };
  const places: Documents = {
    count: Math.min(documents, sizes),
    bytesPerToken: type.bytes,
    type: type.name,
    sizes: (from, count) => read(HEADER.length + 2 * ENTRY * (documents + 1), from, count),
    offsets: async (from, count) => {
      const offsets = await read(HEADER.length + ENTRY * (documents + 1), from, count);
      return offsets.map((offset) => offset * type.bytes);
    },
  };
  const { tokens, sample } = await sampleOf(places, data, share);
  return {
    index: { format: "cached", type: type.name, bytesPerToken: type.bytes, documents, tokens, sample },
  };
}
