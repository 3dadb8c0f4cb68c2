import { isRecord } from "../base/isRecord";
import { isUntold, limitedFile } from "../bytes/byteFile";
import type { Disk, Found } from "../bytes/disk";
import { KnownFiles } from "../bytes/knownFiles";
import { gpt2Merges, gpt2Vocabulary } from "./gpt2";
import { huggingFaceTokenizer, huggingFaceVocabulary, largest } from "./huggingFace";
import { parseJson, utf8 } from "./json";
import { sentencePieceTokenizer } from "./sentencePiece";
import { END_OF_DOCUMENT, type FileKind, PADDING, type Tokenizer } from "./tokenizer";

/** The largest published `tokenizer.json` has 34 million bytes. */
const LARGEST_FILE = 40_000_000;

/** What is known of files in each way in which they are read: a few numbers each. */
const MOST_KNOWN = 100;

/** What a file of a disk tells; "unknown" where it has more than any tokenizer, or cannot be read. */
type ReadFile<Told> = (disk: Disk, place: string, file: Found) => Promise<Told | "unknown">;

/** Reads files in one way, each once: a launch names a tokenizer as a thousand others do, by links among other names. */
function readingBy<Told>(tell: (bytes: Uint8Array) => Told): ReadFile<Told> {
  const known = new KnownFiles<Told | "unknown">(MOST_KNOWN);
  return async (disk, place, file) => {
    if (file.size > LARGEST_FILE) return "unknown";
    try {
      return await known.of([file], async () => {
        const bytes = await limitedFile(disk, place, file.size, LARGEST_FILE).read(0, file.size);
        return mayHaveTooMuch(bytes) ? "unknown" : tell(bytes);
      });
    } catch (error) {
      if (isUntold(error)) return "unknown";
      throw error;
    }
  };
}

/** Collections and items of JSON; a vocabulary of 600,000 tokens with its merges has half as many. */
const MOST_ITEMS = 4_000_000;

/** Whether as many objects as no tokenizer has would be made of its JSON. */
function mayHaveTooMuch(bytes: Uint8Array): boolean {
  let items = 0;
  for (const byte of bytes) if (byte === LIST || byte === OBJECT || byte === COMMA) items += 1;
  return items > MOST_ITEMS;
}

const [LIST, OBJECT, COMMA] = new TextEncoder().encode("[{,");

/** A `tokenizer.json`, a SentencePiece model, and the two files of GPT-2. */
export const readHuggingFace = readingBy((bytes) => huggingFaceTokenizer(parseJson(bytes)));
export const readSentencePiece = readingBy(sentencePieceTokenizer);
export const readVocabulary = readingBy((bytes) => gpt2Vocabulary(parseJson(bytes)));
export const readMerges = readingBy(gpt2Merges);

/** The files of a pretrained tokenizer's folder. */
export const readWholePretrained = readingBy((bytes) =>
  pretrained(huggingFaceVocabulary(parseJson(bytes))?.ids),
);
export const readPretrainedIds = readingBy((bytes) => pretrained(idsOf(parseJson(bytes))));

/** What a file is that was taken for another. */
export const readKind = readingBy((bytes): FileKind | undefined => {
  const json = parseJson(bytes);
  if (huggingFaceVocabulary(json) !== undefined) return "tokenizer.json";
  if (isRecord(json)) {
    const ids = Object.values(json);
    return ids.length > 0 && ids.every((id) => typeof id === "number") ? "vocab.json" : undefined;
  }
  if (bytes.length > 0 && sentencePieceTokenizer(bytes) !== undefined) return "SentencePiece model";
  return utf8(bytes)?.startsWith("#version") ? "merges.txt" : undefined;
});

function idsOf(json: unknown): ReadonlyMap<string, number> | undefined {
  if (!isRecord(json)) return undefined;
  const ids = Object.entries(json).filter((each): each is [string, number] => typeof each[1] === "number");
  return ids.length === 0 ? undefined : new Map(ids);
}

/** With a token to pad with, which NeoX adds, and transformers' special ones. */
function pretrained(ids: ReadonlyMap<string, number> | undefined): Tokenizer | undefined {
  if (ids === undefined) return undefined;
  const tokens = new Set([...ids.keys(), END_OF_DOCUMENT, PADDING]);
  const endOfDocument = ids.get(END_OF_DOCUMENT);
  return {
    size: tokens.size,
    largestId: Math.max(largest(ids.values()), tokens.size - 1),
    ...(endOfDocument !== undefined && { endOfDocument }),
  };
}
