import type { ByteFile } from "../bytes/byteFile";
import { type DatasetProblem, TOKEN_TYPES } from "./dataset";
import { uint64 } from "./integers";
import type { ReadIndex } from "./readDataset";
import { type Documents, sampleOf } from "./sample";

/** Magic, version, type, number of documents, length of the document index. */
const HEADER = { version: 9, type: 17, documents: 18, documentIndex: 26, length: 34 } as const;

/** Bytes for each document (its size and its place), and for each entry of the document index. */
const ENTRY = { size: 4, pointer: 8, documentIndex: 8 } as const;

/**
 * Reads a memory-mapped index as `MMapIndexedDataset.Index` does: nine bytes of magic, the version, a type, then sizes,
 * places and document boundaries (megatron/data/indexed_dataset.py:MMapIndexedDataset.Index.__init__ at ea7aefd8).
 */
export async function readMmapIndex(index: ByteFile, data: ByteFile, share: number): Promise<ReadIndex> {
  const header = await index.read(0, HEADER.length);
  const problem = problemOf(header, index.size);
  if (problem !== undefined) return { problem };
  const type = TOKEN_TYPES.get(header[HEADER.type] ?? 0);
  if (type === undefined) return { problem: { kind: "type", code: header[HEADER.type] ?? 0 } };
  const documents = uint64(header, HEADER.documents);
  const places: Documents = {
    count: documents,
    bytesPerToken: type.bytes,
    type: type.name,
    sizes: async (from, count) => {
      const bytes = await index.read(HEADER.length + ENTRY.size * from, ENTRY.size * count);
      return Array.from({ length: count }, (_, at) => viewOf(bytes).getInt32(ENTRY.size * at, true));
    },
    offsets: async (from, count) => {
      const start = HEADER.length + ENTRY.size * documents + ENTRY.pointer * from;
      const bytes = await index.read(start, ENTRY.pointer * count);
      return Array.from({ length: count }, (_, at) =>
        Number(viewOf(bytes).getBigInt64(ENTRY.pointer * at, true)),
      );
    },
  };
  const { tokens, sample } = await sampleOf(places, data, share);
  return {
    index: { format: "mmap", type: type.name, bytesPerToken: type.bytes, documents, tokens, sample },
  };
}

/** In the order in which NeoX comes to it. */
function problemOf(header: Uint8Array, actual: number): DatasetProblem | undefined {
  const cut = (expected: number): DatasetProblem | undefined =>
    actual < expected ? { kind: "cut", expected, actual } : undefined;
  if (actual < HEADER.type) return cut(HEADER.length);
  const version = uint64(header, HEADER.version);
  if (version !== 1) return { kind: "version", version };
  if (actual <= HEADER.type) return cut(HEADER.length);
  const code = header[HEADER.type] ?? 0;
  if (!TOKEN_TYPES.has(code)) return { kind: "type", code };
  if (actual < HEADER.length) return cut(HEADER.length);
  const documents = uint64(header, HEADER.documents);
  const boundaries = uint64(header, HEADER.documentIndex);
  return cut(HEADER.length + documents * (ENTRY.size + ENTRY.pointer) + boundaries * ENTRY.documentIndex);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
