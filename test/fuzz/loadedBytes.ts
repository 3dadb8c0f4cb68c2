import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-custom.js";

/** Sound files of every kind that a launch loads, to be spoiled. */

const UTF8 = new TextEncoder();

function text(value: string): number[] {
  const bytes = [...UTF8.encode(value)];
  return [0x58, bytes.length & 0xff, bytes.length >> 8, 0, 0, ...bytes];
}

function global(module: string, name: string): number[] {
  return [0x63, ...UTF8.encode(`${module}\n${name}\n`)];
}

/** `torch._utils._rebuild_tensor_v2((storage), 0, (4, 2), (2, 1), False, OrderedDict())`. */
function tensor(key: string): number[] {
  const storage = [
    0x28,
    ...text("storage"),
    ...global("torch", "FloatStorage"),
    ...text(key),
    ...text("cpu"),
    0x4b,
    8,
    0x74,
    0x51,
  ];
  const shape = [0x4b, 4, 0x4b, 2, 0x86];
  const strides = [0x4b, 2, 0x4b, 1, 0x86];
  const hooks = [...global("collections", "OrderedDict"), 0x29, 0x52];
  return [
    ...global("torch._utils", "_rebuild_tensor_v2"),
    0x28,
    ...storage,
    0x4b,
    0,
    ...shape,
    ...strides,
    0x89,
    ...hooks,
    0x74,
    0x52,
  ];
}

/** The state of a rank, as `torch.save` pickles it. */
export function pickled(): Uint8Array {
  const module = [
    ...global("collections", "OrderedDict"),
    ...[0x29, 0x52, 0x71, 1, 0x28],
    ...text("sequential.0.word_embeddings.weight"),
    ...tensor("0"),
    ...text("sequential.2.input_layernorm.weight"),
    ...tensor("1"),
    0x75,
  ];
  const args = [
    0x7d,
    0x28,
    ...text("num_layers"),
    0x4b,
    2,
    ...text("tokenizer_type"),
    ...text("HFTokenizer"),
    0x75,
  ];
  const entries = [
    ...[...text("module"), ...module],
    ...[...text("args"), ...args],
    ...[...text("iteration"), 0x4d, 0xe8, 3],
    ...[
      ...text("lr_scheduler"),
      0x7d,
      ...text("start_lr"),
      0x47,
      0x3f,
      0x50,
      0x62,
      0x4d,
      0xd2,
      0xf1,
      0xa9,
      0xfc,
      0x73,
    ],
    ...[...text("random_rng_state"), 0x8a, 2, 0xff, 0x7f],
    ...[...text("names"), 0x5d, 0x28, ...text("a"), 0x4e, 0x65],
  ];
  return Uint8Array.from([0x80, 2, 0x7d, 0x71, 0, 0x28, ...entries, 0x75, 0x2e]);
}

/** A file of `torch.save`. */
export async function torchZip(pickle: Uint8Array): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    level: 0,
    useWebWorkers: false,
    dataDescriptor: true,
  });
  for (const [name, bytes] of [
    ["data.pkl", pickle],
    ["version", UTF8.encode("3\n")],
    ["data/0", new Uint8Array(32)],
    ["data/1", new Uint8Array(32)],
  ] as const)
    await writer.add(`mp_rank_00_model_states/${name}`, new Uint8ArrayReader(bytes));
  return writer.close();
}

/** An index of 20 documents of 100 tokens. */
export function mmapIndex(documents = 20): Uint8Array {
  const bytes = new Uint8Array(34 + 12 * documents + 8 * (documents + 1));
  const view = new DataView(bytes.buffer);
  bytes.set(UTF8.encode("MMIDIDX\0\0"));
  view.setBigUint64(9, 1n, true);
  view.setUint8(17, 8);
  view.setBigUint64(18, BigInt(documents), true);
  view.setBigUint64(26, BigInt(documents + 1), true);
  for (let document = 0; document < documents; document++) {
    view.setInt32(34 + 4 * document, 100, true);
    view.setBigInt64(34 + 4 * documents + 8 * document, BigInt(200 * document), true);
  }
  return bytes;
}

/** The same in the older form. */
export function cachedIndex(documents = 20): Uint8Array {
  const longs = [1, 8, 2, documents, documents, documents + 1];
  const ends = Array.from({ length: documents + 1 }, (_, document) => document);
  const offsets = ends.map((document) => 100 * document);
  const sizes = Array.from({ length: documents }, () => 100);
  const all = [...longs, ...ends, ...offsets, ...sizes, ...ends];
  const bytes = new Uint8Array(8 + 8 * all.length);
  bytes.set(UTF8.encode("TNTIDX\0\0"));
  const view = new DataView(bytes.buffer);
  for (const [at, value] of all.entries()) view.setBigUint64(8 + 8 * at, BigInt(value), true);
  return bytes;
}

const IDS = { "<|endoftext|>": 0, "<|padding|>": 1, a: 2, b: 3, ab: 4 };

export const TOKENIZER = UTF8.encode(
  JSON.stringify({
    version: "1.0",
    added_tokens: [{ id: 0, content: "<|endoftext|>" }],
    model: { type: "BPE", vocab: IDS, merges: ["a b"] },
  }),
);

export const VOCABULARY = UTF8.encode(JSON.stringify(IDS));

/** `ModelProto` with an unknown piece, an end of documents, a letter, and a trainer's specification. */
export const SENTENCE_PIECE = Uint8Array.from([
  ...piece("<unk>", 2),
  ...piece("<|endoftext|>", 4),
  ...piece("a", 1),
  ...[0x12, 2, 0x20, 3],
]);

function piece(name: string, type: number): number[] {
  const bytes = [...UTF8.encode(name)];
  const message = [0x0a, bytes.length, ...bytes, 0x15, 0, 0, 0, 0, 0x18, type];
  return [0x0a, message.length, ...message];
}
