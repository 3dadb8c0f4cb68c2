import { describe, expect, it } from "vitest";
import { tokenizerOf } from "../../server/src/launch/loads";
import { vocabularyOf } from "../../server/src/model/parameters/vocabulary";
import { huggingFaceTokenizer } from "../../server/src/tokenizers/huggingFace";
import { readTokenizer } from "../../server/src/tokenizers/readTokenizer";
import { checkIn, toldOf } from "./judged";
import { LinkedDisk } from "./linkedDisk";
import { hasRecords, jsonLines, type RecordedTokenizer, tokenizerDisk } from "./recorded";

const MODEL = {
  num_layers: 2,
  hidden_size: 64,
  num_attention_heads: 2,
  seq_length: 64,
  max_position_embeddings: 64,
  train_micro_batch_size_per_gpu: 1,
};

function configOf(record: RecordedTokenizer, divisor: number): string {
  const { tokenizer_type, vocab_file, merge_file } = record;
  return JSON.stringify({
    ...MODEL,
    make_vocab_size_divisible_by: divisor,
    tokenizer_type,
    ...(vocab_file !== undefined && { vocab_file }),
    ...(merge_file !== undefined && { merge_file }),
  });
}

/** What only a download would tell. */
function needsDownload({ type, tokenizer_type, vocab_file }: RecordedTokenizer): boolean {
  return type === "ConnectionError" || (tokenizer_type === "HFGPT2Tokenizer" && vocab_file === undefined);
}

it("a merge that is no pair of texts makes no tokenizer", () => {
  const deep: unknown = JSON.parse("[".repeat(4000) + "]".repeat(4000));
  for (const merge of [
    [{ toString: 1 }, "a"],
    [deep, "a"],
    ["a", 1],
  ])
    expect(
      huggingFaceTokenizer({ model: { type: "BPE", vocab: { a: 0 }, merges: [merge] } }),
    ).toBeUndefined();
});

it.each([
  ["TiktokenTokenizer", { tokenizer: expect.anything() }, { problem: { kind: "unknown-encoding" } }],
  ["CharLevelTokenizer", { tokenizer: expect.anything() }, { tokenizer: expect.anything() }],
])("%s is what its name says, whichever file of that name was read before", async (name, one, other) => {
  const disk = new LinkedDisk();
  disk.files.set("/cl100k_base", Buffer.from("x"));
  const type = name.toLowerCase();
  const read = (vocabFile: string) =>
    readTokenizer(disk, { vocab_file: "file:///cl100k_base" }, { type, vocabFile, mergeFile: undefined });
  for (const vocabFile of ["cl100k_base", "./cl100k_base", "cl100k_base"])
    expect(await read(vocabFile)).toEqual(vocabFile.startsWith(".") ? other : one);
});

describe.skipIf(!hasRecords)(hasRecords ? "tokenizers" : "skipped: no shared data", () => {
  const all = hasRecords ? jsonLines<RecordedTokenizer>("loads/tokenizers.jsonl") : [];
  const records = all.filter((record) => !needsDownload(record));
  const disk = hasRecords ? tokenizerDisk() : undefined;

  it.each(records)("$id: $tokenizer_type $vocab_file $merge_file", async (record) => {
    if (disk === undefined) return;
    const told = await toldOf(configOf(record, 8), disk, 1);
    const own = told.filter(({ key }) => ["vocab_file", "merge_file", "tokenizer_type"].includes(key));
    const errors = own.filter(({ severity }) => severity === "error");
    if (!record.builds) expect(own.length).toBeGreaterThan(0);
    else expect([own.length, errors.length]).toEqual([record.silently === undefined ? 0 : 1, 0]);
  });

  it.each(records.filter(({ builds }) => builds))(
    "$id has the size and the ids that NeoX has",
    async (record) => {
      if (disk === undefined) return;
      const { launch } = await checkIn(configOf(record, 64), disk, 1);
      const read = tokenizerOf(launch);
      if (read === undefined || read === "unknown" || !("tokenizer" in read))
        throw new Error("it is not built");
      const { size, endOfDocument, largestId } = read.tokenizer;
      expect([size, endOfDocument]).toEqual([record.vocab_size, record.eod_id]);
      if (record.max_id !== undefined) expect(largestId).toBe(record.max_id);
      expect(vocabularyOf(launch)?.paddedSize).toBe(record.padded?.["64x1"]);
    },
  );

  it("knows the encodings of tiktoken", async () => {
    if (disk === undefined) return;
    for (const record of all.filter(({ n_vocab_in_package }) => n_vocab_in_package !== undefined)) {
      const { launch } = await checkIn(configOf(record, 1), disk, 1);
      expect([record.vocab_file, vocabularyOf(launch)?.size]).toEqual([
        record.vocab_file,
        record.n_vocab_in_package,
      ]);
    }
  });
});
