import { readdirSync } from "node:fs";
import { expect } from "vitest";
import { MENDABLE, MODEL, textOf } from "../command";
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

/** A config of these bytes, in a format. */
const written = (text: string | Uint8Array, format = "pretty"): Attack => ({
  files: { "a.yml": text },
  args: ["check", "a.yml", "--format", format, "--color", format === "pretty" ? "always" : "never"],
});
const wrong = (line: string) => written(`${MODEL}hidden_siz: 1 ${line}\n`);

/** Files of these names in a folder that is checked. */
const folder = (texts: readonly string[], ...args: readonly string[]): Attack => ({
  files: Object.fromEntries(texts.map((name) => [name, `${MENDABLE}hidden_siz: 1\n`])),
  args: ["check", "--each", ".", ...args],
});

const project = (text: string, ...args: readonly string[]): Attack => ({
  files: { ".neox-config.yml": text, "a.yml": MODEL, "b,c::d.yml": "hidden_siz: 1\n" },
  args: ["check", ...args],
});

/** An argument of a checkout that says so wherever it may. */
const SAYING = `@dataclass
class NeoXArgsX(T):
    a: Literal["\\x1b", "##vso[x]"] = "##vso[y]"
    """##vso[z]\u202e"""
`;
const checkout = (name: string, ...args: readonly string[]): Attack => ({
  files: { [`${name}/megatron/neox_arguments/arguments.py`]: SAYING, "a.yml": MODEL },
  args: [...args, "--neox", name],
});

carryOut({
  ...Object.fromEntries(
    ["schedule", "effective", "report"].map((command) => [
      `orders in a key that stops the launch, by ${command}`,
      {
        files: {
          "a.yml": `${MODEL}optimizer: {type: Adam, params: {lr: 0.001}}\ntrain_iters: 10\nlr_decay_iters: 10\n"a ##vso[y]\\n::add-mask::q": 1\n`,
        },
        args: [command, "a.yml"],
      },
    ]),
  ),
  "wide characters with a mark": written(Buffer.from(`\ufeff${MODEL}"\u001b": 1\n`, "utf16le")),
  "a mark of byte order in the midst": written(`${MODEL}\ufeffkey: 1\n`),
  "bytes that are no text": written(Buffer.from(`${MODEL}k\xe9: 1\n`, "latin1")),
  "breaks of lines that only some know": written(
    `${MODEL.replace("\n", "\u0085")}a\u2028b: 1\u2029\nhidden_siz: 1\n`,
  ),
  "controls of eight bits": written(`${MODEL}save: "\\x9b31m\\x90q\\x9c"\nx\u009b: 1\n`),
  "letters that nobody sees": written(
    `${MODEL}"${"\u{e0041}".repeat(50)}": 1\n"\ufff9a\ufffa": 1\n"a\ufe0f\u{e0100}": 1\n`,
  ),
  "returns alone": written(`${MODEL}hidden_siz: 1\n`.replaceAll("\n", "\r")),
  "faces and families under a mark": wrong(
    `# ${"\u{1f468}\u200d\u{1f469}".repeat(60)}${"\u5b57".repeat(200)}`,
  ),
  "500 tabs under a mark": wrong(`\t# ${"\t".repeat(500)}x`),
  "marks above one letter": wrong(`# e${"\u0301".repeat(500)}`),
  "properties of an annotation in a name": {
    ...folder(["a::b,c%0A.yml", "%25%0D::error::.yml"], "--format", "github"),
  },
  "percents and separators in names, in SARIF": folder(
    ["x%\n?#.yml", "a b%20c\\d.yml", "c:\\x.yml"],
    ...["--format", "sarif"],
  ),
  "names that are mended": {
    ...folder(["x\u001b[31m\n::add-mask::q.yml"], "--fix"),
    afterwards: (root) => expect(readdirSync(root)).toEqual(["x\u001b[31m\n::add-mask::q.yml"]),
  },
  "launches of orders": project(
    'launches:\n  - {name: "\\e[31m\\n::add-mask::x ##vso[a]", files: ["\\n::x.yml"]}\nneox: "\\n::x"\nseverities: {"\\n::x": "\\e"}\n',
  ),
  "launches of orders, in JSON": project(
    'launches: [{name: "\\e[31m\\n::add-mask::x ##vso[a]", files: [a.yml]}]\n',
    ...["--format", "json"],
  ),
  "launches of orders, for GitHub": project(
    'launches: [{name: "%0A::error::x", files: [a.yml, "b,c::d.yml"]}]\n',
    ...["--format", "github"],
  ),
  "a suppression of orders, in JSON": written(
    `# neox-config: ignore \u202e\u001b ##vso[x]\n${MODEL}`,
    "json",
  ),
  "arguments of orders, explained": checkout("n", "explain", "a"),
  "a checkout whose name is an order": checkout(
    "n\n::add-mask::q ##vso[a]",
    ...["effective", "a.yml", "--format", "json"],
  ),
  "arguments of prototypes, explained": { args: ["explain", "__proto__"] },
  "a shell of a prototype": { args: ["completion", "__proto__"] },
  "a GPU of a prototype": { files: { "a.yml": MODEL }, args: ["report", "a.yml", "--gpu", "__proto__"] },
  "rows and columns of a table in values": {
    files: { "a.yml": MODEL, "b.yml": `${MODEL}"a|b\`\\n| c |": "x|\\n::y"\n` },
    args: ["compare", "a.yml", "b.yml"],
  },
  "50,000 colours in a value": {
    files: { "a.yml": `${MODEL}save: "${"\\e[31m".repeat(50_000)}"\n` },
    args: ["effective", "a.yml"],
  },
  "the end of a script in a page": {
    files: {
      "a.yml": `${MODEL}save: "</script><script>1</script><!--"\n"</style>": "<img src=x onerror=1>"\n`,
    },
    args: ["report", "a.yml", "--html", "o.html"],
    afterwards: (root) => expect(textOf(root, "o.html")).not.toMatch(/<script>1|<img src=x/),
  },
});
