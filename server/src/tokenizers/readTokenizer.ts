import { isRecord } from "../base/isRecord";
import { keepNewest } from "../base/keepNewest";
import { isUntold, limitedFile } from "../bytes/byteFile";
import type { Disk } from "../bytes/disk";
import { ENCODING_ENDS, ENCODINGS } from "./encodings";
import { gpt2Tokenizer } from "./gpt2";
import { huggingFaceTokenizer, huggingFaceVocabulary, largest } from "./huggingFace";
import { parseJson, utf8 } from "./json";
import { sentencePieceTokenizer } from "./sentencePiece";
import { END_OF_DOCUMENT, type FileKind, PADDING, type ReadTokenizer, type TokenizerFile } from "./tokenizer";

/** What a launch says of its tokenizer. */
export interface TokenizerRequest {
  /** `tokenizer_type` in small letters, as NeoX compares it. */
  readonly type: string;
  /** As the config writes them; undefined where they are not set. */
  readonly vocabFile: string | undefined;
  readonly mergeFile: string | undefined;
}

/** Places of the files, by the key that names them. */
export type TokenizerPlaces = Readonly<Partial<Record<TokenizerFile, string>>>;

/** The largest published `tokenizer.json` has 34 million bytes. */
const LARGEST_FILE = 40_000_000;

/** Tokenizers that are known by what their files are: a few numbers each. */
const MOST_KNOWN = 100;

const known = new Map<string, Promise<ReadTokenizer>>();

/**
 * Builds NeoX's tokenizer as far as its files tell (megatron/tokenizer/tokenizer.py:build_tokenizer at ea7aefd8). Files that
 * many names lead to are read once.
 */
export async function readTokenizer(
  disk: Disk,
  places: TokenizerPlaces,
  request: TokenizerRequest,
): Promise<ReadTokenizer> {
  const files = await Promise.all(Object.values(places).map((place) => disk.find(place)));
  if (files.length === 0 || !files.every((file) => file?.kind === "file" && file.identity !== undefined))
    return tokenizerIn(disk, places, request);
  const key = JSON.stringify([request.type, Object.keys(places), files]);
  const found = known.get(key) ?? tokenizerIn(disk, places, request);
  keepNewest(known, key, found, MOST_KNOWN);
  // A disk that refuses now may not do so later.
  const read = await found.catch(() => "unknown" as const);
  if (read === "unknown") known.delete(key);
  return found;
}

async function tokenizerIn(
  disk: Disk,
  places: TokenizerPlaces,
  { type, vocabFile }: TokenizerRequest,
): Promise<ReadTokenizer> {
  switch (type) {
    case "charleveltokenizer":
      return { tokenizer: { size: 512, largestId: 511, endOfDocument: 0 } };
    case "tiktokentokenizer":
      return vocabFile === undefined ? "unknown" : tiktoken(vocabFile);
    case "hftokenizer":
      return withFile(disk, places, "vocab_file", async (bytes) => {
        const tokenizer = huggingFaceTokenizer(parseJson(bytes));
        return tokenizer === undefined ? otherKind("vocab_file", bytes) : { tokenizer };
      });
    case "spmtokenizer":
      return withFile(disk, places, "vocab_file", async (bytes) => {
        const tokenizer = sentencePieceTokenizer(bytes);
        return tokenizer === undefined ? otherKind("vocab_file", bytes) : { tokenizer };
      });
    case "gpt2bpetokenizer":
      return withFile(disk, places, "vocab_file", (vocabulary) =>
        withFile(disk, places, "merge_file", async (merges) => {
          const read = gpt2Tokenizer(parseJson(vocabulary), merges);
          const isOther = typeof read !== "string" && "problem" in read && read.problem.kind === "other-kind";
          return isOther
            ? otherKind(read.problem.file, read.problem.file === "vocab_file" ? vocabulary : merges)
            : read;
        }),
      );
    case "hfgpt2tokenizer":
      return pretrained(disk, places.vocab_file);
    default:
      return "unknown";
  }
}

/** A name with a slash or an ending is a file's; any other may be that of a plugin. */
function tiktoken(encoding: string): ReadTokenizer {
  const size = ENCODINGS.get(encoding);
  const endOfDocument = ENCODING_ENDS.get(encoding);
  if (size !== undefined)
    return {
      tokenizer: { size, largestId: size - 1, ...(endOfDocument !== undefined && { endOfDocument }) },
    };
  return /[/\\.]/.test(encoding) ? { problem: { kind: "unknown-encoding" } } : "unknown";
}

async function withFile(
  disk: Disk,
  places: TokenizerPlaces,
  file: TokenizerFile,
  read: (bytes: Uint8Array) => Promise<ReadTokenizer>,
): Promise<ReadTokenizer> {
  const place = places[file];
  if (place === undefined) return "unknown";
  const found = await disk.find(place);
  if (found === null) return { problem: { kind: "absent", file } };
  if (found?.kind === "folder") return { problem: { kind: "folder", file } };
  const bytes = found && (await bytesOf(disk, place, found.size));
  return bytes === undefined ? "unknown" : read(bytes);
}

async function bytesOf(disk: Disk, place: string, size: number): Promise<Uint8Array | undefined> {
  if (size > LARGEST_FILE) return undefined;
  try {
    const bytes = await limitedFile(disk, place, size, LARGEST_FILE).read(0, size);
    return mayHaveTooMuch(bytes) ? undefined : bytes;
  } catch (error) {
    if (isUntold(error)) return undefined;
    throw error;
  }
}

/** Collections and items of JSON; a vocabulary of 600,000 tokens with its merges has half as many. */
const MOST_ITEMS = 4_000_000;

/** Whether as many objects as no tokenizer has would be made of its JSON. */
function mayHaveTooMuch(bytes: Uint8Array): boolean {
  let items = 0;
  for (const byte of bytes) if (BEGINNINGS.includes(byte)) items += 1;
  return items > MOST_ITEMS;
}

const BEGINNINGS = new TextEncoder().encode("[{,");

function otherKind(file: TokenizerFile, bytes: Uint8Array): ReadTokenizer {
  const is = kindOfFile(bytes);
  return { problem: { kind: "other-kind", file, ...(is && { is }) } };
}

function kindOfFile(bytes: Uint8Array): FileKind | undefined {
  const json = parseJson(bytes);
  if (huggingFaceVocabulary(json) !== undefined) return "tokenizer.json";
  if (isRecord(json)) {
    const ids = Object.values(json);
    return ids.length > 0 && ids.every((id) => typeof id === "number") ? "vocab.json" : undefined;
  }
  if (bytes.length > 0 && sentencePieceTokenizer(bytes) !== undefined) return "SentencePiece model";
  return utf8(bytes)?.startsWith("#version") ? "merges.txt" : undefined;
}

/** The files of a pretrained tokenizer's folder, the first that is there (transformers 4.38, GPT2TokenizerFast). */
async function pretrained(disk: Disk, folder: string | undefined): Promise<ReadTokenizer> {
  if (folder === undefined) return "unknown";
  const found = await disk.find(folder);
  if (found?.kind === "file") return { problem: { kind: "not-a-folder", file: "vocab_file" } };
  if (found?.kind !== "folder") return "unknown";
  const whole = await jsonIn(disk, `${folder}/tokenizer.json`);
  const ids = huggingFaceVocabulary(whole)?.ids ?? (await vocabularyIn(disk, `${folder}/vocab.json`));
  if (ids === undefined) return "unknown";
  // NeoX adds a token to pad with, and transformers its special ones.
  const tokens = new Set([...ids.keys(), END_OF_DOCUMENT, PADDING]);
  const endOfDocument = ids.get(END_OF_DOCUMENT);
  return {
    tokenizer: {
      size: tokens.size,
      largestId: Math.max(largest(ids.values()), tokens.size - 1),
      ...(endOfDocument !== undefined && { endOfDocument }),
    },
  };
}

async function vocabularyIn(disk: Disk, place: string): Promise<ReadonlyMap<string, number> | undefined> {
  const json = await jsonIn(disk, place);
  if (!isRecord(json)) return undefined;
  const ids = Object.entries(json).filter((each): each is [string, number] => typeof each[1] === "number");
  return ids.length === 0 ? undefined : new Map(ids);
}

async function jsonIn(disk: Disk, place: string): Promise<unknown> {
  const found = await disk.find(place);
  const bytes = found?.kind === "file" ? await bytesOf(disk, place, found.size) : undefined;
  return bytes && parseJson(bytes);
}
