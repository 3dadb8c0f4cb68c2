import { MODEL } from "../command";
import { HOSTILE } from "../harmless";
import { type Attack, carryOut } from "./attack";
import { bytes, type Part, pickle, repeated, text, uint32, uint64, word, zip } from "./dataFiles";

/** A config that names files, and these. */
const naming = (
  lines: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  ...args: readonly string[]
): Attack => ({
  files: { "a.yml": `${MODEL}${lines}`, ...files },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

const dataset = (index: Uint8Array, lines = "") =>
  naming(
    `train_data_paths: [d/x]\nvalid_data_paths: [d/x]\ntest_data_paths: [d/x]\ntrain_iters: 10\nlr_decay_iters: 10\n${lines}`,
    { "d/x.bin": new Uint8Array(100), "d/x.idx": index },
  );

/** The head of an index of that many sequences and documents, of 4 bytes a token. */
const head = (sequences: bigint, documents: bigint) =>
  bytes(text("MMIDIDX\0\0"), uint64(1n), [8], uint64(sequences), uint64(documents));

/** What a checkpoint's two files hold. */
const state = (content: Uint8Array, ...args: readonly string[]) =>
  naming(
    "load: c\n",
    {
      "c/latest": "global_step1",
      "c/global_step1/mp_rank_00_model_states.pt": content,
      "c/global_step1/layer_00-model_00-model_states.pt": content,
    },
    ...args,
  );

const rank = (data: Uint8Array, level = 0) => zip({ "a/data.pkl": data, "a/version": text("3") }, level);

const pickled = async (...parts: readonly Part[]) => state(await rank(pickle(...parts)));

const latest = (content: string | Uint8Array) => naming("load: c\n", { "c/latest": content });

const tokenizer = (content: string | Uint8Array, type = "HFTokenizer") =>
  naming(`tokenizer_type: ${type}\nvocab_file: t.json\nmerge_file: m.txt\n`, {
    "t.json": content,
    "m.txt": content,
  });

/** A tokenizer of byte pairs with these merges. */
const merges = (json: string) =>
  tokenizer(`{"model":{"type":"BPE","vocab":{"a":0,"b":1,"ab":2},"merges":[${json}]}}`);

/** A text of a pickle. */

carryOut({
  "an index of more than there is": dataset(head(2n ** 63n, 2n ** 63n)),
  "an index of a terabyte that is not there": dataset(bytes(head(2n ** 40n, 1n), new Uint8Array(1000))),
  "an index of lengths below nothing": dataset(bytes(head(50n, 50n), new Uint8Array(2000).fill(255))),
  "an index of lengths beyond counting": dataset(bytes(head(50n, 50n), new Uint8Array(2000).fill(127))),
  "an index of 60,000 documents of nowhere": dataset(
    bytes(head(60_000n, 60_000n), repeated(uint32(1), 60_000), new Uint8Array(960_000).fill(255)),
  ),
  "an old index beyond counting": dataset(
    bytes(text("TNTIDX\0\0"), uint64(1n), uint64(1n), repeated(uint64(2n ** 62n), 3)),
    "data_impl: cached\n",
  ),
  "one data set of 8,192 documents under 900 names": naming(
    `train_data_paths: [${Array.from({ length: 900 }, (_, name) =>
      JSON.stringify(`d/${name.toString(2).padStart(10, "0").replaceAll("0", "/").replaceAll("1", "./")}x`),
    ).join()}]\n`,
    {
      "d/x.idx": bytes(head(8192n, 8192n), repeated(uint32(16), 8192), new Uint8Array(16 * 8192)),
      "d/x.bin": new Uint8Array(500_000),
    },
  ),
  "4,000 data sets that are not there, in four configs, beside 5,000 that are": {
    files: {
      ...Object.fromEntries(
        Array.from({ length: 4 }, (_, config) => [
          `${config}.yml`,
          `${MODEL}train_data_paths: [${Array.from({ length: 1000 }, (_, it) => `d/z${config}${it}`).join()}]\n`,
        ]),
      ),
      ...Object.fromEntries(
        Array.from({ length: 10_000 }, (_, it) => [`d/y${it >> 1}.${it % 2 ? "idx" : "bin"}`, ""]),
      ),
    },
    args: ["check", "--each", ".", "--format", "gitlab"],
  },
  "an empty index": dataset(new Uint8Array()),
  "half a head of an index": dataset(head(5n, 5n).subarray(0, 20)),

  "a latest for a terminal": latest(HOSTILE),
  "a latest outside": latest("../../../../etc/"),
  "a latest of 1,900,000 letters": latest("x".repeat(1_900_000)),
  "a latest with a character of nothing": latest("a\0b"),
  "a latest that is no text": latest(Uint8Array.of(0xff, 0xfe)),
  "1,500 steps": naming("load: c\n", {
    ...Object.fromEntries(
      Array.from({ length: 1500 }, (_, step) => [`c/global_step${step}/mp_rank_00_model_states.pt`, ""]),
    ),
    "c/latest": "global_step3",
  }),
  "steps that are no numbers": naming("load: c\n", {
    ...Object.fromEntries(
      ["9".repeat(200), "-1", "1e5", "\u001b[31m", "\n::add-mask::x", "\u202e", "\u0663"].map((step) => [
        `c/global_step${step}/mp_rank_${step}_model_states.pt`,
        "",
      ]),
    ),
    "c/latest": `global_step${"9".repeat(200)}`,
  }),

  "a pickle that calls the system": await pickled("cos\nsystem\n", word("touch RAN"), "\x85R."),
  "a pickle of 900,000 lists in lists": await pickled("]".repeat(900_000), "a".repeat(899_999), "."),
  "a pickle of tuples that double": await pickled("N", "2\x86".repeat(600_000), "."),
  "a pickle of arguments that double": await pickled("}", word("args"), "N", "2\x86".repeat(600_000), "s."),
  "a pickle of a list in itself": await pickled("]q\0h\0a."),
  "a pickle of a dict in itself": await pickled(
    "}q\0",
    ...["args", "module", "optimizer"].flatMap((it) => [word(it), "h\0s"]),
    ".",
  ),
  "a pickle of 1,800,000 marks": await pickled("(".repeat(1_800_000), "."),
  "a pickle that remembers 360,000 times": await pickled(
    "N",
    Buffer.concat(Array.from({ length: 360_000 }, (_, index) => bytes("r", uint32(index)))),
    ".",
  ),
  "a pickle of 400,000 empty tuples": await pickled("N".repeat(600_000), "(t0".repeat(400_000), "."),
  "a pickle of a number of 1,800,000 digits": await pickled("L", "9".repeat(1_800_000), "L\n."),
  "a pickle of numbers that are none": await pickled("Iabc\nFxyz\nS'\n."),
  "a pickle of names that double": await pickled(word("a"), "2\x86".repeat(40), "N\x93."),
  "a pickle of a name that is deep": await pickled("N", "\x85".repeat(50_000), "N\x93."),
  "a pickle of a name that is a dict": await pickled("}N\x93."),
  "a pickle of arguments for a terminal": await pickled(
    "}",
    ...[word("args"), "}", word("__proto__"), "K\x01s", word(HOSTILE), word(HOSTILE), "s"],
    ...[word("hidden_size"), word(HOSTILE), "ss."],
  ),
  "arguments of a checkpoint for a terminal, compared": state(
    await rank(pickle("}", word("args"), "}", word("num_layers"), word(HOSTILE), "ss.")),
    ...["compare", "a.yml", "--checkpoint"],
  ),
  "a pickle without an end": await pickled("]".repeat(1000)),
  "old pickles in a row": state(
    bytes("\x80\x02\x8a\x0al\xfc\x9cF\xf9 j\xa8P\x19.", "\x80\x02M\xe9\x03.".repeat(100_000)),
  ),
  "an archive of 300,000,000 zeros": state(await rank(new Uint8Array(300_000_000), 9)),
  "an archive of nothing": state(await zip({})),
  "an archive with an end that lies": state(
    bytes("PK\x05\x06", [0, 0, 0, 0], [255, 255, 255, 255], uint32(0xffffffff), uint32(0xffffffff), [0, 0]),
  ),
  "an archive of 450,000 ends": state(bytes("PK\x05\x06".repeat(450_000))),
  "an archive of 18,000 entries": state(
    await zip(Object.fromEntries(Array.from({ length: 18_000 }, (_, i) => [`a/${i}`, new Uint8Array()]))),
  ),
  "an archive of names above": state(
    await zip({ "../../data.pkl": pickle("N."), "/etc/data.pkl": pickle("N."), [HOSTILE]: pickle("N.") }),
  ),

  "tokens of numbers beyond counting": tokenizer(
    '{"version":"1.0","model":{"type":"WordLevel","unk_token":"a","vocab":{"a":1e300,"__proto__":9007199254740993,"constructor":3}},"added_tokens":[{"content":"__proto__","id":1e308},null,5]}',
  ),
  "200,000 merges of the same": merges(Array(200_000).fill('"a b"').join()),
  "a merge of blanks": merges(`"${" ".repeat(1_800_000)}"`),
  "merges that are no texts": merges('[{"toString":1},{}],[[],null],5,null'),
  "a merge of lists in lists": merges(`[${"[".repeat(4000)}${"]".repeat(4000)},1]`),
  "150,000 tokens of one text": tokenizer(
    `{"model":{"type":"Unigram","vocab":[${Array(150_000).fill('["a",1]').join()}]},"added_tokens":[${Array(10_000).fill('{"content":"a","id":1}').join()}]}`,
  ),
  "a vocabulary of prototypes": tokenizer('{"__proto__":1,"toString":"x"}', "GPT2BPETokenizer"),
  "450,000 lines of merges": tokenizer("a b\n".repeat(450_000), "GPT2BPETokenizer"),
  "pieces beyond counting": tokenizer(
    bytes([0x0a, 255, 255, 255, 255, 0x0f], "\x0a\0".repeat(900_000)),
    "SPMTokenizer",
  ),
  "a number without an end": tokenizer(new Uint8Array(1_800_000).fill(255), "SPMTokenizer"),
  "370,000 pieces": tokenizer(bytes("\x0a\x03\x0a\x01a".repeat(370_000)), "SPMTokenizer"),
  "a pickle of a frame beyond counting": state(
    await rank(bytes("\x80\x05\x95", new Uint8Array(8).fill(255), "N.")),
  ),
  "a pickle of a number less than nothing long": await pickled("\x8b", uint32(0xfffffffb), "N."),
  "a pickle of a text beyond counting": state(await rank(bytes("\x80\x04\x8d", uint64(2n ** 62n), "abc."))),
  "a pickle of bytes beyond counting": state(await rank(bytes("\x80\x05\x96", uint64(2n ** 40n), "abc."))),
  "a pickle of a number of 1,800,000 bytes": await pickled(
    "\x8b",
    uint32(1_800_000),
    new Uint8Array(1_800_000).fill(0x7f),
    ".",
  ),
  "a pickle of 500,000 states": await pickled("}", "}b".repeat(500_000), "."),
  "a pickle of 800,000 calls of calls": await pickled("cos\nsystem\n", ")R".repeat(800_000), "."),
  "a pickle of 1,500,000 names elsewhere": await pickled("N", "Q".repeat(1_500_000), "."),
  "a pickle of codes of extensions": await pickled("\x82\x01\x83\x01\x00\x84\x01\x00\x00\x00."),
  "a tokenizer that is nothing": tokenizer("null"),
  "120,000 tokens beyond counting": tokenizer(
    `{"model":{"type":"WordPiece","vocab":{${Array.from({ length: 120_000 }, (_, i) => `"${i}":${i}e300`).join()}}}}`,
  ),
  "a kind of tokenizer of 300,000 characters of nothing": tokenizer(
    `{"model":{"type":"${"\\u0000".repeat(300_000)}"}}`,
  ),
  "250,000 lines of tokens": tokenizer("IA== 0\n".repeat(250_000), "TiktokenTokenizer"),
  "a vocabulary of lists": tokenizer('{"a":[1],"b":{},"c":null,"d":1e999}', "GPT2BPETokenizer"),
  "1,800,000 groups": tokenizer(new Uint8Array(1_800_000).fill(0x0b), "SPMTokenizer"),
  "an index of documents beyond counting": dataset(
    bytes(head(100_000n, 2n ** 64n - 1n), new Uint8Array(1_500_000)),
  ),
  "an index of tokens of no kind": dataset(
    bytes(text("MMIDIDX\0\0"), uint64(1n), [255], uint64(1n), uint64(1n), new Uint8Array(100)),
  ),
  "an index of a version beyond counting": dataset(
    bytes(text("MMIDIDX\0\0"), uint64(2n ** 64n - 1n), [8], uint64(1n), uint64(1n)),
  ),
});
