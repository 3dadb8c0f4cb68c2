import { closeSync, ftruncateSync, mkdirSync, openSync, symlinkSync, writeSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { MODEL } from "../command";
import { type Attack, carryOut } from "./attack";
import { bytes, repeated, uint32 } from "./dataFiles";

/** What costs a lot before it is refused, many times: what fails must be counted as well. */
const STEP = "c/global_step1";
const layer = (index: number) => `layer_${String(index).padStart(2, "0")}-model_00-model_states.pt`;
const FILES = { "a.yml": `${MODEL}pipe_parallel_size: 1\nload: c\n`, "c/latest": "global_step1" };
const uint16 = (value: number) => [value & 255, value >> 8];

/** The local head of a record that is not packed. */
const head = (name: string, packed: number, size: number) =>
  bytes(
    "PK\x03\x04\x14\0",
    new Uint8Array(12),
    uint32(packed),
    uint32(size),
    uint16(name.length),
    "\0\0",
    name,
  );
/** What the directory says of it. */
const said = (name: string, packed: number, size: number) =>
  bytes(
    ...["PK\x01\x02\x14\0\x14\0", new Uint8Array(12), uint32(packed), uint32(size), uint16(name.length)],
    ...[new Uint8Array(16), name],
  );
const end = (records: number, length: number, at: number) =>
  bytes("PK\x05\x06\0\0\0\0", uint16(records), uint16(records), uint32(length), uint32(at), "\0\0");

/** One file, between whose head and tail are zeros, under the names of so many layers. */
const linked = (names: number, size: number, begin: Uint8Array, tail: Uint8Array): Attack => ({
  files: FILES,
  args: ["check", "a.yml"],
  prepare(folder) {
    const step = join(folder, STEP);
    mkdirSync(step);
    const file = openSync(join(step, layer(0)), "w");
    ftruncateSync(file, size);
    writeSync(file, begin, 0, begin.length, 0);
    writeSync(file, tail, 0, tail.length, size - tail.length);
    closeSync(file);
    for (let index = 1; index < names; index++) symlinkSync(layer(0), join(step, layer(index)));
  },
});
const RECORDS = 18_000;
const directory = (name: (index: number) => string) =>
  bytes(
    ...Array.from({ length: RECORDS / 1000 }, (_, batch) =>
      bytes(...Array.from({ length: 1000 }, (_, index) => said(name(1000 * batch + index), 0, 0))),
    ),
  );
/** An archive of nothing but records of these names. */
function records(links: number, name: (index: number) => string): Attack {
  const begin = head("x", 0, 0);
  const middle = directory(name);
  const whole = bytes(begin, middle, end(RECORDS, middle.length, begin.length));
  return linked(links, whole.length, whole, new Uint8Array());
}
const LARGE = 39_000_000;
const PICKLE = "a/data.pkl";

const packed = (content: Uint8Array): Attack => ({
  files: { "a.log": gzipSync(content, { level: 9 }) },
  args: ["why", "a.log"],
});
const filled = (length: number, text: string) => Buffer.alloc(length, text);

const FOLDER = "megatron/neox_arguments/";
/** A fork whose argument is a text with this in its braces; and whose other files are the same. */
const formatted = (expression: string, quote = '"'): Attack => {
  const module = `from dataclasses import dataclass\n@dataclass\nclass NeoXArgsModel:\n    a: str = f${quote}{${expression}}${quote}\n    b: int = 1\n`;
  return {
    files: {
      "a.yml": `${MODEL}b: 5\n`,
      [`${FOLDER}neox_args.py`]: module,
      [`${FOLDER}deepspeed_args.py`]: module,
      [`${FOLDER}arguments.py`]: `from .neox_args import *\n${module}`,
    },
    args: ["check", "a.yml", "--neox", "."],
  };
};

carryOut({
  "18,000 records without a pickle, under the names of 500 layers": records(500, (index) => `a/${index}`),
  "18,000 records of names that climb, under the names of 500 layers": records(500, (index) => `../${index}`),
  "18,000 records of one name, under the names of 500 layers": records(500, () => "a"),
  "18,000 pickles of nothing, under the names of 500 layers": records(500, (index) => `${index}/data.pkl`),
  "a pickle of two bytes that takes 39,000,000, under the names of 1,000 layers": linked(
    1000,
    LARGE,
    head(PICKLE, LARGE - 200, 2),
    bytes(said(PICKLE, LARGE - 200, 2), end(1, 56, LARGE - 22 - 56)),
  ),
  "a pickle of 15,000,000 zeros, under the names of 1,000 layers": linked(
    1000,
    LARGE,
    head(PICKLE, 15_000_000, 15_000_000),
    bytes(said(PICKLE, 15_000_000, 15_000_000), end(1, 56, LARGE - 22 - 56)),
  ),
  "a directory of 38,000,000 zeros, under the names of 1,000 layers": linked(
    1000,
    LARGE,
    bytes("PK\x03\x04"),
    end(100, LARGE - 26, 4),
  ),
  "an archive without an end in 39,000,000 zeros, under the names of 1,000 layers": linked(
    1000,
    LARGE,
    bytes("PK\x03\x04"),
    new Uint8Array(4),
  ),
  "a packed log of 60,000,000 ends of lines": packed(filled(60_000_000, "\n")),
  "a packed log of 30,000,000 returns with their ends of lines": packed(filled(60_000_000, "\r\n")),
  "a packed log of 30,000,000 wide ends of lines": packed(bytes([0xff, 0xfe], filled(60_000_000, "\n\0"))),
  "a packed log of 150,000,000 zeros": packed(new Uint8Array(150_000_000)),
  "90,000 packed logs of an end of a line, in one file": {
    files: { "a.log": repeated(gzipSync("\n"), 90_000) },
    args: ["why", "a.log"],
  },
  "150,000 brackets in a formatted text": formatted(`${"(".repeat(150_000)}1${")".repeat(150_000)}`),
  "300,000 brackets that stay open in a formatted text": formatted("[".repeat(300_000)),
  "150,000 calls of calls in a formatted text": formatted(`a${"()".repeat(150_000)}`),
  "300,000 signs in a formatted text of many lines": formatted(`${"-\n".repeat(150_000)}1`, '"""'),
  "90,000 times not in a formatted text in a formatted text": formatted(`f'{${"not ".repeat(90_000)}1}'`),
  "100,000 widths of widths in a formatted text": formatted(
    `1:${"{1:".repeat(100_000)}${"}".repeat(100_000)}`,
  ),
});
