/** An unsigned number of 8 bytes, lowest first; above 2^53 it is rounded, which is past the end of any file. */
export function uint64(bytes: Uint8Array, at: number): number {
  return Number(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getBigUint64(at, true));
}
