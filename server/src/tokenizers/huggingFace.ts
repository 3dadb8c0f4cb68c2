import { isRecord } from "../base/isRecord";
import { END_OF_DOCUMENT, type Tokenizer } from "./tokenizer";

/** What a `tokenizer.json` holds that NeoX asks for. */
interface Vocabulary {
  readonly ids: ReadonlyMap<string, number>;
}

/** A model of `tokenizers`: how its vocabulary is written, and what must be there besides (0.15.2). */
interface ModelKind {
  readonly type: string;
  readonly needs: readonly string[];
  vocabulary(model: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> | undefined;
}

/** In the order in which `tokenizers` tries them where no type is written (models/mod.rs:ModelWrapper). */
const MODELS: readonly ModelKind[] = [
  { type: "BPE", needs: ["vocab", "merges"], vocabulary: bytePairVocabulary },
  { type: "WordPiece", needs: ["vocab"], vocabulary: ({ vocab }) => idsOf(vocab) },
  { type: "WordLevel", needs: ["vocab", "unk_token"], vocabulary: ({ vocab }) => idsOf(vocab) },
  { type: "Unigram", needs: ["vocab"], vocabulary: ({ vocab }) => pieces(vocab) },
];

/** The only version of the format. */
const VERSION = "1.0";

/** Reads a `tokenizer.json`; undefined where `Tokenizer.from_file` would not. */
export function huggingFaceTokenizer(json: unknown): Tokenizer | undefined {
  const found = huggingFaceVocabulary(json);
  if (found === undefined) return undefined;
  const endOfDocument = found.ids.get(END_OF_DOCUMENT) ?? null;
  return {
    size: found.ids.size,
    largestId: largest(found.ids.values()),
    endOfDocument,
    ...(endOfDocument === null && { oddity: "no-end-of-document" }),
  };
}

/** Every token by its id: those of the model, and those that are added to it. */
export function huggingFaceVocabulary(json: unknown): Vocabulary | undefined {
  if (!isRecord(json) || (json.version !== undefined && json.version !== VERSION)) return undefined;
  const own = isRecord(json.model) ? modelVocabulary(json.model) : undefined;
  if (own === undefined) return undefined;
  const ids = new Map(own);
  for (const added of Array.isArray(json.added_tokens) ? json.added_tokens : []) {
    const { content, id } = isRecord(added) ? added : {};
    if (typeof content === "string" && content !== "" && !ids.has(content))
      ids.set(content, typeof id === "number" ? id : ids.size);
  }
  return { ids };
}

function modelVocabulary(model: Readonly<Record<string, unknown>>): ReadonlyMap<string, number> | undefined {
  for (const { type, needs, vocabulary } of MODELS) {
    if (model.type !== undefined && model.type !== type) continue;
    if (!needs.every((key) => Object.hasOwn(model, key))) continue;
    const ids = vocabulary(model);
    if (ids !== undefined) return ids;
  }
  return undefined;
}

/** Both parts of a merge, and what they make, must be tokens (models/bpe/model.rs:BpeBuilder.build). */
function bytePairVocabulary({
  vocab,
  merges,
  continuing_subword_prefix: prefix,
}: Readonly<Record<string, unknown>>) {
  const ids = idsOf(vocab);
  if (ids === undefined || !Array.isArray(merges)) return undefined;
  const joined = typeof prefix === "string" ? prefix.length : 0;
  const areTokens = merges.every((merge: unknown) => {
    const parts: unknown = typeof merge === "string" ? merge.split(" ") : merge;
    if (!Array.isArray(parts) || parts.length !== 2) return false;
    const [left, right]: unknown[] = parts;
    return (
      typeof left === "string" &&
      typeof right === "string" &&
      ids.has(left) &&
      ids.has(right) &&
      ids.has(left + right.slice(joined))
    );
  });
  return areTokens ? ids : undefined;
}

function idsOf(vocab: unknown): ReadonlyMap<string, number> | undefined {
  if (!isRecord(vocab)) return undefined;
  const ids = new Map<string, number>();
  for (const [token, id] of Object.entries(vocab)) {
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0) return undefined;
    ids.set(token, id);
  }
  return ids;
}

/** Unigram's vocabulary is a list of pairs of piece and score. */
function pieces(vocab: unknown): ReadonlyMap<string, number> | undefined {
  if (!Array.isArray(vocab)) return undefined;
  const ids = new Map<string, number>();
  for (const [id, pair] of vocab.entries()) {
    if (!Array.isArray(pair) || typeof pair[0] !== "string") return undefined;
    ids.set(pair[0], id);
  }
  return ids;
}

export function largest(ids: Iterable<number>): number {
  let most = -1;
  for (const id of ids) if (id > most) most = id;
  return most;
}
