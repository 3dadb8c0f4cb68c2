import { expect, type TestContext, test, vi } from "vitest";
import { LAUNCHES_REQUEST, type Launches } from "../../protocol/launches";
import { MODEL } from "../attacks/model";
import { type Client, inProcess, type Settings } from "./client";
import { marks, TestFolder, WAIT } from "./workspace";

/** After a change of settings or folders, or the end of a text that was not saved, a server says what one says that starts with them. */
const CHECKOUT = {
  "neox/megatron/neox_arguments/neox_args.py":
    "@dataclass\nclass NeoXArgsX(NeoXArgsTemplate):\n    a: int = 1\n",
};

const VOCABULARY = `${MODEL}vocab_file: data/vocab.json\n`;

interface Start {
  readonly settings?: Settings;
  /** The workspace folder, by its path in the folder of the test; the latter itself by default. */
  readonly folder?: string;
}

interface Case {
  readonly files?: Readonly<Record<string, string>>;
  /** The config that is open, by its path. */
  readonly config?: string;
  readonly text: string;
  readonly from: Start;
  readonly to: Start;
  readonly isTrusted?: boolean;
}

const changing = (text: string, from: Settings, to: Settings, files = {}): Case => ({
  ...{ text, files },
  ...{ from: { settings: from }, to: { settings: to } },
});

const CASES: Readonly<Record<string, Case>> = {
  "files that are configs": changing("x: 1\n", {}, { files: ["*.yml"] }),
  "files that are none any more": changing("x: 1\n", { files: ["*.yml"] }, {}),
  "the version of gpt-neox": changing(`${MODEL}num_kv_heads: 3\n`, { target: "main" }, { target: "v2.0" }),
  "a checkout under another name": changing(MODEL, { target: "neox" }, { target: "./neox" }, CHECKOUT),
  "the number of GPUs": changing(`${MODEL}pipe_parallel_size: 4\n`, { gpus: 4 }, { gpus: 6 }),
  "the folder of launches": changing(
    VOCABULARY,
    { launchDirectory: "there" },
    { launchDirectory: "" },
    { "there/data/vocab.json": "{}", "data/other.json": "{}" },
  ),
  "the folder of launches that is named and the same": changing(
    VOCABULARY,
    { target: "main" },
    { target: "main", launchDirectory: "." },
    { "data/other.json": "{}" },
  ),
  "the weight of a rule": changing(
    "hiden_size: 1\n",
    { files: ["*"] },
    { files: ["*"], rules: { "unknown-argument": "hint" } },
  ),
  "hints of hardware": changing(
    `${MODEL.replace("heads: 12", "heads: 16")}precision: fp16\n`,
    { hardwareHints: false },
    { hardwareHints: true },
  ),
  "a folder that makes a pattern fit": {
    ...{ config: "conf/a.yml", text: "x: 1\n" },
    from: { folder: "conf", settings: { files: ["conf/*.yml"] } },
    to: { settings: { files: ["conf/*.yml"] } },
  },
  "a folder whose going makes a pattern fit": {
    ...{ config: "conf/a.yml", text: "x: 1\n" },
    from: { settings: { files: ["*.yml"] } },
    to: { folder: "conf", settings: { files: ["*.yml"] } },
  },
  "the folder in which a checkout is named": {
    ...{ config: "neox/a.yml", text: MODEL, files: CHECKOUT },
    from: { folder: "neox" },
    to: {},
  },
  "a folder from which more may be read": {
    ...{ config: "conf/a.yml", text: `# neox-config: with ../b.yml\n${MODEL}` },
    ...{ files: { "b.yml": "hiden_size: 2\n" }, isTrusted: false },
    from: { folder: "conf" },
    to: {},
  },
  "a folder from which less may be read": {
    ...{ config: "conf/a.yml", text: `# neox-config: with ../b.yml\n${MODEL}` },
    ...{ files: { "b.yml": "hiden_size: 2\n" }, isTrusted: false },
    from: {},
    to: { folder: "conf" },
  },
};

const uriIn = (folder: TestFolder, path = "") => (path === "" ? folder.uri : folder.uriOf(path));

/** Where a case happens. */
interface Place {
  readonly folder: TestFolder;
  /** Of the config. */
  readonly uri: string;
  readonly onTestFinished: TestContext["onTestFinished"];
}

/** A server that begins so, with the config open. */
async function started(
  { settings, folder: path }: Start,
  given: Case,
  { folder, uri, onTestFinished }: Place,
) {
  const { isTrusted = true, text } = given;
  const client = await inProcess(settings, false, uriIn(folder, path), { isTrusted });
  onTestFinished(async () => {
    await client.stop();
  });
  await client.open(text, uri);
  return client;
}

/** What a server says of all files and of the launches of the config. */
async function said(client: Client, { folder, uri }: Place) {
  const launches = await client.connection.sendRequest<Launches | null>(LAUNCHES_REQUEST, { uri });
  return { launches, marks: marks(client, folder) };
}

/** What it says once it has nothing more to say. */
async function settled(client: Client, place: Place) {
  for (let last = await said(client, place); ; ) {
    await new Promise((resolve) => setTimeout(resolve, 400));
    const now = await said(client, place);
    if (JSON.stringify(now) === JSON.stringify(last)) return now;
    last = now;
  }
}

async function change(client: Client, { from, to }: Case, folder: TestFolder): Promise<void> {
  if (from.folder !== to.folder) {
    const named = ({ folder: path }: Start) => [{ uri: uriIn(folder, path), name: "folder" }];
    const event = { added: named(to), removed: named(from) };
    await client.connection.sendNotification("workspace/didChangeWorkspaceFolders", { event });
  }
  if (from.settings !== to.settings) await client.configure(to.settings ?? {});
}

test.concurrent.for(Object.entries(CASES))("%s", async ([, given], { onTestFinished }) => {
  const { config = "a.yml", text } = given;
  const folder = new TestFolder({ [config]: text, ...given.files });
  onTestFinished(() => folder.remove());
  const place = { folder, uri: folder.uriOf(config), onTestFinished };
  const client = await started(given.from, given, place);
  const before = await settled(client, place);
  await change(client, given, folder);
  const expected = await settled(await started(given.to, given, place), place);
  expect(before).not.toEqual(expected);
  await vi.waitFor(async () => expect(await said(client, place)).toEqual(expected), WAIT);
});

const CALL = `# neox-config: with b.yml\n${MODEL}`;
/** What lies on the disk, and a text of it that is open and is never saved. */
const UNSAVED = { "that names another": [MODEL, CALL], "that names none": [CALL, MODEL] } as const;

test.concurrent.for(Object.entries(UNSAVED))(
  "a text %s counts until it is closed",
  async ([, [saved, open]], { onTestFinished }) => {
    const folder = new TestFolder({ "a.yml": saved, "b.yml": MODEL });
    onTestFinished(() => folder.remove());
    const place = { folder, uri: folder.uriOf("b.yml"), onTestFinished };
    const given = { text: MODEL, from: {}, to: {} };
    const client = await started({}, given, place);
    await client.open(open, folder.uriOf("a.yml"));
    const before = await settled(client, place);
    await client.close(folder.uriOf("a.yml"));
    const expected = await settled(await started({}, given, place), place);
    expect(before).not.toEqual(expected);
    await vi.waitFor(async () => expect(await said(client, place)).toEqual(expected), WAIT);
  },
);
