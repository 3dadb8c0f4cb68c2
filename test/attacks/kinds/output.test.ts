import { MENDABLE, MODEL } from "../command";
import { type Attack, type Attacks, carryOut } from "./attack";

/** In a double-quoted scalar of YAML, what terminals and CI runners take for more than text. */
const HOSTILE = String.raw`"\x1b[2J\n::add-mask::e\r::stop-commands::z\u202e\u2028##[error]y ##vso[task.x]q ##teamcity[a]"`;

/** Texts that reach what the command prints, each by another way. */
const TEXTS: Readonly<Record<string, string>> = {
  "a key": `${MODEL}${HOSTILE}: 1\n`,
  values: `${MODEL}precision: ${HOSTILE}\nsave: ${HOSTILE}\n`,
  "a broken line": `${MODEL}x: [ ##[group]a ##vso[a]\n::x\n`,
  "a name of a tag": `${MODEL}x: !##[group]q 1\n`,
  "a name of an anchor": `${MODEL}x: *##[group]q\n`,
  "values of a block": `${MODEL}optimizer: {type: ${HOSTILE}, params: {lr: ${HOSTILE}}}\n`,
  "an order where a line is folded": `${MODEL}${"x".repeat(60)}_::add-mask::q: 1\n`,
  "an order after each width of a terminal": `${MODEL}${[20, 40, 76, 78, 79, 80, 100]
    .map((width) => `${"x".repeat(width)} ::add-mask::q: 1\n`)
    .join("")}`,
  "halves of characters": String.raw`${MODEL}"\ud800\udfff": 1
save: "\udc00"
`,
  "a comment of ours": `${MODEL}x: 1 # neox-config: ignore \u001b[31m ::add-mask::q \u202e\n`,
  "what is not seen before an order": `${MODEL}"\\u200b:\\u200b:error::x": 1\n"\\u00ad::error::y": 1\n"\\u2060::q": 1\nprecision: "%0A::error::x%25"\n`,
  "letters that fill nothing": `${MODEL}"a${"\\u0301".repeat(150)}": 1\n"\\u115f\\u1160\\u3164::x": 1\n"##[endgroup]": 1\n`,
  "a directive": `%\u202e::add-mask::q\n---\n${MODEL}`,
};

const FORMATS = ["pretty", "json", "sarif", "gitlab", "github"];

const findings: Attacks = Object.fromEntries(
  Object.entries(TEXTS).flatMap(([name, text]) =>
    FORMATS.map((format): readonly [string, Attack] => {
      const color = format === "pretty" ? "always" : "never";
      const args = ["check", "a.yml", "--format", format, "--color", color];
      return [`${name}, in ${format}`, { files: { "a.yml": text }, args }];
    }),
  ),
);

/** A model that has it wherever a text may stand. */
const EVERYWHERE = `${MODEL}${[
  "save",
  "load",
  "wandb_group",
  "vocab_file",
  "lr_decay_style",
  "activation",
  "norm",
  HOSTILE,
]
  .map((key) => `${key}: ${HOSTILE}\n`)
  .join("")}optimizer: {type: ${HOSTILE}, params: {${HOSTILE}: 1}}\ntrain_data_paths: [${HOSTILE}]\n`;

/** What steers a terminal or a runner, as a name on the command line. */
const NAME = "\u001b[31m\r\n::add-mask::q\u202e";

const ANSWERS: readonly (readonly string[])[] = [
  ["effective", "a.yml"],
  ["effective", "a.yml", "--format", "json"],
  ["report", "a.yml"],
  ["report", "a.yml", "--format", "json"],
  ["report", "a.yml", "--html", "o.html"],
  ["schedule", "a.yml"],
  ["schedule", "a.yml", "--format", "json"],
  ["to-hf", "a.yml"],
  ["to-hf", "a.yml", "--format", "json"],
  ["converts", "a.yml", "--tool", "convert_neox_to_hf"],
  ["converts", "a.yml", "--tool", "convert_neox_to_hf", "--format", "json"],
  ["compare", "a.yml", "b.yml"],
  ["compare", "a.yml", "b.yml", "--format", "json"],
  ["compare", "a.yml", "--checkpoint"],
  ["environment", "a.yml"],
  ["environment", "a.yml", "--format", "json"],
  ["check", "c.yml", "--fix", "--dry-run"],
  ["converts", "a.yml", "--tool", NAME],
  ["effective", "a.yml", "--neox", NAME],
  ["schedule", "a.yml", "--before", NAME],
  ["check", "a.yml", "--same-as", NAME],
  ["from-hf", NAME],
  ["why", NAME],
  ["explain", NAME],
  [NAME],
  [`--${NAME}`],
  ["check", "--format", NAME],
  ["why", "a.yml", "--gpu", NAME],
  ["check", "a.yml", "--max-warnings", NAME],
  ["schedule", "a.yml", "--resume-at", NAME],
  ["verify", "a.yml", "--python", NAME, "--neox", "."],
  ["completion", NAME],
  ["check", "-d", NAME, "a"],
  ["check", "a.yml", "--gpus", NAME],
  ["check", "--each", `${NAME}*.yml`],
  ["report", "a.yml", "--html", `${NAME}/o.html`],
  ["environment", "a.yml", "--python", NAME],
];

const answers: Attacks = Object.fromEntries(
  ANSWERS.map((args) => [
    args.map((arg) => (arg.includes(NAME) ? "NAME" : arg)).join(" "),
    { files: { "a.yml": EVERYWHERE, "b.yml": MODEL, "c.yml": `${EVERYWHERE}min_lr: 1e-5\n` }, args },
  ]),
);

/** Names of files that are orders, or turn around what follows. */
const NAMES = [
  "a\n::add-mask::q\n.yml",
  "\u202egnp.yml",
  "\u001b]0;title\u0007.yml",
  "\u009b31m.yml",
  "\r::add-mask::q.yml",
  "a\u2028::add-mask::q.yml",
  "##[error]q.yml",
  " ::add-mask::q.yml",
];

const names: Attacks = Object.fromEntries(
  FORMATS.map((format): readonly [string, Attack] => {
    const files = Object.fromEntries(NAMES.map((name) => [name, `${MENDABLE}hidden_size: 770\n`]));
    return [`names of files, in ${format}`, { files, args: ["check", "--each", ".", "--format", format] }];
  }),
);

carryOut({ ...findings, ...answers, ...names });
