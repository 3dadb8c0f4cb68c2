import { END_OF_DOCUMENT, type Tokenizer } from "./tokenizer";

/** Fields of `ModelProto` and of a piece in it, and the types of pieces (sentencepiece_model.proto). */
const MODEL = { piece: 1, trainer: 2 } as const;
const PIECE = { text: 1, type: 3 } as const;
const UNKNOWN_PIECE = 2;

/** How protocol buffers write values. */
const WIRE = { varint: 0, eightBytes: 1, bytes: 2, fourBytes: 5 } as const;

/** Nobody's vocabulary has as many pieces. */
const MOST_FIELDS = 1_000_000;

interface Field {
  readonly number: number;
  /** The bytes of a text or of a message; the number of a varint; undefined for others. */
  readonly value: Uint8Array | number | undefined;
}

interface Piece {
  readonly text: string;
  readonly type: number;
}

/**
 * Reads a SentencePiece model: its pieces in order are its ids. Undefined where the library would refuse it: it is no
 * `ModelProto`, has no unknown piece, or a piece twice (model_interface.cc:InitializePieces).
 */
export function sentencePieceTokenizer(bytes: Uint8Array): Tokenizer | undefined {
  const fields = fieldsOf(bytes);
  if (fields === undefined) return undefined;
  const pieces: Piece[] = [];
  for (const { number, value } of fields) {
    if (number !== MODEL.piece) continue;
    const piece = value instanceof Uint8Array ? pieceOf(value) : undefined;
    if (piece === undefined || piece.text === "") return undefined;
    pieces.push(piece);
  }
  const ids = new Map(pieces.map(({ text }, id) => [text, id]));
  const unknown = pieces.findIndex(({ type }) => type === UNKNOWN_PIECE);
  if (unknown < 0 || ids.size < pieces.length) return undefined;
  const end = ids.get(END_OF_DOCUMENT);
  const isCut = !fields.some(({ number }) => number === MODEL.trainer);
  const oddity = isCut ? "cut" : end === undefined ? "unknown-piece-as-end" : undefined;
  return {
    size: pieces.length,
    largestId: pieces.length - 1,
    endOfDocument: end ?? unknown,
    ...(oddity && { oddity }),
  };
}

function pieceOf(bytes: Uint8Array): Piece | undefined {
  const fields = fieldsOf(bytes);
  const last = (wanted: number) => fields?.findLast(({ number }) => number === wanted)?.value;
  const text = last(PIECE.text);
  if (!(text instanceof Uint8Array)) return undefined;
  const type = last(PIECE.type);
  return { text: new TextDecoder().decode(text), type: typeof type === "number" ? type : 1 };
}

/** The fields of a message in order; undefined where the bytes are none, or end within a field. */
function fieldsOf(bytes: Uint8Array): readonly Field[] | undefined {
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = varint(bytes, at);
    if (tag === undefined) return undefined;
    const number = Math.floor(tag.value / 8);
    if (number === 0) return undefined;
    const read = fieldValue(bytes, tag.end, tag.value % 8);
    if (read === undefined) return undefined;
    if (fields.push({ number, value: read.value }) > MOST_FIELDS) return undefined;
    at = read.end;
  }
  return fields;
}

function fieldValue(bytes: Uint8Array, at: number, wire: number) {
  const skipped = (length: number) =>
    at + length > bytes.length ? undefined : { value: undefined, end: at + length };
  switch (wire) {
    case WIRE.varint:
      return varint(bytes, at);
    case WIRE.eightBytes:
      return skipped(8);
    case WIRE.fourBytes:
      return skipped(4);
    case WIRE.bytes: {
      const length = varint(bytes, at);
      if (length === undefined || length.end + length.value > bytes.length) return undefined;
      const end = length.end + length.value;
      return { value: bytes.subarray(length.end, end), end };
    }
    default:
      return undefined;
  }
}

/** Seven bits a byte, lowest first, ten bytes at most; large values are rounded. */
function varint(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let at = start; at < start + 10; at++) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  return undefined;
}
