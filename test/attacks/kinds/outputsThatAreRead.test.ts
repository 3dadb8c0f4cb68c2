import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MENDABLE, MODEL } from "../command";
import { HOSTILE } from "../harmless";
import { count, lines, listed } from "../repeat";
import { type Attack, carryOut } from "./attack";

type Files = Readonly<Record<string, string>>;
const told = (files: Files, ...args: readonly string[]): Attack => ({ files, args });
const config = (own: string, ...args: readonly string[]) => told({ "a.yml": MODEL + own }, ...args);
/** As JSON and YAML 1.1 both have it. */
const quoted = (text: string) => JSON.stringify(text).replace("\u2029", "\\u2029");

/** What a runner makes of what is escaped for it. */
const ESCAPED = "%0A::add-mask::x%0D%250A::error file=a,line=1::y";
/** What some reader of lines, cells, templates or markup takes for more than text. */
const READ = [
  ESCAPED,
  "$\u007b{ secrets.X }}",
  "=cmd|' /C calc'!A0",
  "$(touch RAN)`touch RAN`",
  "]]>--><![CDATA[",
  "|a|\n|-|\n|b|",
  "{{7*7}}<%=7*7%>#{7*7}",
  "\u0000\u0007\u0008",
  "section_start:1:a\r\u001b[0K",
  "##teamcity[message text='x']",
  "##vso[task.setvariable variable=x]y",
  "::stop-commands::x",
  "\u2029::notice::x",
  "a\u000c::debug::x\u001c::debug::y",
];
const ALL = `${READ.map((it, i) => `${quoted(it)}: ${i}\n`).join("")}save: ${quoted(READ.join(" "))}\nhidden_siz: ${quoted(ESCAPED)}\n`;
const FORMATS = ["pretty", "json", "sarif", "gitlab", "github"];
const inAll = (name: string, attack: (format: string) => Attack) =>
  Object.fromEntries(FORMATS.map((format) => [`${name}, in ${format}`, attack(format)] as const));

/** A folder whose config is named so. */
const named = (name: string, format: string): Attack =>
  told({ [name]: `${MENDABLE}hidden_siz: 1\n` }, "check", "--each", ".", "--format", format);
const CHART = { model_type: "llama", architectures: ["LlamaForCausalLM"], hidden_size: 64, vocab_size: 100 };
const SIZES = { num_hidden_layers: 2, num_attention_heads: 4, intermediate_size: 256 };
const LLAMA = { ...CHART, ...SIZES, max_position_embeddings: 128, hidden_act: "silu" };
const model = (own: object): Attack =>
  told({ "config.json": JSON.stringify({ ...LLAMA, ...own }) }, "from-hf", "config.json");
const notFinite = "rms_norm_epsilon: .nan\ninit_method_std: .inf\nmin_lr: -.inf\nhidden_dropout: .nan\n";

carryOut({
  ...inAll("keys and values that a reader takes for more", (format) =>
    config(ALL, "check", "a.yml", "--format", format),
  ),
  ...inAll("a name of an order that is escaped already", (format) =>
    named(`a${ESCAPED},title=q;.yml`, format),
  ),
  ...inAll("a name of a drive, a scheme and a query", (format) =>
    named("C:\\x\\file://y?z=#q&r%2e%2e.yml", format),
  ),
  ...inAll("a name twice, composed and not, in letters that differ by their marks", (format) =>
    told(
      {
        "\u00e9.yml": `${MODEL}hidden_siz: 1\n`,
        "e\u0301.yml": `${MODEL}hidden_siz: 2\n`,
        "E\u0301.yml": `${MODEL}hidden_siz: 3\n`,
      },
      "check",
      "--each",
      ".",
      "--format",
      format,
    ),
  ),
  ...inAll("a launch of 300 files that each break", (format) =>
    told(
      Object.fromEntries(
        Array.from({ length: 300 }, (_, i) => [`f${i}.yml`, `k${i}: [\n${quoted(ESCAPED)}`]),
      ),
      "check",
      ...Array.from({ length: 300 }, (_, i) => `f${i}.yml`),
      "--format",
      format,
    ),
  ),
  ...inAll("nothing at all, a folder and a name that is nowhere", (format) =>
    told({ "d/x": "" }, "check", "", "d", HOSTILE, "--format", format),
  ),
  "keys and values that a reader takes for more, effective": config(ALL, "effective", "a.yml"),
  "keys and values that a reader takes for more, compared": told(
    { "a.yml": MODEL + ALL, "b.yml": MODEL },
    "compare",
    "a.yml",
    "b.yml",
  ),
  "keys and values that a reader takes for more, reported": config(ALL, "report", "a.yml", "--ranks"),
  "keys and values that a reader takes for more, in a page": {
    ...config(ALL, "report", "a.yml", "--html", "o.html"),
  },
  "a patch of a name that is escaped already": {
    files: { [`a${ESCAPED}.yml`]: MENDABLE },
    args: ["check", "--each", ".", "--fix", "--dry-run"],
  },
  "numbers that are not finite, effective in JSON": config(
    notFinite,
    "effective",
    "a.yml",
    "--format",
    "json",
  ),
  "numbers that are not finite, compared in JSON": told(
    { "a.yml": MODEL + notFinite, "b.yml": MODEL },
    "compare",
    "a.yml",
    "b.yml",
    "--format",
    "json",
  ),
  "numbers that are not finite, reported in JSON": config(notFinite, "report", "a.yml", "--format", "json"),
  "numbers that are not finite, scheduled in JSON": config(
    `${notFinite}train_iters: 10\noptimizer: {type: Adam, params: {lr: .nan, betas: [.inf, -.inf]}}\nwarmup: .nan\n`,
    "schedule",
    "a.yml",
    "--format",
    "json",
  ),
  "a schedule that resumes beyond itself, by seconds that are none": config(
    "train_iters: 10\noptimizer: {type: Adam, params: {lr: 0.1}}\n",
    "schedule",
    "a.yml",
    "--resume-at",
    "11",
    "--time-limit",
    "5e-324",
    "--seconds-per-iteration",
    "1e308",
  ),
  "a schedule of a million updates of one rate, in JSON": config(
    "train_iters: 1000000\nlr_decay_style: constant\noptimizer: {type: Adam, params: {lr: 0.1}}\nsave_iters: [1]\ncheckpoint_factor: 1\n",
    "schedule",
    "a.yml",
  ),
  "a model's config of names, keys and kinds of orders": model({
    _name_or_path: HOSTILE,
    transformers_version: ESCAPED,
    [HOSTILE]: HOSTILE,
    torch_dtype: HOSTILE,
    hidden_act: `${HOSTILE}\u0085load: x`,
    rope_scaling: { type: "\u2028load: x", factor: HOSTILE },
  }),
  "a model's config whose kind ends a comment": model({
    model_type: "llama\u0085load: x\u2028save: y\rz: 1",
    architectures: [HOSTILE],
  }),
  "a model's config of the least and the largest numbers": model({
    rms_norm_eps: 5e-324,
    rope_theta: 1.7976931348623157e308,
    initializer_range: -0,
  }),
  "a model's config that names 50,000 layers one by one": model({
    layer_types: Array(50_000).fill(HOSTILE),
    no_rope_layers: Array(50_000).fill(0),
  }),
  "an export of texts that JSON must escape": config(
    'activation: "\\ud800\\0\\""\nnorm: "</script>"\npos_emb: rotary\n',
    "to-hf",
    "a.yml",
    "--vocab",
    "1000",
  ),
  "explain what each reader takes for more": told({}, "explain", READ.join("\n").replaceAll("\0", "")),
  "explain a key below a block, in orders": told({}, "explain", `optimizer.${HOSTILE}`),
  "explain a rule in other letters": told({}, "explain", "\uff2bV-HEADS-RESHAPE\u0130"),
  "a shell of many words": told({}, "completion", `bash ${HOSTILE}`),
  "a format of an order": config("", "check", "a.yml", "--format", HOSTILE),
  "an option that is an order": config("", "check", "a.yml", `--${HOSTILE}`),
  "a command that is an order": told({}, HOSTILE),
  "a command that is nearly another, of 100,000 letters": told({}, `chec${"k".repeat(100_000)}`),
  "a target that is an order": config("", "check", "a.yml", "--neox", HOSTILE),
  "numbers of GPUs in other digits": config("", "report", "a.yml", "--gpus", "\u0661\u0662"),
  "a number of warnings below nothing": config("", "check", "a.yml", "--max-warnings", "-1"),
  "1,000 times the same option": config(
    "",
    "check",
    "a.yml",
    ...Array(1000).fill("--fix").flat(),
    "--dry-run",
  ),
  "two formats, of which the last counts": config(
    "x: [",
    "check",
    "a.yml",
    "--format",
    "pretty",
    "--format",
    "json",
  ),
  "colours in a format without any": config(ALL, "check", "a.yml", "--color", "always", "--format", "gitlab"),
  "a table of 2,000 differences in each kind of letters": told(
    {
      "a.yml": MODEL + lines(1000, (i) => `"k${i}|\\u202e\\t": "|${i}\\n|"`),
      "b.yml": MODEL + lines(1000, (i) => `"k${i}|\\u202e\\t": "\\\\|${"\u{1f468}\u200d".repeat(9)}"`),
    },
    "compare",
    "a.yml",
    "b.yml",
  ),
  "a comparison of two launches with one name of an order": {
    ...told(
      { "a.yml": MODEL, [`${HOSTILE}.yml`]: `${MENDABLE}x: 1\n` },
      "compare",
      "a.yml",
      `${HOSTILE}.yml`,
    ),
  },
  "a log whose every line is for another reader": told(
    {
      "a.log": `Traceback (most recent call last):\n  File "/x/${ESCAPED}.py", line 1, in ${ESCAPED}\n    ${READ.join("")}\nValueError: ${READ.join("\n")}\n`,
    },
    "why",
    "a.log",
  ),
  "a log whose every line is for another reader, in JSON": told(
    { "a.log": READ.map((it) => `[rank0]: RuntimeError: ${it}\n`).join("") },
    "why",
    "a.log",
    "--format",
    "json",
  ),
  "launches whose names and files are for another reader": told(
    {
      "a.yml": MODEL,
      ".neox-config.yml": `launches: [${listed(READ.length, (i) => `{name: ${quoted(READ[i] ?? "")}, files: [a.yml]}`)}]\n`,
    },
    "check",
    "--format",
    "github",
  ),
  "suppressions whose reasons are for another reader": config(
    `${count(READ.length, (i) => `k${i}: 1 # neox-config: ignore unknown-argument x -- ${quoted(READ[i] ?? "")}\n`)}`,
    "check",
    "a.yml",
    "--format",
    "github",
  ),
  "a comment that means a model, a launch and GPUs of orders": {
    ...told(
      {
        "a.yml": `# neox-config: model ${ESCAPED}\n# neox-config: with ${ESCAPED}\n# neox-config: gpus ${ESCAPED}\n# neox-config: converts ${ESCAPED}\n${MODEL}`,
      },
      "check",
      "a.yml",
      "--format",
      "github",
    ),
  },
  "a page whose name is a link that is an order": {
    files: { "a.yml": MODEL },
    args: ["report", "a.yml", "--html", "::error::x"],
    prepare: (folder) => symlinkSync("o\n::add-mask::q.html", join(folder, "::error::x")),
    afterwards: (folder) => expect(folder).toBeTruthy(),
  },
});
