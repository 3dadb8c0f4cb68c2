import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CodeAction,
  CodeActionRequest,
  type Position,
  RenameRequest,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { UP_TO_DATE_REQUEST } from "../../../protocol/commands";
import { type Client, overStdio, URI } from "../../protocol/client";
import { TestFolder } from "../../protocol/workspace";
import { MODEL } from "../command";
import { count, lines } from "../repeat";

/** One editor for all texts; what it is asked of one is over before the next. */
let client: Client;
const folder = new TestFolder();
beforeAll(async () => {
  client = await overStdio({}, false, folder.uri);
});
afterAll(async () => {
  await client.stop();
  folder.remove();
});

/** In comments, anchors and values: what is to be there as often after an edit as before, and in the same order. */
const marksIn = (text: string) => text.match(/m\d+m/g) ?? [];

const opened = (uri: string, text: string) => TextDocument.create(uri, "yaml", 1, text);

/** What an editor makes of a text by what an edit says of it. */
function edited(uri: string, text: string, { documentChanges = [] }: WorkspaceEdit): string {
  const changes = documentChanges
    .filter(TextDocumentEdit.is)
    .filter(({ textDocument }) => textDocument.uri === uri);
  return TextDocument.applyEdits(
    opened(uri, text),
    changes.flatMap(({ edits }) => edits.filter(TextEdit.is)),
  );
}

/** Whatever is offered for a whole text: fixes one by one, all of a kind, all that are safe, and other ways to write it. */
async function offered(uri: string, text: string): Promise<readonly (readonly [string, WorkspaceEdit])[]> {
  const end = opened(uri, text).positionAt(text.length);
  const found: [string, WorkspaceEdit][] = [];
  for (const only of [undefined, ["source.fixAll"], ["refactor.rewrite"]]) {
    const actions = await client.connection.sendRequest(CodeActionRequest.type, {
      textDocument: { uri },
      range: { start: { line: 0, character: 0 }, end },
      context: { diagnostics: [], ...(only && { only }) },
    });
    const edits = (actions ?? []).filter((action): action is CodeAction => "edit" in action);
    for (const { title, edit } of edits) if (edit !== undefined) found.push([title, edit]);
  }
  const newer = await client.connection.sendRequest<WorkspaceEdit | null>(UP_TO_DATE_REQUEST, { uri });
  return newer === null ? found : [...found, ["Bring this config up to date", newer]];
}

/** What stands in an entry that goes may go with it, and nothing else. */
function expectMarks(title: string, before: string, after: string): void {
  const left = [...marksIn(after)];
  const lost = marksIn(before).filter((mark) => (mark === left[0] ? left.shift() === undefined : true));
  expect([left, /^Remove/.test(title) ? [] : lost], title).toEqual([[], []]);
}

const wide = MODEL.replaceAll("\n", " # \u{1f600} m1m\n");
const dashed = MODEL.replaceAll("_", "-");
const inBraces = (text: string, between = ", ") => text.trim().replaceAll("\n", between);

const TEXTS: Readonly<Record<string, string>> = {
  "keys with dashes, quotes, a question mark and an anchor": `${dashed}"min-lr": 1e-5 # m4m\n? clip-grad # m5m\n: 1e-1 # m6m\n&m7m weight-decay: 1e-2\n`,
  "keys with dashes in braces, with a comment behind each": `{ # m0m\n${inBraces(dashed, ", # m1m\n")}, # m2m\n # m3m\n 'min-lr': "1e-5" # m4m\n} # m5m\n`,
  "keys of another block, between comments": `${MODEL}# m1m\nstage: 1 # m2m\n# m3m\nreduce_bucket_size: 500000000 # m4m\n\n# m5m\nlr: 1e-4 # m6m\n`,
  "keys of another block over lines of a text in quotes": `${MODEL}offload_optimizer: # m1m\n  device: "c\n\n    pu m2m" # m3m\nstage: 3 # m4m\n`,
  "keys of another block behind a block of text": `${MODEL}x: |2-\n    m1m\n   m2m\n\n  m3m\nstage: 3 # m4m\nallgather_partitions: true # m5m\n`,
  "old names in braces, with a comment on each line":
    '{\n  "num_layers": 12, # m1m\n  "hidden_size": 768,\n  "num_attention_heads": 12,\n  "save-interval": 500, # m2m\n  # m3m\n  "zero_optimization": {"stage": 1, # m4m\n   "cpu_offload": true # m5m\n  }, # m6m\n "checkpoint-in-cpu": true # m7m\n}\n# m8m',
  "JSON on one line": JSON.stringify({
    ...{ num_layers: 12, hidden_size: "768", num_attention_heads: 12, seq_length: "2048" },
    ...{ "min-lr": "1e-5", save: "m1m", x: { m2m: ["m3m"] } },
  }),
  "JSON with tabs and returns": JSON.stringify(
    { num_layers: 12, hidden_size: "768", num_attention_heads: 12, min_lr: "1e-5", x: { m2m: ["m3m"] } },
    null,
    "\t",
  ).replaceAll("\n", "\r\n"),
  "comments to us with comments in them": `${MODEL}# neox-config: ignore unknown-argument -- m1m # m2m\nfoo: 1 # m3m\nmin_lr: 1e-5 # m4m neox-config: ignore m5m\nbar: 1 # neox-config: ignore unknown-argument -- m6m\n`,
  "findings in lines that begin within braces": `{${inBraces(MODEL)}, min_lr: 1e-5, # m1m\n foo: 1, bar: [ # m2m\n 1, {baz: 1e-5} ] # m3m\n} # m4m\n`,
  "findings in lines that begin within quotes": `${MODEL}min_lrr: "a # m1m\n\n  m2m \\\n  m3m" # m4m\nfoo: 'x\n  m5m' # m6m\n? |\n  m7m\n  bar\n: 5\n`,
  "findings behind dashes": `${MODEL}train_data_paths: # m1m\n- a # m2m\n# m3m\n-\n  b # m4m\n-   # m5m\n  - c\nmin_lr: 1e-5\n`,
  "old names beside a merge": `x: &m1m # m2m\n  stage: 1 # m3m\n${MODEL}zero_optimization: # m4m\n  <<: *m1m # m5m\n  cpu_offload: true # m6m\nsave: &m7m m8m # m9m\nload: *m7m\n`,
  "an old name whose value is an anchor": `${MODEL}zero_optimization: {stage: 1, cpu_offload: &m1m true} # m2m\nsave: [*m1m] # m3m\n`,
  "directives and ends of a document": `%YAML 1.1\n# m1m\n--- # m2m\n${MODEL}min_lr: 1e-5 # m3m\nfoo: 1\n... # m4m\n# m5m\n`,
  "sizes that do not divide, by an anchor":
    "# m1m\nnum_layers: 12 # m2m\n# m3m\nhidden_size: 770 # m4m\n# m5m\nnum_attention_heads: &m6m 12 # m7m\nx: [*m6m, m8m]\npipe_parallel_size: 5 # m9m\n",
  "tags before numbers, and over a line": `${MODEL}min_lr: !!str # m1m\n  1e-5 # m2m\nfoo: !<tag:yaml.org,2002:str> m3m # m4m\nbar: !!python/tuple [1, m5m] # m6m\n`,
  "letters of two units before each place": `${wide}"\u{1f600}\u{1f600}": 1 # m2m\nmin_lr: 1e-5 # \u{1f600}m3m\n`,
  "letters of two units in one line of braces": `{a: {"\u{1f600}": m1m, foo-bar: 1}, ${inBraces(MODEL)}, "min-lr": "1e-5", clip-grad: 1e-1, "q": "m2m"} # m3m\n`,
  "one key three times": `${MODEL}min_lr: 1e-6 # m1m\n# m2m\nmin-lr: 1e-5 # m3m\nmin_lr: 1e-7 # m4m\n`,
  "blocks of nothing": `${MODEL}optimizer: # m1m\n# m2m\nzero_optimization: {} # m3m\nscheduler:\n  # m4m\n`,
  "tabs between a colon, a number and a comment": `${MODEL}min_lr:\t1e-5\t# m1m\nfoo:\t1 \t# m2m\nclip_grad: "1e-1"\t\t# m3m\n`,
  "40 wrong numbers in a list in a list, each with a comment": `${MODEL}optimizer: {type: Adam, params: {lr: 1e-4, betas: [\n${count(40, (i) => `  1e-1, # m${i}m\n`)}]}}\n`,
  "20 keys that are unknown, between comments": `${MODEL}${lines(20, (i) => `# m${2 * i}m\nfoo_${i}: 1\n# m${2 * i + 1}m`)}`,
  "a block of text that holds a whole config": `${MODEL}save: |\n${lines(6, (i) => `  min-lr: 1e-5 # m${i}m`)}min-lr: 1e-5 # m6m\n`,
  "braces within braces that have lines of their own": `{ ${inBraces(dashed)},\n # m1m\n "optimizer": { # m2m\n   type: Adam, "params": { # m3m\n   lr: 1e-4 # m4m\n   , # m5m\n } # m6m\n  } # m7m\n , # m8m\n } # m9m\n`,
};

const ENDS: Readonly<Record<string, string>> = {
  newlines: "\n",
  "returns and newlines": "\r\n",
  returns: "\r",
  "next lines": "\u0085",
  "line separators": "\u2028",
};

test.for(Object.entries(TEXTS))("%s: an editor's edits lose nothing", async ([, text]) => {
  for (const end of Object.values(ENDS))
    for (const before of [text, text.trimEnd()].map((it) => it.replaceAll(/\r?\n/g, end))) {
      await client.open(before);
      for (const [title, edit] of await offered(URI, before))
        expectMarks(title, before, edited(URI, before, edit));
      await client.close();
    }
});

test.for(Object.entries(TEXTS))("%s: what is safe is fixed until nothing is", async ([, text]) => {
  let now = text;
  await client.open(now);
  for (let round = 0; ; round++) {
    expect(round).toBeLessThan(10);
    const all = (await offered(URI, now)).find(([title]) => /^Fix all that/.test(title));
    const next = all === undefined ? now : edited(URI, now, all[1]);
    if (next === now) break;
    await client.change(next);
    now = next;
  }
  await client.close();
  const reasons = [...text.matchAll(/neox-config: ignore.*/g)].flatMap(([it]) => marksIn(it));
  expect(marksIn(now).filter((mark) => !reasons.includes(mark))).toEqual(
    marksIn(text).filter((mark) => !reasons.includes(mark)),
  );
});

/** Configs that are a launch with the open one, as they lie on the disk. */
const BESIDE: Readonly<Record<string, string>> = {
  "with returns": "# m1m\r\nnum_attention_heads: 12 # m2m\r\n",
  "with a mark of byte order": "\ufeffnum_attention_heads: 12 # m1m\n",
  "without an end": "# m1m\nnum_attention_heads: 12",
  "with letters of two units": '# m1m\n{"\u{1f600}": m2m, num_attention_heads: 12} # m3m\n',
  "behind a long comment": `# ${"m1m ".repeat(9000)}\nnum_attention_heads: 12 # m2m\n`,
  "with an anchor": "num_attention_heads: &m1m 12 # m2m\nx: [*m1m] # m3m\n",
  "with a question mark": "? num_attention_heads # m1m\n: # m2m\n  12 # m3m\n",
};

test.for(Object.entries(BESIDE))("a fix of two files, one of them closed and %s", async ([, onDisk]) => {
  // An editor shows no mark.
  const beside = onDisk.replace("\ufeff", "");
  const open = `# neox-config: with b.yml\n${MODEL.replace(/num_att.*\n/, "").replace("768", "770 # m8m")}`;
  folder.write("a.yml", open);
  folder.write("b.yml", onDisk);
  const [uri, other] = [folder.uriOf("a.yml"), folder.uriOf("b.yml")];
  await client.open(open, uri);
  await client.watchedFileChanged(uri, other);
  const found = await offered(uri, open);
  const changed = found.filter(([, edit]) => edited(other, beside, edit) !== beside);
  expect(changed.length > 0 || beside.includes("&")).toBe(true);
  for (const [title, edit] of found) {
    expectMarks(title, open, edited(uri, open, edit));
    expectMarks(title, beside, edited(other, beside, edit));
  }
  for (const [, edit] of changed) expect(edited(other, beside, edit)).toBe(beside.replace(/\b12\b/, "11"));
  expect(readFileSync(fileURLToPath(other), "utf8")).toBe(onDisk);
  await client.close(uri);
});

/** Anchors that are given another name, and theirs again: each byte is there as before. */
const ANCHORED: Readonly<Record<string, string>> = {
  "one name that another begins with": "a: &x 1\nb: &x1 2\nc: &x1-2 3\nd: [*x, *x1, *x1-2]\n",
  "names in comments, quotes and blocks": 'a: &x "&x *x"\nb: |\n  &x *x\n# &x *x\nc: [*x, "*x"]\n',
  "an anchor on a key, and on a mapping in braces": "&x a: &y {b: *x}\nc: *y\nd: {<<: *y}\n",
  "aliases as keys": "a: &x b\n*x : 1\n? *x\n: 2\nc: {*x : 3}\n",
  "letters of two units before each": '"\u{1f600}": &x 1\n"\u{1f600}\u{1f600}": [ *x, "\u{1f600}", *x ]\n',
  "an anchor behind a tag, and before one": "a: !!str &x 1\nb: &y !!str 2\nc: [*x, *y]\n",
  "an anchor of nothing": "a: &x\nb: *x\nc: &y !!null\nd: *y\n",
  "an anchor and its value on other lines": "a:\n  &x\n\n  # c\n  1\nb:\n  *x\n",
  "an anchor in a list of lists": "a: [[&x [&y 1]], *x, *y]\n",
  "breaks of lines of each kind": "a: &x 1\r\nb: *x\rc: *x\nd: *x\u0085e: *x\u2028f: *x\n",
};

test.for(Object.entries(ANCHORED))("%s: renamed and back", async ([, anchored]) => {
  const text = `# neox-config: on\n${MODEL}${anchored}`;
  for (const { index } of text.matchAll(/[&*][xy][\w-]*/g)) {
    const name = /[\w-]+/.exec(text.slice(index))?.[0] ?? "";
    const position = opened(URI, text).positionAt(index + 1);
    await client.open(text);
    const there = await renamed(text, position, "fresh");
    if (there === text) continue;
    await client.change(there);
    const back = opened(URI, there).positionAt(there.indexOf("fresh"));
    expect(await renamed(there, back, name)).toBe(text);
    await client.close();
  }
});

async function renamed(text: string, position: Position, newName: string): Promise<string> {
  const params = { textDocument: { uri: URI }, position, newName };
  const edit = await client.connection.sendRequest(RenameRequest.type, params);
  return edit === null ? text : edited(URI, text, edit);
}
