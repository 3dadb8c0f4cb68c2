import { bytesFile } from "../../../server/src/bytes/byteFile";
import { readPickle } from "../../../server/src/checkpoints/pickle/read";
import { rankState, savedTensors } from "../../../server/src/checkpoints/savedState";
import { readTorchFile } from "../../../server/src/checkpoints/torchFile";
import { readDataset } from "../../../server/src/datasets/readDataset";
import { readTokenizer } from "../../../server/src/tokenizers/readTokenizer";
import type { Random } from "../../differential/random";
import { MemoryDisk } from "../../loads/memoryDisk";
import {
  cachedIndex,
  mmapIndex,
  pickled,
  SENTENCE_PIECE,
  TOKENIZER,
  torchZip,
  VOCABULARY,
} from "../loadedBytes";
import { firstLines, type Target } from "../target";

/** Bytes of one file that a reader may read, whatever the file says of its size. */
const MOST_BYTES = 50_000_000;

/** A pickle gives a value or is refused by an error of the readers' own making, and nothing in it is run. */
export const pickles: Target = async (random) => {
  const pickle = mutated(random, pickled());
  const faults: string[] = [];
  for (const read of [
    async () => readPickle(pickle).value,
    async () => (await readTorchFile(bytesFile(mutated(random, await torchZip(pickle))), 1_000_000)).value,
  ]) {
    const value = await orRefused(read);
    if (value instanceof Error) {
      if (!isClear(value)) faults.push(`not a clear refusal: ${firstLines(value)}`);
    } else {
      rankState(value ?? null);
      savedTensors(value);
    }
  }
  return faults;
};

/** An index gives an answer whatever is in it, and no more of it is read than is allowed. */
export const indexes: Target = async (random) => {
  const disk = new MemoryDisk();
  const index = random.chance(0.5) ? mmapIndex() : cachedIndex();
  disk.files.set("/d/x.idx", mutated(random, index));
  disk.files.set("/d/x.bin", mutated(random, new Uint8Array(4000)));
  await readDataset(disk, "file:///d/x", "x");
  return disk.bytesRead > MOST_BYTES ? [`${disk.bytesRead} bytes read`] : [];
};

const TYPES = ["hftokenizer", "gpt2bpetokenizer", "spmtokenizer", "hfgpt2tokenizer"] as const;

export const tokenizers: Target = async (random) => {
  const disk = new MemoryDisk();
  const seed = random.pick([TOKENIZER, VOCABULARY, SENTENCE_PIECE]);
  disk.files.set("/d/vocab", mutated(random, seed));
  disk.files.set("/d/merges", mutated(random, new TextEncoder().encode("#version: 0.2\na b\nb c\n")));
  disk.files.set("/d/folder/tokenizer.json", mutated(random, TOKENIZER));
  for (const type of TYPES) {
    const vocab = type === "hfgpt2tokenizer" ? "file:///d/folder" : "file:///d/vocab";
    const places = { vocab_file: vocab, merge_file: "file:///d/merges" };
    await readTokenizer(disk, places, { type, vocabFile: "vocab", mergeFile: "merges" });
  }
  return disk.bytesRead > MOST_BYTES ? [`${disk.bytesRead} bytes read`] : [];
};

async function orRefused<Value>(read: () => Promise<Value>): Promise<Value | Error> {
  try {
    return await read();
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** Of the readers or of zip.js: not of a stack that ran over, of memory, or of a value that was not looked at. */
function isClear(error: Error): boolean {
  return !(
    error instanceof TypeError ||
    error instanceof ReferenceError ||
    /call stack|memory|invalid array length/i.test(error.message)
  );
}

/** A few bytes changed, cut, doubled or put in, or none. */
function mutated(random: Random, bytes: Uint8Array): Uint8Array {
  let result = Uint8Array.from(bytes);
  for (let times = random.below(4); times > 0 && result.length > 0; times--) {
    const at = random.below(result.length);
    const length = random.below(16);
    const noise = Uint8Array.from({ length }, () => random.pick([0, 1, 0x7f, 0x80, 0xff, random.below(256)]));
    const [before, after] = [result.slice(0, at), result.slice(at + random.below(2) * length)];
    result = random.chance(0.15) ? before : Uint8Array.from([...before, ...noise, ...after]);
  }
  return result;
}
