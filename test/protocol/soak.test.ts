import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { Random } from "../differential/random";
import { type Client, inProcess } from "./client";
import { WAIT } from "./workspace";

const EXAMPLES = join(import.meta.dirname, "../../examples");
const EDITS = 400;
/** A config stays one while half-typed text hides its keys; a fresh start cannot know that it was one. */
const HEAD = "# neox-config: on\n";
const PIECES = ["0", "1", "a", "_", ": ", "\n", "  ", "# x", "{", "}", ",", '"', "true", "-"] as const;

const clients: Client[] = [];

afterEach(() => Promise.all(clients.splice(0).map((client) => client.stop())));

async function start(texts: ReadonlyMap<string, TextDocument>): Promise<Client> {
  const client = await inProcess();
  clients.push(client);
  for (const [uri, document] of texts) await client.open(document.getText(), uri);
  return client;
}

/** A slip of the fingers: up to twelve characters go, and a piece comes. */
function slip(document: TextDocument, random: Random) {
  const length = document.getText().length;
  const begin = HEAD.length + random.below(length - HEAD.length + 1);
  const end = Math.min(length, begin + (random.chance(0.5) ? 0 : random.below(12)));
  const range = { start: document.positionAt(begin), end: document.positionAt(end) };
  return { range, text: random.chance(0.3) ? "" : random.pick(PIECES) };
}

test(`after ${EDITS} random edits every text shows what a fresh start shows`, async () => {
  const names = readdirSync(EXAMPLES).filter((name) => name.endsWith(".yml"));
  const texts = new Map(
    names.map((name) => {
      const uri = `file:///none/${name}`;
      return [uri, TextDocument.create(uri, "yaml", 1, HEAD + readFileSync(join(EXAMPLES, name), "utf8"))];
    }),
  );
  const [first, ...others] = texts.keys();
  if (first === undefined) throw new Error("no examples");
  const random = new Random(8);
  const client = await start(texts);
  for (let edit = 1; edit <= EDITS; edit++) {
    const uri = random.pick([first, ...others]);
    const document = texts.get(uri);
    if (document === undefined) continue;
    const { range, text } = slip(document, random);
    TextDocument.update(document, [{ range, text }], edit + 1);
    await client.change(text, range, uri);
    // A person types no faster than the server reads; every tenth edit waits for nothing.
    if (edit % 10 !== 0) await client.hover(range.start, uri);
  }
  const fresh = await start(texts);
  await vi.waitFor(() => expect(client.shown).toEqual(fresh.shown), WAIT);
  expect(fresh.shown.size).toBeGreaterThan(0);
});
