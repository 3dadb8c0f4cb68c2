import { expect, test } from "vitest";
import { catalogueOfAnyVersion } from "../../../server/src/arguments/catalogue";
import { attacked, hostileFolder, MODEL } from "../command";
import { lines } from "../repeat";
import { type Attack, carryOut, expectWithstood } from "./attack";

/** Values that no argument of NeoX is meant to have. */
const ODD: Readonly<Record<string, string>> = {
  "a date": "2001-12-14",
  "a moment of a zone": "2001-12-14t21:59:43.10-05:00",
  bytes: "!!binary aGVsbG8=",
  "no bytes": '!!binary ""',
  "a set": "!!set {a, 1, null}",
  "an ordered mapping": "!!omap [a: 1, b: [2]]",
  pairs: "!!pairs [a: 1, a: 1]",
  "a tuple": "!!python/tuple [1, a]",
  "a name of Python": "!!python/name:os.system ''",
  "a complex number": "!!python/complex 1+2j",
  "a text of a type": "!!python/str 12",
  "nothing less than zero": "-0.0",
  "a whole number of 70,000 bits": `0x${"f".repeat(17_500)}`,
  "a whole number behind floats": "9007199254740993",
  "true as a number": "!!int '1'",
  "a text of nothing": '""',
  "a text of blanks and breaks": '" \\t\\n\\u2028 "',
  "half of a character": '"\\ud83d"',
  "a text of a prototype": "__proto__",
  "a text of a method": "toString",
  "a mapping of odd keys": "{1: 1, 1.5: [2], null: {}, true: x, 2001-12-14: y, [a]: z}",
  "a mapping of prototypes": "{__proto__: {a: 1}, constructor: 1, toString: [1]}",
  "lists of lists of nothing": "[[[[[]]]], [], [[], {}]]",
  "a mapping of itself": "&me {a: *me, b: [*me]}",
  "a list of itself": "&me [*me, *me]",
  "an equal sign": "=",
  "a merge key": "<<",
  "an order in a format": '"{0.__class__} %s %n $(x) $y"',
};

const NAMES = catalogueOfAnyVersion().names;

/** The model with this value for one argument. */
const withValue = (name: string, value: string) =>
  `${MODEL.replace(new RegExp(`^${name}: .*\n`, "m"), "")}${name}: ${value}\n`;

test.concurrent.for(Object.entries(ODD))(
  "%s, for each argument by itself",
  async ([, value], { onTestFinished }) => {
    const stdin = lines(NAMES.length, (i) =>
      JSON.stringify({ files: [{ name: "a.yml", text: withValue(NAMES[i] ?? "", value) }], gpus: 8 }),
    );
    const args = ["check", "--launches", "-"];
    const ended = await attacked(args, { cwd: hostileFolder({}, onTestFinished), stdin, seconds: 60 });
    expectWithstood(ended, [...args, "--format", "json"]);
    const answers = ended.stdout.trimEnd().split("\n");
    expect(answers).toHaveLength(NAMES.length);
    expect(answers.filter((line) => "error" in JSON.parse(line))).toEqual([]);
  },
);

const COMMANDS: readonly (readonly string[])[] = [
  ["effective", "a.yml", "--format", "json"],
  ["schedule", "a.yml", "--format", "json"],
  ["report", "a.yml", "--ranks", "--gpus", "16"],
  ["to-hf", "a.yml"],
  ["converts", "a.yml", "--tool", "convert_neox_to_hf"],
  ["compare", "a.yml", "b.yml", "--format", "json"],
  ["check", "a.yml", "--fix-all", "--dry-run"],
];

/** All arguments at once, with what makes a training of the model left as it is. */
function everywhere(value: string, args: readonly string[]): Attack {
  const others = NAMES.filter((name) => !MODEL.includes(`${name}:`));
  // An anchor has one place.
  const [first, ...rest] = others;
  const again = value.startsWith("&me") ? "*me" : value;
  const text = `${MODEL}${first}: ${value}\n${lines(rest.length, (i) => `${rest[i]}: ${again}`)}`;
  return { files: { "a.yml": text, "b.yml": MODEL }, args };
}

carryOut(
  Object.fromEntries(
    Object.entries(ODD).map(([name, value], index): readonly [string, Attack] => {
      const args = COMMANDS[index % COMMANDS.length] ?? [];
      return [`${name}, for all arguments, by ${args[0]}`, everywhere(value, args)];
    }),
  ),
);
