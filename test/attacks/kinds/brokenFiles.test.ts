import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "vitest";
import { MENDABLE, MODEL, mended, plant, textOf } from "../command";
import { count, lines } from "../repeat";
import { type Attack, carryOut } from "./attack";
import { bytes, dict, type Part, pickle, repeated, text, uint32, uint64, word, zip } from "./dataFiles";

/** Files that a launch loads, of which a part is wrong, is at a limit, or is that of another. */
type Files = Readonly<Record<string, string | Uint8Array>>;

const STEP = "c/global_step1";
const RANK = "mp_rank_00_model_states.pt";
const layer = (index: number) => `layer_${String(index).padStart(2, "0")}-model_00-model_states.pt`;

const naming = (more: string, files: Files, ...args: readonly string[]): Attack => ({
  files: { "a.yml": MODEL + more, ...files },
  args: args.length > 0 ? args : ["check", "a.yml"],
});
/** A checkpoint of a pipeline, with these files in its step. */
const checkpoint = (files: Files, more = ""): Attack =>
  naming(`pipe_parallel_size: 1\nload: c\n${more}`, {
    "c/latest": "global_step1",
    ...Object.fromEntries(Object.entries(files).map(([name, content]) => [`${STEP}/${name}`, content])),
  });
/** Each as the file of a layer. */
const layers = (contents: readonly Uint8Array[]) =>
  checkpoint(Object.fromEntries(contents.map((content, index) => [layer(index), content])));

const SMALL = await zip({ "a/data.pkl": pickle(dict({ w: "N" }), "."), "a/version": text("3") });
const END = SMALL.length - 22;
const DIRECTORY = Buffer.from(SMALL).readUInt32LE(END + 16);
/** A small archive in each of whose bytes from a place on another stands. */
const changed = (from: number, to: number, value: (byte: number) => number) =>
  layers(
    Array.from({ length: to - from }, (_, index) => {
      const copy = Uint8Array.from(SMALL);
      copy[from + index] = value(copy[from + index] ?? 0);
      return copy;
    }),
  );

/** All opcodes of pickles that are there, and some that are not. */
const OPCODES = Array.from({ length: 256 }, (_, byte) => byte).filter((byte) => byte < 0x9a);
const behind = async (...before: readonly Part[]) =>
  layers(
    await Promise.all(
      OPCODES.map((byte) =>
        zip({ "a/data.pkl": pickle(...before, [byte], "\x01\0\0\0\0\0\0\0\x01a\na\n", "(tu0es.") }),
      ),
    ),
  );

const index = (documents: number, size: (document: number) => number, place: (document: number) => bigint) =>
  bytes(
    ...["MMIDIDX\0\0", uint64(1n), [8], uint64(BigInt(documents)), uint64(1n)],
    ...Array.from({ length: documents }, (_, document) => uint32(size(document) >>> 0)),
    ...Array.from({ length: documents }, (_, document) => uint64(place(document))),
    uint64(0n),
  );
const EDGES = [8191, 8192, 8193, 8200];

const spm = (...parts: readonly Part[]) =>
  naming("tokenizer_type: SPMTokenizer\nvocab_file: ./v\n", { v: bytes(...parts) });
const json = (value: string, type = "HFTokenizer") =>
  naming(`tokenizer_type: ${type}\nvocab_file: ./v\nmerge_file: ./m\n`, { v: value, m: value });
const PIECES = bytes("\x0a\x05\x0a\x01a\x18\x02", "\x0a\x03\x0a\x01b");

carryOut({
  "an archive of another end in each byte": changed(END, END + 22, (byte) => 255 - byte),
  "an archive of another directory in each byte": changed(DIRECTORY, END, (byte) => 255 - byte),
  "an archive of zeros for each byte of its directory": changed(DIRECTORY, END, () => 0),
  "an archive of another head in each byte": changed(0, 60, (byte) => byte ^ 0x81),
  "an archive that ends with ends of others": layers(
    [22, 44, 66].map((room) =>
      bytes(SMALL.subarray(0, -2), [room, 0], repeated(SMALL.subarray(END), room / 22)),
    ),
  ),
  "an archive within the comment of an archive": layers([
    bytes(SMALL.subarray(0, -2), [SMALL.length & 255, SMALL.length >> 8], SMALL),
    bytes("PK\x03\x04", SMALL),
  ]),
  "an archive of two pickles under one name, of which each is the other's": layers([
    await zip({ "a/data.pkl": pickle("N."), "A/data.pkl": pickle("}."), "a/data.pkl/x": pickle("].") }),
  ]),
  "each opcode behind nothing": await behind(),
  "each opcode behind a mark": await behind("("),
  "each opcode behind a dict, a list and two texts": await behind("}]", word("a"), word("b")),
  "each opcode behind an object with a mark in it": await behind("cbuiltins\ndict\n)R(", word("a"), "("),
  "ranks whose arguments are what their schedule is": checkpoint({
    [RANK]: await zip({
      "a/data.pkl": pickle(
        dict({ args: dict({ num_layers: "K\x05" }) }),
        "q\0",
        bytes(word("lr_scheduler"), "h\0s", word("optimizer"), "h\0s", word("module"), "h\0s", "."),
      ),
    }),
  }),
  "steps that are the same number in other spellings": naming("load: c\niteration: 1\n", {
    ...Object.fromEntries(
      ["1", "01", "001", "1.0", "+1", "１"].map((step) => [`c/global_step${step}/${RANK}`, "x"]),
    ),
    "c/latest": "global_step01",
  }),
  "layers and ranks that are the same numbers in other spellings": checkpoint(
    Object.fromEntries(
      ["0", "00", "000"].flatMap((zeros) => [
        [`layer_${zeros}-model_${zeros}-model_states.pt`, SMALL],
        [`mp_rank_${zeros}_model_states.pt`, SMALL],
        [`zero_pp_rank_${zeros}_mp_rank_${zeros}optim_states.pt`, SMALL],
      ]),
    ),
    "zero_optimization: {stage: 1}\n",
  ),

  "data sets of as many documents as are looked at, one fewer and more": naming(
    `train_data_paths: [${EDGES.map((documents) => `d/${documents}`).join()}]\nvalid_data_paths: [d/8193]\ntest_data_paths: [d/8191]\n`,
    Object.fromEntries(
      EDGES.flatMap((documents) => [
        [
          `d/${documents}.idx`,
          index(
            documents,
            () => 1,
            (document) => BigInt(2 * document),
          ),
        ],
        [`d/${documents}.bin`, new Uint8Array(2 * documents)],
      ]),
    ),
  ),
  "documents that are below nothing long, and lie before the beginning": naming("data_path: ./d/x\n", {
    "d/x.idx": index(
      900,
      (document) => -document,
      (document) => 2n ** 64n - BigInt(document + 1),
    ),
    "d/x.bin": new Uint8Array(900),
  }),
  "an old index of no documents but sizes, and the other way round": naming(
    "train_data_paths: [d/x, d/y]\ndata_impl: cached\n",
    Object.fromEntries(
      [
        [0n, 9n, 9n],
        [9n, 0n, 0n],
      ].flatMap((counts, at) => [
        [
          `d/${"xy"[at]}.idx`,
          bytes("TNTIDX\0\0", ...[1n, 4n, 4n, ...counts].map(uint64), new Uint8Array(400).fill(255)),
        ],
        [`d/${"xy"[at]}.bin`, new Uint8Array(9)],
      ]),
    ),
  ),
  "an index, tokens, a vocabulary, prompts, hosts and a checkpoint that are the config itself": {
    ...naming(
      "min_lr: 1e-5\ntokenizer_type: GPT2BPETokenizer\nvocab_file: ./a.yml\nmerge_file: ./a.yml\nhostfile: ./a.yml\nload: ./a.yml\ndata_path: ./a\ntext_gen_type: input-file\nsample_input_file: ./a.yml\nsample_output_file: ./a.yml/x\nsave: ./a.yml\n",
      {},
      ...["check", "a.yml", "--fix"],
    ),
    prepare(folder) {
      for (const ending of ["idx", "bin"]) linkSync(join(folder, "a.yml"), join(folder, `a.${ending}`));
    },
    afterwards(folder) {
      const text = textOf(folder, "a.yml");
      expect(text).toContain("min_lr: 1.0e-5\n");
      expect([textOf(folder, "a.idx"), textOf(folder, "a.bin")]).toEqual([text, text]);
    },
  },

  "fields of a model whose numbers are beyond counting": spm(
    ...["\xfa\xff\xff\xff\xff\xff\xff\xff\xff\x01\x01a", PIECES, "\x12\0"],
  ),
  "a model of pieces that end within a number": spm(PIECES, "\x0a\x80"),
  "a model of pieces in pieces in pieces": spm(
    Array.from({ length: 60 }).reduce<Uint8Array>(
      (inner) =>
        bytes(
          [0x0a, ...(inner.length < 128 ? [inner.length] : [(inner.length & 127) | 128, inner.length >> 7])],
          inner,
        ),
      PIECES,
    ),
  ),
  "a model whose pieces have their texts twice, as numbers first": spm(
    repeated(bytes("\x0a\x07\x08\x05\x0a\x01a\x18\x02"), 3),
    "\x10\x05",
  ),
  "a vocabulary of halves of characters, and of what looks alike": json(
    `{"<|endoftext|>": 0, "\\ud800": 1, "\\udfff\\ud800": 2, "\u0430": 3, "a": 4, "": 5, "${"\\u0000".repeat(50)}": 6}`,
    "GPT2BPETokenizer",
  ),
  "tokens of ids that are nearly whole": json(
    '{"model":{"type":"WordLevel","unk_token":"a","vocab":{"a":-0,"b":1e21,"c":9007199254740993}},"added_tokens":[{"content":"<|endoftext|>","id":1.5},{"content":"<|padding|>","id":-1e400}]}',
  ),
  "a tokenizer of each of a dozen models at once": json(
    `{"version":"1.0","model":{"vocab":[["a",1]],"merges":["a a"],"unk_token":{"a":1},"type":null},"added_tokens":${JSON.stringify(Array(300).fill({ content: "", id: {} }))}}`,
  ),

  "logs of the first bytes of everything": {
    files: Object.fromEntries(
      [
        ...[
          "\xff",
          "\xff\xfe",
          "\xff\xfe\0",
          "\xfe\xff\0",
          "\xef\xbb\xbf",
          "\xef\xbb",
          "\0",
          "a\0",
          "\0a",
          "a\0b",
        ],
        ...["B", "BZ", "BZh", "PK", "PK\x03", "\x1f", "\x28\xb5\x2f", "\xfd7zXZ", "\x04\x22\x4d", "7z\xbc"],
      ].map((begin, at) => [`${at}.log`, bytes(begin)]),
    ),
    args: ["why", ...Array.from({ length: 20 }, (_, at) => `${at}.log`), "--format", "json"],
  },
  "a packed log of wide letters that ends in the midst of one": {
    files: {
      "a.log": gzipSync(
        bytes(
          [0xff, 0xfe],
          Buffer.from(
            lines(20_000, (i) => `ValueError: \u{1f600}${i}`),
            "utf16le",
          ),
          [0x3d],
        ),
      ),
    },
    args: ["why", "a.log"],
  },
  "lines that are as long as a line may be, one letter fewer and one more": {
    files: {
      "a.log": lines(
        9,
        (i) =>
          `HF_TOKEN=hf_${"x".repeat(131_072 - 14 + (i % 3))}${i}\nValueError: ${"y".repeat(131_059 + (i % 4))}`,
      ),
    },
    args: ["why", "a.log", "--format", "json"],
  },
  "a world of ten million nodes of ten million ranks, all of which but one wait": {
    files: {
      "a.log":
        "nnodes=10000000, num_local_procs=10000000, node_rank=9999999\n" +
        lines(5000, (i) => `[rank${i}]: [Rank ${i}] Watchdog caught collective operation timeout`) +
        "Process name: [[1,1], 99999999999999999999]\n  Exit code:    99999999999999999999\nlocal_rank: 9999999999999999999999 exitcode: -9\n",
    },
    args: ["why", "a.log", "--format", "json"],
  },
  "a table of arguments each of which goes on in the next line for ever": {
    files: {
      "a.log": `-------------------- arguments --------------------\n${count(30_000, (i) => `  a${i} ...... x\n`)}updated\n---------------- end of arguments ----------------\n`,
      "a.yml": MODEL,
    },
    args: ["why", "a.log", "a.yml"],
  },

  "models of names that are escapes, parts of addresses and blanks": {
    ...naming(
      lines(5, (i) => `# neox-config: same-as ${["m%2fx", "m#x", "m?x", "%2e%2e", "m%zz"][i]}`),
      {},
      ...["check", "a.yml", "--same-as", " m "],
    ),
    prepare(folder) {
      for (const name of ["m%2fx", "m#x", "m?x", "%2e%2e", "m%zz", " m "])
        plant(folder, `${name}/config.json`, '{"model_type":"gpt_neox","hidden_size":"\\u001b[31m"}');
    },
  },
  "a model whose file is begun by a mark, and whose numbers are none": naming(
    "",
    {
      "m/config.json":
        '\ufeff{"model_type":"llama","hidden_size":1e400,"num_hidden_layers":-0,"vocab_size":0.1e1}',
      "m/tokenizer.json": "\ufeff{}",
      "m/tokenizer.model": PIECES,
    },
    ...["check", "a.yml", "--same-as", "m"],
  ),
  "raw weights in a folder of links to themselves, of a size that climbs": {
    ...naming(
      "",
      {},
      ...["converts", "a.yml", "--tool", "convert_raw_llama_weights_to_neox", "--format", "json"],
      ...["--input_dir", "w", "--model_size", "../w/./7B", "--num_output_shards", "99999999999999999999"],
    ),
    prepare(folder) {
      mkdirSync(join(folder, "w/7B"), { recursive: true });
      for (let i = 0; i < 2000; i++)
        symlinkSync(`consolidated.${i}.pth`, join(folder, `w/7B/consolidated.${i}.pth`));
    },
  },

  "ignore files that are each other's, and a config that both leave out and take": {
    ...naming("", { ".gitignore": "!a.yml\n*\n!*/\n", "d/.gitignore": "*\n!b.yml\n", "d/b.yml": MENDABLE }),
    args: ["check", "--each", ".", "--fix"],
    prepare(folder) {
      symlinkSync("../d/.gitignore", join(folder, "d/.neox-configignore"));
      symlinkSync(".gitignore", join(folder, ".neox-configignore"));
    },
    afterwards: (folder) => expect([MENDABLE, mended(MENDABLE)]).toContain(textOf(folder, "d/b.yml")),
  },
  "configs whose names are globs, flags of globs and ends of lines": {
    args: ["check", "--each", "[a].yml", "{a,b}.yml", "\\*.yml", "a\n.yml", "*", "--fix", "--format", "json"],
    prepare(folder) {
      for (const name of ["[a].yml", "{a,b}.yml", "*.yml", "\\*.yml", "a\n.yml", "!.yml", "**", "a.yml"])
        writeFileSync(join(folder, name), MENDABLE);
    },
    afterwards(folder) {
      for (const name of ["[a].yml", "{a,b}.yml", "*.yml", "a\n.yml", "a.yml", "**"])
        expect([MENDABLE, mended(MENDABLE)]).toContain(textOf(folder, name));
    },
  },
  "names of bytes that are no letters wherever a folder is listed": {
    ...naming("load: c\ndata_path: ./d/x\n", { "c/latest": bytes("global_step1\xff"), "d/x.idx": "" }),
    args: ["check", "--each", "."],
    prepare(folder) {
      for (const part of ["c", "c/global_step1", "d", ".", "s"])
        for (const end of [
          "\xff.yml",
          "global_step\xfe",
          "x.\xfd.bin",
          "layer_00-model_00-model_states.pt\xff",
        ]) {
          mkdirSync(join(folder, part), { recursive: true });
          writeFileSync(Buffer.concat([Buffer.from(`${join(folder, part)}/`), bytes(end)]), MODEL);
        }
    },
  },
});
