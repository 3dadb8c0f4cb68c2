import { alikeFloats, alikeInts } from "../alikeNumbers";
import { MODEL } from "../command";
import { type Attack, carryOut } from "./attack";
import { bytes, float64, type Part, pickle, uint32, zip } from "./dataFiles";

const mapping = (keys: readonly (number | bigint)[]) => `{${keys.map((key) => `? ${key}`).join(", ")}}`;
const INTS = mapping(alikeInts(85_000));
/** As YAML reads floats: with a dot and a sign. */
const spelt = (float: number) => float.toExponential().replace(/^(-?\d)e/, "$1.0e");
const FLOATS = `{${alikeFloats(75_000)
  .map((key) => `? ${spelt(key)}`)
  .join(", ")}}`;

const config = (text: string, ...args: readonly string[]): Attack => ({
  files: { "a.yml": `${MODEL}${text}` },
  args: args.length > 0 ? args : ["check", "a.yml"],
});

const pickled = async (...parts: readonly Part[]): Promise<Attack> => ({
  files: {
    "a.yml": `${MODEL}load: c\n`,
    "c/latest": "global_step1",
    "c/global_step1/mp_rank_00_model_states.pt": await zip({ "a/data.pkl": pickle(...parts) }),
  },
  args: ["check", "a.yml"],
});

const NUMBERS = alikeFloats(180_000);
const items = (from: number) =>
  Buffer.concat(NUMBERS.slice(from, from + 90_000).map((number) => bytes("G", float64(number), "N")));
const MEMBERS = Buffer.concat(NUMBERS.map((number) => bytes("G", float64(number))));

/** Values of the dict that has the weights: each is asked whether it is a tensor. */
const WEIGHTS = Buffer.concat(
  alikeFloats(90_000).map((number, index) =>
    bytes("X", uint32(`${index}`.length), `${index}`, "G", float64(number)),
  ),
);
const PAIRS = alikeFloats(75_000).map((number) => `[${spelt(number)}]`);

carryOut({
  "attention types of floats that a Set takes for alike": config(`attention_config: [${PAIRS.join(", ")}]\n`),
  "weights that are floats which a Map takes for alike": await pickled(
    "}X",
    uint32(6),
    "module}(",
    WEIGHTS,
    "us.",
  ),
  "ints that a Map takes for alike": config(`x: ${INTS}\n`),
  "ints that a Map takes for alike, which are copied": config(`fp16: ${INTS}\n`),
  "floats that a Map takes for alike, which are copied": config(`precision: fp16\nfp16: ${FLOATS}\n`),
  "members of a set that a Map takes for alike": config(`deepspeed_extra_args: {a: !!set ${INTS}}\n`),
  "keys of a pickle that a Map takes for alike": await pickled("}(", items(0), "u(", items(90_000), "u."),
  "members of a pickle that a Set takes for alike": await pickled("\x8f(", MEMBERS, "\x90."),
  "members of a frozen set that a Set takes for alike": await pickled("(", MEMBERS, "\x91."),
});
