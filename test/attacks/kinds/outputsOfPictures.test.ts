import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { MENDABLE, MODEL } from "../command";
import { type Attack, carryOut } from "./attack";

/** What a terminal, a CI runner, a page or a reader of Markdown takes for an order, a link or a picture. */
const STRINGS: readonly string[] = [
  ...[
    "\u001b[?1049h",
    "\u001b(0lqqk",
    "\u000ex\u000f",
    "\u0090q\u009c",
    "\u001b[6n",
    "\u001b[8mx",
    "\u001bc",
  ],
  ...["\u001b]52;c;ZXZpbA==\u0007", "\u001b]1337;File=inline=1:AAAA\u0007", "\u001b[200~x\u001b[201~"],
  ...["a\u0000b", "\u2066x\u2069", "\u{e0067}\u{e007f}", "\ufff9x\ufffay\ufffb", "\ufe0e\ufe0f", "\u{1f3f4}"],
  ...["\u180e", "\u200b", "\u2060", "\u3164", "\u00a0", "\u1680", "\u2007", "\v", "\f", "\u0085"].map(
    (blank) => `x\n${blank}::error file=/etc/passwd,line=1::y`,
  ),
  ...[
    "##[command]x",
    "##[group]x",
    "##vso[build.addbuildtag]x",
    "##teamcity[x]",
    "::endgroup::",
    "\r::debug::x",
  ],
  ...[
    "<details open ontoggle=alert(1)>",
    "</style><svg onload=alert(1)>",
    '" onfocus="alert(1)" x="',
    "&colon;",
  ],
  ...["javascript:alert(1)", "www.x.invalid", "a@x.invalid", "~~~\nx", "[^1]: x", "[x]: https://x.invalid"],
  ...[
    "![](https://x.invalid/a.png)",
    "<https://x.invalid>",
    "| a |\n|---|",
    "$(pass-filled) ok",
    "x\n===\n",
    "\\",
  ],
];

/** As YAML and JSON take any character. */
const quoted = (text: string) =>
  `"${[...text].map((it) => (/[\w .:=/-]/.test(it) ? it : `\\U${(it.codePointAt(0) ?? 0).toString(16).padStart(8, "0")}`)).join("")}"`;

const KEYS = [
  "save",
  "load",
  "wandb_group",
  "wandb_team",
  "vocab_file",
  "lr_decay_style",
  "activation",
  "norm",
];
const KEYED = STRINGS.map((it, index) => `? ${quoted(`k${index}${it}`)}\n: ${quoted(it)}\n`).join("");
const VALUED = KEYS.map(
  (key, index) => `${key}: ${quoted(STRINGS.slice(index * 6, index * 6 + 6).join(" "))}\n`,
);
const PATHS = `train_data_paths: [${STRINGS.map(quoted).join(", ")}]\n`;
const CONFIG = `${MODEL}${KEYED}${VALUED.join("")}${PATHS}`;
/** What launches, so that a command has more to tell. */
const SOUND = `${MODEL}${VALUED.slice(0, 5).join("")}optimizer: {type: Adam, params: {lr: 0.001}}\ntrain_iters: 10\n`;

const files = {
  "a.yml": CONFIG,
  "b.yml": `${MODEL}${PATHS.replace("[", '["x", ')}${KEYED.replaceAll(/\n: "/g, '\n: "z')}`,
  "c.yml": SOUND,
};
const told = (...args: readonly string[]): Attack => ({ files, args });

/** Frames and messages of a run that say each of them. */
const LOG = `Traceback (most recent call last):
${STRINGS.map((it, index) => `  File "/n/${it.replaceAll("\n", " ")}.py", line ${index}, in f\n    raise ${it.replaceAll("\n", " ")}`).join("\n")}
ValueError: ${STRINGS.join("\n")}
`;

const named = STRINGS.map((it) => it.replaceAll(/[/\0]/g, "_")).filter((it) => Buffer.byteLength(it) < 200);
const places = Object.fromEntries(named.map((it) => [`${it}.yml`, `${MENDABLE}hidden_siz: 1\n`]));
const FORMATS = ["pretty", "json", "sarif", "gitlab", "github"];
const each = <T>(list: readonly T[], attack: (it: T) => readonly [string, Attack]) =>
  Object.fromEntries(list.map(attack));

carryOut({
  ...each(FORMATS, (format) => [`keys and values, in ${format}`, told("check", "a.yml", "--format", format)]),
  ...each(FORMATS, (format) => [
    `names of files, in ${format}`,
    { files: places, args: ["check", "--each", ".", "--format", format] },
  ]),
  "keys and values, in colours": told("check", "a.yml", "--color", "always"),
  "keys and values, mended": told("check", "a.yml", "--fix-all", "--format", "github"),
  "values of what launches, effective": told("effective", "c.yml"),
  "values of what launches, effective in JSON": told("effective", "c.yml", "--format", "json"),
  "keys and values, effective": told("effective", "a.yml"),
  "keys and values, compared": told("compare", "a.yml", "b.yml"),
  "keys and values, compared in JSON": told("compare", "a.yml", "b.yml", "--format", "json"),
  "keys and values, reported": told("report", "c.yml"),
  "keys and values, scheduled": told("schedule", "c.yml"),
  "keys and values, converted": told("converts", "c.yml", "--tool", "convert_neox_to_hf"),
  "keys and values, exported": told("to-hf", "c.yml"),
  "values in a page": {
    ...told("report", "c.yml", "--html", "o.html"),
    afterwards: (folder) =>
      expect(readFileSync(join(folder, "o.html"), "utf8")).not.toMatch(
        /<details open ontoggle|<\/style><svg|="javascript:|src="https:/,
      ),
  },
  "names of files that are mended, as a difference": {
    files: places,
    args: ["check", "--each", ".", "--fix"],
  },
  "names of launches": {
    files: {
      "a.yml": MENDABLE,
      ".neox-config.yml": `launches:\n${STRINGS.map((it) => `  - name: ${quoted(it)}\n    files: [a.yml]\n`).join("")}`,
    },
    args: ["check"],
  },
  "files of launches that are nowhere": {
    files: {
      ".neox-config.yml": `launches:\n${STRINGS.map((it) => `  - files: [${quoted(it)}]\n`).join("")}`,
    },
    args: ["check", "--format", "github"],
  },
  "names of severities and of rules": {
    files: {
      "a.yml": MENDABLE,
      ".neox-config.yml": `severity:\n${STRINGS.map((it) => `  ${quoted(it)}: ${quoted(it)}\n`).join("")}`,
    },
    args: ["check", "a.yml"],
  },
  "lines of launches": {
    args: ["check", "--launches", "-"],
    stdin: STRINGS.map(
      (it) => `${JSON.stringify({ id: it, files: [{ name: it, text: CONFIG.slice(0, 900) }] })}\n`,
    ).join(""),
  },
  "lines of launches that are none": {
    args: ["check", "--launches", "-"],
    stdin: STRINGS.map((it) => `${JSON.stringify({ [it]: it, neox: it, gpus: it, files: it })}\n`).join(""),
  },
  "comments to us": {
    files: {
      "a.yml": `${MODEL}${STRINGS.map((it) => `# neox-config: ignore ${it.replaceAll(/\p{Cc}/gu, "")}\n`).join("")}`,
    },
    args: ["check", "a.yml"],
  },
  "frames and a message of a log": { files: { "a.log": LOG, ...files }, args: ["why", "a.log", "c.yml"] },
  "frames and a message of a log, in JSON": {
    files: { "a.log": LOG, ...files },
    args: ["why", "a.log", "c.yml", "--format", "json"],
  },
  "a model of Hugging Face whose every name is one": {
    files: {
      "config.json": JSON.stringify({
        model_type: "llama",
        architectures: STRINGS,
        hidden_act: STRINGS.join(""),
        ...Object.fromEntries(STRINGS.map((it) => [it, it])),
      }),
    },
    args: ["from-hf", "config.json"],
  },
});
