import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";

/** What bytes are put together from: a text gives one for each character. */
export type Part = string | Uint8Array | readonly number[];

export function bytes(...parts: readonly Part[]): Uint8Array {
  return Buffer.concat(
    parts.map((it) => (typeof it === "string" ? Buffer.from(it, "latin1") : Buffer.from(it))),
  );
}

export const text = (value: string): Uint8Array => Buffer.from(value);

export const repeated = (part: Uint8Array, times: number): Uint8Array =>
  Buffer.concat(Array(times).fill(part));

export function uint32(value: number): Uint8Array {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

export function uint64(value: bigint): Uint8Array {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(value);
  return buffer;
}

/** As pickles have them. */
export function float64(value: number): Uint8Array {
  const buffer = Buffer.alloc(8);
  buffer.writeDoubleBE(value);
  return buffer;
}

/** An archive of these entries, as `torch.save` makes one. */
export async function zip(entries: Readonly<Record<string, Uint8Array>>, level = 0): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { level, useWebWorkers: false });
  for (const [name, content] of Object.entries(entries))
    await writer.add(name, new Uint8ArrayReader(content));
  return writer.close();
}

/** Of protocol 2, as `torch.save` writes it. */
export const pickle = (...parts: readonly Part[]): Uint8Array => bytes("\x80\x02", ...parts);

/** A text in a pickle. */
export const word = (value: string): Uint8Array => bytes("X", uint32(Buffer.byteLength(value)), text(value));

/** A dict of texts to what is pickled already. */
export const dict = (values: Readonly<Record<string, Part>>): Uint8Array =>
  bytes(
    "}(",
    ...Object.entries(values).flatMap(([name, value]): readonly Part[] => [word(name), value]),
    "u",
  );

/** A tensor of torch's of this shape, pickled. */
export const tensor = (shape: Part): Uint8Array =>
  bytes(
    "ctorch._utils\n_rebuild_tensor_v2\n((",
    word("storage"),
    "ctorch\nFloatStorage\n",
    word("0"),
    word("cpu"),
    "K\x01tQK\0",
    shape,
    "K\x01\x85\x89N",
    "tR",
  );

/** A dict of so many names of one tensor, filled in batches as Python does. */
export const oneTensor = (count: number, name: (index: number) => string): Uint8Array => {
  const names = Array.from({ length: count }, (_, index) => bytes(word(name(index)), "h\0"));
  const batches = names.flatMap((each, index) => (index % 1000 === 0 ? ["u(", each] : [each]));
  return bytes("}", tensor("K\x01\x85"), "q\x000(", ...concatenated(batches), "u");
};

/** A call takes only so many arguments. */
function concatenated(parts: readonly Part[]): readonly Uint8Array[] {
  return Array.from({ length: Math.ceil(parts.length / 1000) }, (_, index) =>
    bytes(...parts.slice(index * 1000, index * 1000 + 1000)),
  );
}
