import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type CodeAction,
  CodeActionRequest,
  RenameRequest,
  TextDocumentEdit,
  TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver-protocol";
import { TextDocument } from "vscode-languageserver-textdocument";
import { ADD_FILE_REQUEST, CALL_CONFIG_REQUEST } from "../../../protocol/launches";
import { type Client, overStdio, URI } from "../../protocol/client";
import { TestFolder } from "../../protocol/workspace";
import { attacked, hostileFolder, MODEL, textOf } from "../command";
import { expectWithstood } from "./attack";

/** What `--fix` makes of what stands below a model, by its shape: all comments stay, in their order. */
const SHAPES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  "parameters in a block between comments, which belong below another key": [
    "optimizer: # 0\n  type: Adam # 1\n  # 2\n  lr: 1.0e-4 # 3\n\n  # 4\n  betas: # 5\n  - 0.9 # 6\n  - 0.95 # 7\n  # 8\nseed: 3 # 9\n",
    "optimizer: # 0\n  type: Adam # 1\n  # 2\n  params:\n    lr: 1.0e-4 # 3\n\n    # 4\n    betas: # 5\n    - 0.9 # 6\n    - 0.95 # 7\n  # 8\nseed: 3 # 9\n",
  ],
  "parameters in braces over lines, with a comment behind each": [
    "optimizer: {type: Adam, # 1\n  lr: 1.0e-4, # 2\n  # 3\n  betas: [0.9, # 4\n   0.95] # 5\n } # 6\n",
    "optimizer: {type: Adam, # 1\n  params: {lr: 1.0e-4, # 2\n  # 3\n  betas: [0.9, # 4\n   0.95]} # 5\n } # 6\n",
  ],
  "parameters behind question marks": [
    "optimizer:\n  type: Adam\n  ? lr # 1\n  : 1.0e-4 # 2\n  ? betas # 3\n  : - 0.9 # 4\n    - 0.95\n",
    "optimizer:\n  type: Adam\n  params:\n    ? lr # 1\n    : 1.0e-4 # 2\n    ? betas # 3\n    : - 0.9 # 4\n      - 0.95\n",
  ],
  "parameters with returns below lines without": [
    "optimizer: # 0\r\n  type: Adam # 1\r\n  lr: 1.0e-4 # 3\r\n  betas: [0.9, 0.95]\r\nfp16: true # 4\r\n",
    'optimizer: # 0\r\n  type: Adam # 1\r\n  params:\n    lr: 1.0e-4 # 3\r\n    betas: [0.9, 0.95]\r\nfp16: { "enabled": true } # 4\r\n',
  ],
  "a decay with an anchor, and comments around it": [
    "optimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4 # 1\n    weight_decay: &w 0.1 # 2\n    # 3\n    eps: 1.0e-8 # 4\nseed: 5 # 5\n",
    "optimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4 # 1\n    # 2\n    # 3\n    eps: 1.0e-8 # 4\nseed: 5 # 5\nweight_decay: 0.1\n",
  ],
  "a decay that is an alias": [
    "wandb_group: x\nmin_lr: &w 0.00001\noptimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4 # 1\n    weight_decay: *w # 2\n",
    "wandb_group: x\nmin_lr: &w 0.00001\noptimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4 # 1\n    # 2\nweight_decay: 1.0e-5\n",
  ],
  "a decay that is the only parameter": [
    "optimizer:\n  type: Adam\n  params:\n    weight_decay: 0.1 # 2\n# 3\n",
    "optimizer:\n  type: Adam\n  params: {} # 2\nweight_decay: 0.1\n# 3\n",
  ],
  "a flag on a line of its own below its block's name": [
    "fp16: # 1\n  # 2\n  true # 3\n# 4\n",
    'fp16: # 1\n  # 2\n  { "enabled": true } # 3\n# 4\n',
  ],
  "a flag with a tag where a block is wanted": ["fp16: !!bool on # 1\n", 'fp16: { "enabled": on } # 1\n'],
  "a text in a list over lines of dashes": [
    "wandb_group: # 0\n  - # 1\n    x # 2\n  # 3\nseed: 3\n",
    "wandb_group: x # 0\n  # 1\n     # 2\n  # 3\nseed: 3\n",
  ],
  "a number in brackets over lines": [
    "seed: [ # 1\n  1234 # 2\n  , # 3\n ] # 4\n",
    "seed: 1234 # 1\n  # 2\n  # 3\n  # 4\n",
  ],
  "a list of shares with a comment for each": [
    "split: [ # 1\n 969, # train 2\n 30, # valid 3\n 1 ] # 4\n",
    'split: "969,30,1" # 1\n # train 2\n # valid 3\n  # 4\n',
  ],
  "a list of shares behind dashes": [
    "split: # 1\n- 969 # 2\n- 30 # 3\n- 1 # 4\n",
    'split: "969,30,1" # 1\n# 2\n# 3\n # 4\n',
  ],
  "pairs of attention behind dashes behind dashes": [
    "attention_config: # 1\n- - - flash # 2\n  - 6 # 3\n- - - global # 4\n  - '6' # 5\n",
    "attention_config: [[[flash], 6], [[global], 6]] # 1\n# 2\n  # 3\n# 4\n   # 5\n",
  ],
  "a folded text of two betas": [
    "optimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4\n    betas: >- # 1\n      0.9,\n      0.95\n    # 2\n",
    "optimizer:\n  type: Adam\n  params:\n    lr: 1.0e-4\n    betas: [0.9, 0.95] # 1\n    # 2\n",
  ],
  "a type of a key and a value behind question marks within question marks": [
    "? optimizer # 1\n: ? params # 2\n  : ? lr\n    : 1e-4 # 3\n",
    "? optimizer # 1\n: ? params # 2\n  : ? lr\n    : 1.0e-4 # 3\n  type: Adam\n",
  ],
  "a block that is a merge and no more": [
    "deepspeed_extra_args: &x {loss_scale: 0}\nfp16:\n  <<: *x # 1\n",
    "deepspeed_extra_args: &x {loss_scale: 0}\nfp16:\n  <<: *x # 1\n  enabled: true\n",
  ],
  "a flag of a text over two lines": ['use_wandb: "tr\\\n  ue" # 1\n', "use_wandb: true # 1\n"],
  "a rate in a set": [
    "optimizer: {type: Adam, params: {? lr, betas: [0.9, 0.99]}}\n",
    "optimizer: {type: Adam, params: {? lr: 0.001, betas: [0.9, 0.99]}}\n",
  ],
  "shares of a colon, which YAML takes for sixties": ["split: 969:30:1 # 1\n", 'split: "969,30,1" # 1\n'],
};

test("what each shape becomes, in a file of its own", async () => {
  const named = Object.values(SHAPES).map(
    ([before, after], index) => [`${index}.yml`, before, after] as const,
  );
  const folder = hostileFolder(Object.fromEntries(named.map(([name, before]) => [name, MODEL + before])));
  const args = ["check", "--each", ".", "--fix", "--neox", "main"];
  expectWithstood(await attacked(args, { cwd: folder }), args);
  for (const [name, , after] of named) expect(textOf(folder, name)).toBe(MODEL + after);
});

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

const opened = (text: string) => TextDocument.create(URI, "yaml", 1, text);

function edited(text: string, edit: WorkspaceEdit | null | undefined): string | undefined {
  const changes = edit?.documentChanges?.filter(TextDocumentEdit.is);
  const edits = changes?.flatMap((change) => change.edits.filter(TextEdit.is));
  return edits && TextDocument.applyEdits(opened(text), edits);
}

const IN_BRACES = MODEL.trim().replaceAll("\n", ",\n");

/** What an editor makes of braces by "Convert to block style". */
const CONVERTED: Readonly<Record<string, readonly [before: string, after: string]>> = {
  "braces behind the beginning of a document": [
    `--- # 0\n&a { # 1\n${IN_BRACES},\n ? x # 2\n : *a , # 3\n}\n... # 4\n`,
    `--- # 0\n&a # 1\n${MODEL}? x # 2\n: *a  # 3\n... # 4\n`,
  ],
  "a tag before the braces, and a comment behind each comma": [
    `!!map { # 0\n${MODEL.trim().replaceAll("\n", ", # 1\n")} } # 2\n`,
    `!!map # 0\n${MODEL.trim().replaceAll("\n", " # 1\n")} # 2\n`,
  ],
  "empty braces and brackets over lines": [
    `{${IN_BRACES},\n"x": [\n],\n"fp16": {\n  "enabled": true,\n  "y": {},\n  "z": {\n  }\n}\n}`,
    `${MODEL}x: [\n]\nfp16:\n  enabled: true\n  "y": {}\n  z: {\n  }\n`,
  ],
  "comments around a closing brace and a comma": [
    `{${IN_BRACES},\n fp16: {\n  enabled: true # 1\n  # 2\n  , # 3\n  # 4\n  } # 5\n  # 6\n , # 7\n seed: 5 # 8\n # 9\n}\n`,
    "# 1 # 2 # 3 # 4 # 5 # 6 # 7 # 8 # 9",
  ],
  "texts in quotes over lines": [
    `{${IN_BRACES},\n "save": "x\\\n   y\\\n  z", 'load': 'it''s\n  q' }`,
    `${MODEL}save: "x\\\n  y\\\n z"\nload: 'it''s\nq'`,
  ],
  "returns alone": [
    `{ # 0\r${MODEL.trim().replaceAll("\n", ", # 1\r")}, o: {\r a: 1, # 2\r b: [\r 1]}\r}\r`,
    "# 0 # 1 # 1 # 1 # 1 # 1 # 2",
  ],
};

test.for(Object.entries(CONVERTED))("%s: in block style all stays", async ([, [before, after]]) => {
  await client.open(before);
  const actions = await client.connection.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: URI },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ["refactor.rewrite"] },
  });
  const action = (actions as CodeAction[] | null)?.find(({ title }) => title === "Convert to block style");
  const text = edited(before, action?.edit) ?? "";
  if (/^#/.test(after)) expect(text.match(/# \d/g)?.join(" ")).toBe(after);
  else expect(text).toBe(after);
  await client.close();
});

/** What an editor makes of a text when a file is added to its launch, and when it is to be called a config. */
const TOLD: Readonly<Record<string, readonly [before: string, added: string, called: string]>> = {
  "a mark of byte order and a directive": [
    "\ufeff%YAML 1.1\n---\nx: 1\n",
    "\ufeff# neox-config: with b.yml\n%YAML 1.1\n---\nx: 1\n",
    "\ufeff# neox-config: on\n%YAML 1.1\n---\nx: 1\n",
  ],
  "a comment of a name, a comma and a reason": [
    "# neox-config: with c.yml, -- because\nx: 1",
    "# neox-config: with c.yml b.yml, -- because\nx: 1",
    "# neox-config: on\n# neox-config: with c.yml, -- because\nx: 1",
  ],
  "a comment of no name, with returns": [
    "# neox-config: with\r\nx: 1",
    "# neox-config: with b.yml\r\nx: 1",
    "# neox-config: on\r\n# neox-config: with\r\nx: 1",
  ],
  "a text that only looks like a comment": [
    "save: |\n  # neox-config: with c.yml\nx: 1",
    "# neox-config: with b.yml\nsave: |\n  # neox-config: with c.yml\nx: 1",
    "# neox-config: on\nsave: |\n  # neox-config: with c.yml\nx: 1",
  ],
  "a comment of a long dash behind a value": [
    "seed: 3 # neox-config: with c.yml — why\nx: 1",
    "seed: 3 # neox-config: with c.yml b.yml — why\nx: 1",
    "# neox-config: on\nseed: 3 # neox-config: with c.yml — why\nx: 1",
  ],
};

test.for(Object.entries(TOLD))("%s: a comment is added to", async ([, [before, added, called]]) => {
  const text = before.replace("x: 1", MODEL.trim());
  await client.open(text);
  const file = URI.replace(/[^/]*$/, "b.yml");
  const { connection } = client;
  const add = await connection.sendRequest<WorkspaceEdit | null>(ADD_FILE_REQUEST, { uri: URI, file });
  const call = await connection.sendRequest<WorkspaceEdit | null>(CALL_CONFIG_REQUEST, { uri: URI });
  expect([edited(text, add), edited(text, call)].map((it) => it?.replace(MODEL.trim(), "x: 1"))).toEqual([
    added,
    called,
  ]);
  await client.close();
});

test("an anchor whose name begins another's is renamed alone", async () => {
  const text = `${MODEL}a: &a1 1\nb: &a1-x 2\nd: [*a1 , *a1-x, *a1]\n`;
  await client.open(text);
  const position = opened(text).positionAt(text.indexOf("*a1") + 1);
  const params = { textDocument: { uri: URI }, position, newName: "z" };
  const edit = await client.connection.sendRequest(RenameRequest.type, params);
  expect(edited(text, edit)).toBe(`${MODEL}a: &z 1\nb: &a1-x 2\nd: [*z , *a1-x, *z]\n`);
  await client.close();
});
