import type { Disk, Found } from "../bytes/disk";
import { ENCODING_ENDS, ENCODINGS } from "./encodings";
import { gpt2Tokenizer } from "./gpt2";
import type { ReadTokenizer, TokenizerFile } from "./tokenizer";
import {
  readHuggingFace,
  readKind,
  readMerges,
  readPretrainedIds,
  readSentencePiece,
  readVocabulary,
  readWholePretrained,
} from "./tokenizerFiles";

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

/** Builds NeoX's tokenizer as far as its files tell (megatron/tokenizer/tokenizer.py:build_tokenizer at ea7aefd8). */
export async function readTokenizer(
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
    case "spmtokenizer":
      return withFile(disk, places, "vocab_file", async (place, file) => {
        const read = type === "hftokenizer" ? readHuggingFace : readSentencePiece;
        const tokenizer = await read(disk, place, file);
        if (tokenizer === "unknown") return "unknown";
        return tokenizer === undefined ? otherKind(disk, "vocab_file", place, file) : { tokenizer };
      });
    case "gpt2bpetokenizer":
      return withFile(disk, places, "vocab_file", (...vocabulary) =>
        withFile(disk, places, "merge_file", (...merges) => gpt2(disk, vocabulary, merges)),
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

type FoundFile = readonly [place: string, file: Found];

async function withFile(
  disk: Disk,
  places: TokenizerPlaces,
  file: TokenizerFile,
  read: (...found: FoundFile) => Promise<ReadTokenizer>,
): Promise<ReadTokenizer> {
  const place = places[file];
  if (place === undefined) return "unknown";
  const found = await disk.find(place);
  if (found === null) return { problem: { kind: "absent", file } };
  if (found?.kind === "folder") return { problem: { kind: "folder", file } };
  return found === undefined ? "unknown" : read(place, found);
}

async function gpt2(disk: Disk, vocabulary: FoundFile, merges: FoundFile): Promise<ReadTokenizer> {
  const read = gpt2Tokenizer(await readVocabulary(disk, ...vocabulary), await readMerges(disk, ...merges));
  if (read === "unknown" || !("problem" in read) || read.problem.kind !== "other-kind") return read;
  const { file } = read.problem;
  return otherKind(disk, file, ...(file === "vocab_file" ? vocabulary : merges));
}

async function otherKind(disk: Disk, file: TokenizerFile, ...found: FoundFile): Promise<ReadTokenizer> {
  const is = await readKind(disk, ...found);
  if (is === "unknown") return "unknown";
  return { problem: { kind: "other-kind", file, ...(is && { is }) } };
}

/** The files of a pretrained tokenizer's folder, the first that is there (transformers 4.38, GPT2TokenizerFast). */
async function pretrained(disk: Disk, folder: string | undefined): Promise<ReadTokenizer> {
  if (folder === undefined) return "unknown";
  const found = await disk.find(folder);
  if (found?.kind === "file") return { problem: { kind: "not-a-folder", file: "vocab_file" } };
  if (found?.kind !== "folder") return "unknown";
  for (const [name, read] of PRETRAINED) {
    const place = `${folder}/${name}`;
    const file = await disk.find(place);
    const tokenizer = file?.kind === "file" ? await read(disk, place, file) : undefined;
    if (tokenizer !== undefined) return tokenizer === "unknown" ? "unknown" : { tokenizer };
  }
  return "unknown";
}

const PRETRAINED = [
  ["tokenizer.json", readWholePretrained],
  ["vocab.json", readPretrainedIds],
] as const;
